/* The bubble itself: the conversation in its panel, and how it gets onto the page. */
const TURNS = 10; // of the conversation that are sent along
const turns = [];
let waiting = false;

const log = make("div", { className: "log", role: "log", tabIndex: 0, "aria-label": say("title"), "aria-live": "polite", "data-welcome": say("welcome") });
const input = make("textarea", { rows: 2, maxLength: 2000, placeholder: say("placeholder"), "aria-label": say("label") });
const send = make("button", { className: "send", type: "submit" }, say("send"));
const form = make("form", {}, input, send);
const close = make("button", { type: "button", "aria-label": say("close") }, "×");
const title = options.title || say("title");
const room = make("div", { className: "room" }, log, form, sheet);
const panel = make("section", { className: "panel", hidden: true, role: "dialog", "aria-label": title }, make("header", {}, title, close), room);
const bubble = make("button", { className: "bubble", type: "button", "aria-label": say("open"), "aria-expanded": "false" }, icon());
const frame = make("div", { className: options.side === "left" ? "frame left" : "frame", lang: chinese ? "zh-CN" : "en" }, panel, bubble);

const show = (open) => {
  panel.hidden = !open;
  bubble.setAttribute("aria-expanded", String(open));
  if (!open) bubble.focus();
  else if (shown) backwards.focus();
  else input.focus();
};

/** A button that opens a citation's passage. */
const opening = (citation, properties, text) => {
  const button = make("button", { type: "button", "aria-haspopup": "dialog", ...properties }, text);
  button.addEventListener("click", () => openPassage(citation, button));
  return button;
};

const source = (citation) => {
  const where = [citation.document, ...citation.heading_path].join(" › ");
  const page = citation.page === null ? "" : `（${say("page", { n: citation.page })}）`;
  const number = citation.number === undefined ? "" : `[${citation.number}] `;
  return opening(citation, { className: "source" }, `${number}${where}${page}`);
};

/** The answer with a button for each [n], which opens its source. */
const answerText = (record) => {
  const known = new Map(record.citations.map((citation) => [`[${citation.number}]`, citation]));
  const parts = record.answer.split(/(\[\d+\])/).map((part) => {
    const citation = known.get(part);
    return citation ? opening(citation, { className: "number", "aria-label": named(citation) }, String(citation.number)) : part;
  });
  return make("p", {}, ...parts);
};

const draw = (record) => {
  const parts = [];
  if (record.standalone_question !== record.question) parts.push(make("p", { className: "quiet" }, say("understood", { q: record.standalone_question })));
  const found = record.status === "answered";
  const listed = found ? record.citations : record.retrieved.slice(0, 3);
  parts.push(found ? answerText(record) : make("p", {}, say("notFound")));
  if (record.reason) parts.push(make("p", { className: "quiet" }, record.reason));
  if (listed.length) parts.push(make("div", { className: "quiet" }, say(found ? "sources" : "nearest")), ...listed.map(source));
  return parts;
};

const ask = async (question) => {
  const said = make("div", { className: "said" }, make("p", { className: "quiet" }, say("waiting")));
  log.append(make("div", { className: "asked" }, question), said);
  log.scrollTop = log.scrollHeight;
  try {
    const body = { question, history: turns.slice(-TURNS), ...(options.collection ? { collections: [options.collection] } : {}) };
    const response = await call("/ask", { method: "POST", body });
    if (response.ok) {
      const record = await response.json();
      said.replaceChildren(...draw(record));
      turns.push({ role: "user", content: question });
      if (record.answer) turns.push({ role: "assistant", content: record.answer });
    } else {
      said.replaceChildren(make("p", { className: "error" }, await failure(response)));
    }
  } catch {
    said.replaceChildren(make("p", { className: "error" }, say("offline")));
  } finally {
    said.previousSibling.scrollIntoView({ block: "start" });
  }
};

const submit = async () => {
  const question = input.value.trim();
  if (!question || waiting) return;
  waiting = send.disabled = true;
  input.value = "";
  await ask(question);
  waiting = send.disabled = false;
  input.focus();
};

bubble.addEventListener("click", () => show(panel.hidden));
close.addEventListener("click", () => show(false));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
input.addEventListener("keydown", (event) => {
  // While an input method composes, Enter chooses a word.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  submit();
});
frame.addEventListener("keydown", (event) => {
  // The page's own shortcuts are not for what is typed here.
  event.stopPropagation();
  if (event.key === "Escape" && !panel.hidden && !event.isComposing && !closePassage()) show(false);
});

// Inline and important: no rule of the page can hide or move the host.
const host = make("youju-widget");
host.style.cssText = "all: initial !important; display: block !important;";
const root = host.attachShadow({ mode: "open" });
// A constructed sheet needs no permission for inline styles from the page's policy.
const styles = new CSSStyleSheet();
styles.replaceSync(CSS);
root.adoptedStyleSheets = [styles];
root.append(frame);
const start = () => document.body.append(host);
if (document.body) start();
else document.addEventListener("DOMContentLoaded", start);
