// The chat's script: its parts are joined in the order of `assets.SCRIPTS` and run once, as the
// js_on_load of the hidden hub component; `element`, `trigger`, `props` and `watch` come from gr.HTML.
// It merges new exchanges into the conversation, opens and closes panels and hands clicks to the
// server. Texts come from the server, escaped; nothing here builds HTML from a text.
const root = document.documentElement;
const body = document.body;
const byId = (id) => document.getElementById(id);
// Gradio puts its components into the page one after another, some after this script has begun.
function whenThere(id, then) {
  const found = byId(id);
  if (found) then(found);
  else requestAnimationFrame(() => whenThere(id, then));
}
const observe = (id, onChange) => whenThere(id, (found) => new MutationObserver(onChange).observe(found, { childList: true, subtree: true }));
const every = (selector, within = document) => [...within.querySelectorAll(selector)];
const store = {
  get: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
  set: (key, value) => { try { localStorage.setItem(key, value); } catch { /* private window */ } },
};
// The address of this server's own paths, also behind a proxy that puts a path before them.
const base = new URL(`${(window.gradio_config?.root ?? location.origin + location.pathname).replace(/\/+$/, "")}/`, location.href);
const ownAddress = (path) => new URL(path, base).href;
const word = (name) => byId("yj-header")?.querySelector("[data-send]")?.dataset[name] ?? "";

// Of events that overtake each other the last one counts. Gradio, told so, waits for the one under way
// and then sends that one's data again: all events of a name share one object, which the newest fills.
const newest = {};
function triggerLatest(name, data) {
  const one = newest[name] ??= {};
  for (const key of Object.keys(one)) delete one[key];
  trigger(name, Object.assign(one, data));
}

const log = () => byId("yj-log");
const scroller = () => byId("yj-scroll");
const reflectEmpty = () => body.classList.toggle("yj-talking", Boolean(log()?.children.length));

function articlesOf(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return [...template.content.children];
}

function merge(message) {
  const target = log();
  if (!target || left.has(message.conversation) && message.mode !== "rewrite") return;
  if (message.mode === "suggest") { suggest(message); return; }
  if (message.mode === "prepend") { prepend(target, message); return; }
  // Its conversation was deleted elsewhere, and the server has begun another one.
  const isOther = message.mode === "append" && conversation && message.conversation !== conversation;
  if (message.mode === "rewrite" || isOther) { target.replaceChildren(); showEarlier(message.earlier); }
  if (message.conversation !== undefined) remember(message.conversation);
  if (Number.isInteger(message.keep)) {
    for (const article of [...target.children]) if (Number(article.dataset.exchange) > message.keep) article.remove();
  }
  let newest = null;
  byId("yj-asked-now")?.remove();
  for (const article of articlesOf(message.html)) {
    const known = byId(article.id);
    if (known && target.contains(known)) {
      const isOpen = known.querySelector(".yj-why")?.open;
      known.replaceWith(article);
      if (isOpen && article.querySelector(".yj-why")) article.querySelector(".yj-why").open = true;
    } else { target.append(article); newest = article; }
    if (article.dataset.state === "pending") newest = article;
  }
  reflectEmpty();
  const last = newest ?? (message.mode === "rewrite" ? target.lastElementChild : null);
  if (last) showExchange(last, message.mode === "append");
}

function prepend(target, message) {
  const view = scroller();
  const before = view.scrollHeight;
  target.prepend(...articlesOf(message.html));
  showEarlier(message.earlier);
  view.scrollTop += view.scrollHeight - before;
}

const showEarlier = (button) => byId("yj-earlier")?.replaceChildren(...articlesOf(button ?? ""));

function suggest(message) {
  const reply = byId(`yj-exchange-${message.exchange}`)?.querySelector(".yj-reply");
  if (!reply) return;
  reply.querySelector(".yj-suggestions")?.remove();
  const [found] = articlesOf(message.html);
  if (found) reply.append(found);
}

// The conversation stands in the address, so that a reload or a bookmark brings it back.
let conversation = "";
// Gradio's stream may bring what was on its way after the page has turned to another conversation.
const left = new Set();
function remember(id) {
  if (conversation && conversation !== id) left.add(conversation);
  left.delete(id);
  conversation = id;
  const address = new URL(location.href);
  address.hash = id ? `chat=${id}` : "";
  if (address.href.replace(/#$/, "") !== location.href) window.history.replaceState(null, "", address.href.replace(/#$/, ""));
}

// The question goes to the top of the view, so that the answer grows below it and nothing moves.
function showExchange(article, gently) {
  const view = scroller();
  if (!view) return;
  const top = article.offsetTop - 20;
  const smooth = gently && !matchMedia("(prefers-reduced-motion: reduce)").matches;
  view.scrollTo({ top, behavior: smooth ? "smooth" : "auto" });
}

let seen = 0;
watch("value", () => {
  let message;
  try { message = JSON.parse(props.value); } catch { return; }
  if (!message || message.serial === seen) return;
  seen = message.serial;
  if (message.mode !== "suggest") sent = 0;
  merge(message);
});
