// Runs once as the js_on_load of the hidden hub component: `element`, `trigger`, `props` and `watch`
// come from gr.HTML. It merges new exchanges into the conversation, opens and closes the two side
// panels and hands clicks to the server. Texts come from the server, escaped; nothing here builds
// HTML from a text.
const root = document.documentElement;
const body = document.body;
const byId = (id) => document.getElementById(id);
const store = {
  get: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
  set: (key, value) => { try { localStorage.setItem(key, value); } catch { /* private window */ } },
};

// ---- conversation -------------------------------------------------------------------------
const log = () => byId("yj-log");
const scroller = () => byId("yj-scroll");
const reflectEmpty = () => body.classList.toggle("yj-talking", Boolean(log()?.children.length));

function merge(message) {
  const target = log();
  if (!target) return;
  if (message.mode === "rewrite") target.replaceChildren();
  const template = document.createElement("template");
  template.innerHTML = message.html;
  let newest = null;
  for (const article of [...template.content.children]) {
    const known = byId(article.id);
    if (known && target.contains(known)) known.replaceWith(article);
    else { target.append(article); newest = article; }
    if (article.dataset.state === "pending") newest = article;
  }
  reflectEmpty();
  const last = newest ?? target.lastElementChild;
  if (last && message.mode === "append") showExchange(last);
}

// The question goes to the top of the view, so that the answer grows below it and nothing moves.
function showExchange(article) {
  const view = scroller();
  if (!view) return;
  const top = article.offsetTop - 20;
  const smooth = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  view.scrollTo({ top, behavior: smooth ? "smooth" : "auto" });
}

let seen = 0;
watch("value", () => {
  let message;
  try { message = JSON.parse(props.value); } catch { return; }
  if (!message || message.serial === seen) return;
  seen = message.serial;
  sent = 0;
  merge(message);
});

// ---- side panels --------------------------------------------------------------------------
let opener = null;
const isNarrow = () => matchMedia("(max-width: 1099px)").matches;

function showSource(from) {
  if (from && !byId("yj-source").contains(from)) opener = from;
  body.classList.add("yj-source-open");
  byId("yj-source").classList.add("yj-loading");
  if (isNarrow()) body.classList.remove("yj-documents-open");
}
function hideSource() {
  body.classList.remove("yj-source-open");
  document.querySelectorAll(".yj-chip[aria-current], .yj-source[aria-current]").forEach((each) => each.removeAttribute("aria-current"));
  if (opener && opener.isConnected) opener.focus();
  opener = null;
}
function showDocuments(open) {
  body.classList.toggle("yj-documents-open", open);
  document.querySelector("[data-act=documents]")?.setAttribute("aria-expanded", String(open));
  if (open && isNarrow()) hideSource();
}
function point(exchange, number) {
  document.querySelectorAll(".yj-chip, .yj-source").forEach((each) => {
    const same = each.dataset.exchange === exchange && each.dataset.number === number;
    each.toggleAttribute("aria-current", false);
    if (same) each.setAttribute("aria-current", "true");
  });
}
function settleSource() {
  const panel = byId("yj-source");
  panel.classList.remove("yj-loading");
  const text = panel.querySelector(".yj-document");
  if (text) text.scrollTop = 0;
  const goal = panel.querySelector(".yj-document mark") ?? panel.querySelector(".yj-lit");
  if (text && goal) {
    const shift = goal.getBoundingClientRect().top - text.getBoundingClientRect().top;
    text.scrollTop += shift - Math.min(160, text.clientHeight / 3);
  }
  if (body.classList.contains("yj-source-open")) panel.querySelector("h2")?.focus({ preventScroll: true });
}
new MutationObserver(() => {
  const panel = byId("yj-source")?.querySelector(".yj-panel");
  if (panel && !panel.dataset.settled) { panel.dataset.settled = "yes"; settleSource(); }
}).observe(byId("yj-source") ?? body, { childList: true, subtree: true });

// ---- question box -------------------------------------------------------------------------
const questionBox = () => document.querySelector("#yj-question textarea, #yj-question input");

function askFor(text) {
  const box = questionBox();
  if (!box) return;
  const own = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(box), "value");
  own.set.call(box, text);
  box.dispatchEvent(new Event("input", { bubbles: true }));
  requestAnimationFrame(() => document.querySelector("#yj-question .submit-button")?.click());
}

// Enter that picks a candidate of an input method must not send. Safari ends the composition before
// the key event, which then has key code 229; some input methods send Enter just after the end.
let composed = 0;
document.addEventListener("compositionend", () => { composed = performance.now(); }, true);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.closest?.("#yj-question")) return;
  const justEnded = performance.now() - composed < 30;
  if (event.isComposing || event.keyCode === 229 || justEnded) event.stopImmediatePropagation();
}, true);

// Gradio closes its event stream when nothing is under way. An event sent in that very moment (a
// question as an upload ends) is worked on, but its outcome stays on the server until any later event
// opens the stream again: while something waits, send one that does nothing.
let sent = 0;
const noteSent = () => { if (questionBox()?.value.trim()) sent = performance.now(); };
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && event.target.closest?.("#yj-question")) noteSent();
}, true);
document.addEventListener("click", (event) => {
  if (event.target.closest?.("#yj-question .submit-button")) noteSent();
}, true);
const WAITING = ".yj-exchange[data-state=pending], #yj-source.yj-loading, .yj-additions:not(:has(.yj-additions-end))";
setInterval(() => {
  const unheard = sent && performance.now() - sent < 60000;
  if (unheard || document.querySelector(WAITING)) trigger("nudge", {});
}, 1500);

// Gradio names its send and stop buttons by nothing a screen reader could read.
function nameButtons() {
  const texts = byId("yj-header")?.querySelector("[data-send]")?.dataset ?? {};
  const send = document.querySelector("#yj-question .submit-button");
  const stop = document.querySelector("#yj-question .stop-button");
  if (send && texts.send && send.ariaLabel !== texts.send) { send.ariaLabel = texts.send; send.title = texts.send; }
  if (stop && texts.stop && stop.ariaLabel !== texts.stop) { stop.ariaLabel = texts.stop; stop.title = texts.stop; }
}

// ---- look and language --------------------------------------------------------------------
function setTheme(dark) {
  body.classList.toggle("dark", dark);
  root.classList.toggle("dark", dark);
  root.style.colorScheme = dark ? "dark" : "light";
}
const chosen = store.get("youju-theme");
if (chosen) setTheme(chosen === "dark");
else setTheme(matchMedia("(prefers-color-scheme: dark)").matches);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) => {
  if (!store.get("youju-theme")) setTheme(event.matches);
});

// ---- clicks -------------------------------------------------------------------------------
async function copy(button, text) {
  try { await navigator.clipboard.writeText(text); }
  catch {
    const area = document.createElement("textarea");
    area.value = text;
    body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  const label = button.querySelector("span");
  const said = byId("yj-header")?.querySelector("[data-copied]")?.dataset.copied;
  if (!label || !said || button.dataset.was) return;
  button.dataset.was = label.textContent;
  label.textContent = said;
  setTimeout(() => { label.textContent = button.dataset.was; delete button.dataset.was; }, 1600);
}

const number = (button, name) => button.dataset[name] ?? "0";
const acts = {
  cite(button) {
    point(number(button, "exchange"), number(button, "number"));
    showSource(button);
    trigger("cite", { exchange: number(button, "exchange"), number: number(button, "number"), whole: number(button, "whole") });
  },
  passage(button) {
    showSource(button);
    trigger("passage", { passage: button.dataset.passage, whole: number(button, "whole") });
  },
  document(button) {
    showSource(button);
    trigger("document", { document: button.dataset.document });
  },
  retry(button) { trigger("retry", { exchange: number(button, "exchange") }); },
  example(button) { askFor(button.dataset.question); },
  copy(button) { copy(button, button.dataset.text); },
  link(button) { copy(button, new URL(button.dataset.path, document.baseURI).href); },
  close() { hideSource(); },
  jump(link) {
    const goal = document.querySelector(`#yj-source [id="${CSS.escape(link.hash.slice(1))}"]`);
    goal?.scrollIntoView({ block: "start" });
  },
  documents() { showDocuments(!body.classList.contains("yj-documents-open")); },
  add() {
    showDocuments(true);
    document.querySelector("#yj-uploads input[type=file]")?.click();
  },
  remove(button) {
    if (button.dataset.asked) { trigger("remove", { document: button.dataset.document }); return; }
    button.dataset.asked = "yes";
    button.dataset.was = button.ariaLabel;
    button.ariaLabel = button.dataset.sure;
    button.title = button.dataset.sure;
    setTimeout(() => { delete button.dataset.asked; button.ariaLabel = button.dataset.was; button.title = button.dataset.was; }, 3000);
  },
  dismiss() { byId("yj-additions")?.querySelector(".yj-additions")?.remove(); },
  clear() { hideSource(); trigger("clear", {}); questionBox()?.focus(); },
  skip() { questionBox()?.focus(); },
  theme() {
    const dark = !body.classList.contains("dark");
    store.set("youju-theme", dark ? "dark" : "light");
    setTheme(dark);
  },
  language(button) {
    const language = button.dataset.language;
    document.cookie = `youju_language=${language}; path=/; max-age=31536000; samesite=strict`;
    root.lang = language;
    // Gradio's own words follow only a new page; with nothing to lose, load one.
    if (!log()?.children.length) location.reload();
    else trigger("language", { language });
  },
};

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-act]");
  if (!button) {
    // On a narrow screen the panels lie over the chat; touching what is left of it puts them away.
    if (isNarrow() && event.target.closest?.("#yj-chat")) { hideSource(); showDocuments(false); }
    return;
  }
  const act = acts[button.dataset.act];
  if (!act) return;
  event.preventDefault();
  act(button);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (body.classList.contains("yj-source-open")) hideSource();
  else if (body.classList.contains("yj-documents-open")) showDocuments(false);
});

// ---- files dropped anywhere ---------------------------------------------------------------
let depth = 0;
const holdsFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
const isOverUploads = (event) => Boolean(event.target.closest?.("#yj-uploads"));
document.addEventListener("dragenter", (event) => {
  if (!holdsFiles(event)) return;
  depth += 1;
  body.classList.add("yj-dragging");
});
document.addEventListener("dragleave", (event) => {
  if (!holdsFiles(event)) return;
  depth = Math.max(0, depth - 1);
  if (!depth) body.classList.remove("yj-dragging");
});
document.addEventListener("dragover", (event) => { if (holdsFiles(event)) event.preventDefault(); });
document.addEventListener("drop", (event) => {
  if (!holdsFiles(event)) return;
  depth = 0;
  body.classList.remove("yj-dragging");
  showDocuments(true);
  if (isOverUploads(event)) return;
  event.preventDefault();
  const input = document.querySelector("#yj-uploads input[type=file]");
  if (!input) return;
  input.files = event.dataTransfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
});

// ---- start --------------------------------------------------------------------------------
new MutationObserver(() => { nameButtons(); reflectEmpty(); }).observe(document.querySelector(".gradio-container") ?? body, { childList: true, subtree: true });
showDocuments(!isNarrow() && matchMedia("(min-width: 1280px)").matches && store.get("youju-documents") !== "closed");
reflectEmpty();
body.classList.add("yj-ready");
