/*
 * The chat bubble of youju for any page:
 *
 *   <script src="https://SERVER/widget/widget.js" data-key="READ-ONLY KEY" defer></script>
 *
 * data-server      the server, when it is not the one the script comes from
 * data-key         a read-only key; whoever sees the page sees it, so limit it to what all may read
 * data-collection  ask this collection only
 * data-language    zh-CN or en; the page's or the browser's without it
 * data-title       what the panel is called
 * data-side        left, or right (the default)
 * data-links       off: no links to the passages on the server (they need a login where it has one)
 *
 * Everything is drawn in a shadow tree, text only: nothing of a document becomes markup, and nothing
 * but the answers is fetched from anywhere.
 */
(() => {
  "use strict";

  const script = document.currentScript;
  if (!script || document.querySelector("youju-widget")) return;
  const options = script.dataset;
  const server = (options.server || new URL(script.src).href.replace(/\/widget\/widget\.js.*$/, "")).replace(/\/+$/, "");
  const language = options.language || document.documentElement.lang || navigator.language || "zh-CN";
  const chinese = language.toLowerCase().startsWith("zh");
  const PATIENCE = 60_000; // milliseconds
  const TURNS = 10; // of the conversation that are sent along

  const texts = {
    open: ["向文档提问", "Ask the documents"],
    title: ["文档问答", "Ask the documents"],
    close: ["关闭", "Close"],
    placeholder: ["输入问题，回车发送", "Type a question, Enter sends"],
    label: ["问题", "Question"],
    send: ["发送", "Send"],
    waiting: ["正在查找…", "Looking…"],
    welcome: ["直接提问。答案取自原文，编号可展开核对。", "Just ask. Answers are taken from the text; a number opens the very passage."],
    notFound: ["文档里没有找到答案。", "The documents do not answer this."],
    nearest: ["最接近的段落", "The nearest passages"],
    sources: ["来源", "Sources"],
    source: ["来源 {n}", "Source {n}"],
    understood: ["已理解为：{q}", "Understood as: {q}"],
    page: ["第{n}页", "p. {n}"],
    inDocument: ["在文档中查看", "Show in the document"],
    key: ["这个页面的访问密钥无效，请联系网站管理员。", "The key of this page is not valid. Please tell the site's owner."],
    busy: ["现在提问的人较多，请 {n} 秒后再试。", "Many people are asking. Please try again in {n} s."],
    offline: ["连不上问答服务，请稍后再试。", "The service cannot be reached. Please try again later."],
    failed: ["这个问题没能回答（{n}）。", "The question could not be answered ({n})."],
  };
  const say = (name, values = {}) =>
    texts[name][chinese ? 0 : 1].replace(/\{(\w)\}/g, (_, key) => String(values[key]));

  const CSS = `
    :host { color-scheme: light dark; }
    * { box-sizing: border-box; }
    .frame { --ink: #1c2430; --paper: #fff; --line: #d5dae1; --soft: #f3f5f8; --accent: #0b5fb0; --on: #fff; --mark: #ffe9a3; --quiet: #56606e;
      position: fixed; inset: auto 20px 20px auto; z-index: 2147483000; color: var(--ink);
      font: 15px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; text-align: start; }
    .frame.left { inset: auto auto 20px 20px; }
    @media (prefers-color-scheme: dark) {
      .frame { --ink: #e6e9ee; --paper: #1b2027; --line: #3a424d; --soft: #262c35; --accent: #7ab8f5; --on: #0d1520; --mark: #6b5713; --quiet: #a7b0bc; } }
    button, textarea { font: inherit; color: inherit; }
    button { cursor: pointer; border: 0; background: none; border-radius: 8px; }
    :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
    .bubble { width: 56px; height: 56px; border-radius: 50%; background: var(--accent); color: var(--on); display: grid; place-items: center;
      margin-inline-start: auto; box-shadow: 0 4px 16px rgb(0 0 0 / .28); }
    .left .bubble { margin-inline: 0 auto; }
    .panel { width: min(400px, calc(100vw - 40px)); height: min(600px, calc(100vh - 110px)); margin-bottom: 12px; display: flex; flex-direction: column;
      background: var(--paper); border: 1px solid var(--line); border-radius: 14px; overflow: hidden; box-shadow: 0 8px 32px rgb(0 0 0 / .24); }
    .panel[hidden] { display: none; }
    header { display: flex; align-items: center; padding: 10px 14px; border-bottom: 1px solid var(--line); font-weight: 600; }
    header button { margin-inline-start: auto; padding: 2px 10px; font-size: 20px; line-height: 1.2; }
    .log { flex: 1; overflow-y: auto; padding: 14px; overflow-wrap: anywhere; }
    .log:empty::before { content: attr(data-welcome); color: var(--quiet); }
    .asked { margin: 0 0 8px auto; width: fit-content; max-width: 85%; padding: 6px 12px; border-radius: 12px; background: var(--soft); white-space: pre-wrap; }
    .said { margin-bottom: 18px; }
    .said p { margin: 0 0 6px; white-space: pre-wrap; }
    .quiet { color: var(--quiet); font-size: 13px; }
    .error { border-inline-start: 3px solid #c0392b; padding-inline-start: 10px; }
    .number { padding: 0 5px; margin: 0 1px; font-size: 12px; color: var(--accent); background: var(--soft); vertical-align: 2px; }
    details { border: 1px solid var(--line); border-radius: 8px; padding: 4px 10px; margin-top: 6px; font-size: 13px; }
    summary { cursor: pointer; }
    details p { margin-top: 6px; }
    mark { background: var(--mark); color: inherit; border-radius: 3px; }
    a { color: var(--accent); }
    form { display: flex; gap: 8px; padding: 10px; border-top: 1px solid var(--line); }
    textarea { flex: 1; resize: none; padding: 8px 10px; border: 1px solid var(--line); border-radius: 8px; background: var(--paper); }
    textarea::placeholder { color: var(--quiet); opacity: 1; }
    .send { padding: 0 14px; background: var(--accent); color: var(--on); }
    .send:disabled { opacity: .5; cursor: default; }`;

  /** An element with properties and children; children are texts or elements, never markup. */
  const make = (name, properties = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key in element) element[key] = value;
      else element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  };

  const icon = () => {
    const space = "http://www.w3.org/2000/svg";
    const picture = document.createElementNS(space, "svg");
    const path = document.createElementNS(space, "path");
    for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", width: "28", height: "28", "aria-hidden": "true" })) picture.setAttribute(key, value);
    path.setAttribute("d", "M4 4h16v12H9l-5 4V4zm4 4v1.6h8V8H8zm0 3.4V13h5v-1.6H8z");
    path.setAttribute("fill", "currentColor");
    picture.append(path);
    return picture;
  };

  const turns = [];
  let waiting = false;

  const log = make("div", { className: "log", role: "log", tabIndex: 0, "aria-label": say("title"), "aria-live": "polite", "data-welcome": say("welcome") });
  const input = make("textarea", { rows: 2, maxLength: 2000, placeholder: say("placeholder"), "aria-label": say("label") });
  const send = make("button", { className: "send", type: "submit" }, say("send"));
  const form = make("form", {}, input, send);
  const close = make("button", { type: "button", "aria-label": say("close") }, "×");
  const title = options.title || say("title");
  const panel = make("section", { className: "panel", hidden: true, role: "dialog", "aria-label": title }, make("header", {}, title, close), log, form);
  const bubble = make("button", { className: "bubble", type: "button", "aria-label": say("open"), "aria-expanded": "false" }, icon());
  const frame = make("div", { className: options.side === "left" ? "frame left" : "frame", lang: chinese ? "zh-CN" : "en" }, panel, bubble);

  const show = (open) => {
    panel.hidden = !open;
    bubble.setAttribute("aria-expanded", String(open));
    (open ? input : bubble).focus();
  };

  /** The passage with its quotes marked. Offsets count code points, JavaScript counts UTF-16 units. */
  const marked = (citation) => {
    const points = Array.from(citation.text);
    const paragraph = make("p");
    let done = 0;
    const quotes = [...(citation.quotes || [])].sort((one, other) => one.start - other.start);
    for (const quote of quotes) {
      const begin = Math.max(quote.start - citation.start, done);
      const end = Math.min(quote.end - citation.start, points.length);
      if (begin >= end) continue;
      paragraph.append(points.slice(done, begin).join(""), make("mark", {}, points.slice(begin, end).join("")));
      done = end;
    }
    paragraph.append(points.slice(done).join(""));
    return paragraph;
  };

  const source = (citation) => {
    const where = [citation.document, ...citation.heading_path].join(" › ");
    const page = citation.page === null ? "" : `（${say("page", { n: citation.page })}）`;
    const number = citation.number === undefined ? "" : `[${citation.number}] `;
    const box = make("details", {}, make("summary", {}, `${number}${where}${page}`), marked(citation));
    if (options.links !== "off") {
      const quotes = (citation.quotes || []).map((quote) => `${quote.start}-${quote.end}`).join(",");
      const href = `${server}/passages/${encodeURIComponent(citation.passage_id)}${quotes ? `?quotes=${quotes}` : ""}`;
      box.append(make("a", { href, target: "_blank", rel: "noopener noreferrer" }, say("inDocument")));
    }
    return box;
  };

  /** The answer with a button for each [n], which opens its source. */
  const answerText = (record, boxes) => {
    const paragraph = make("p");
    for (const part of record.answer.split(/(\[\d+\])/)) {
      const number = /^\[\d+\]$/.test(part) ? Number(part.slice(1, -1)) : 0;
      const box = boxes.get(number);
      if (!box) {
        paragraph.append(part);
        continue;
      }
      const button = make("button", { className: "number", type: "button", "aria-label": say("source", { n: number }) }, String(number));
      button.addEventListener("click", () => {
        box.open = true;
        box.scrollIntoView({ block: "nearest" });
        box.querySelector("summary").focus();
      });
      paragraph.append(button);
    }
    return paragraph;
  };

  const draw = (record) => {
    const parts = [];
    if (record.standalone_question !== record.question) parts.push(make("p", { className: "quiet" }, say("understood", { q: record.standalone_question })));
    const found = record.status === "answered";
    const listed = found ? record.citations : record.retrieved.slice(0, 3);
    const boxes = listed.map(source);
    if (found) parts.push(answerText(record, new Map(record.citations.map((one, place) => [one.number, boxes[place]]))));
    else parts.push(make("p", {}, say("notFound")));
    if (record.reason) parts.push(make("p", { className: "quiet" }, record.reason));
    if (boxes.length) parts.push(make("div", { className: "quiet" }, say(found ? "sources" : "nearest")), ...boxes);
    return parts;
  };

  const failure = async (response) => {
    if (response.status === 401 || response.status === 403) return say("key");
    if (response.status === 429 || response.status === 503) return say("busy", { n: response.headers.get("retry-after") || 5 });
    const problem = await response.json().catch(() => ({}));
    return typeof problem.detail === "string" ? problem.detail : say("failed", { n: response.status });
  };

  const request = (question, signal) =>
    fetch(`${server}/api/v1/ask`, {
      method: "POST",
      mode: "cors",
      credentials: "omit",
      cache: "no-store",
      referrerPolicy: "no-referrer",
      signal,
      headers: {
        "content-type": "application/json",
        "accept-language": chinese ? "zh-CN" : "en",
        ...(options.key ? { authorization: `Bearer ${options.key}` } : {}),
      },
      body: JSON.stringify({
        question,
        history: turns.slice(-TURNS),
        ...(options.collection ? { collections: [options.collection] } : {}),
      }),
    });

  const ask = async (question) => {
    const said = make("div", { className: "said" }, make("p", { className: "quiet" }, say("waiting")));
    log.append(make("div", { className: "asked" }, question), said);
    log.scrollTop = log.scrollHeight;
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const response = await request(question, stop.signal);
      if (response.ok) {
        const record = await response.json();
        said.replaceChildren(...draw(record));
        turns.push({ role: "user", content: question });
        if (record.answer) turns.push({ role: "assistant", content: record.answer });
      } else {
        said.replaceChildren(make("p", { className: "error" }, await failure(response)));
      }
    } catch (error) {
      said.replaceChildren(make("p", { className: "error" }, say("offline")));
    } finally {
      clearTimeout(timer);
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
    if (event.key === "Escape" && !panel.hidden && !event.isComposing) show(false);
  });

  // Inline and important: no rule of the page can hide or move the host.
  const host = make("youju-widget");
  host.style.cssText = "all: initial !important; display: block !important;";
  const root = host.attachShadow({ mode: "open" });
  // A constructed sheet needs no permission for inline styles from the page's policy.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CSS);
  root.adoptedStyleSheets = [sheet];
  root.append(frame);
  const start = () => document.body.append(host);
  if (document.body) start();
  else document.addEventListener("DOMContentLoaded", start);
})();
