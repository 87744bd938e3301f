// ---- question box -------------------------------------------------------------------------
const questionBox = () => document.querySelector("#yj-question textarea, #yj-question input");

function fillBox(text) {
  const box = questionBox();
  if (!box) return null;
  const own = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(box), "value");
  own.set.call(box, text);
  box.dispatchEvent(new Event("input", { bubbles: true }));
  return box;
}
function askFor(text) {
  if (!fillBox(text)) return;
  requestAnimationFrame(() => document.querySelector("#yj-question .submit-button")?.click());
}

// Enter that picks a candidate of an input method must not send. Safari ends the composition before
// the key event, which then has key code 229; some input methods send Enter just after the end.
let composed = 0;
document.addEventListener("compositionend", () => { composed = performance.now(); }, true);
const isComposing = (event) => event.isComposing || event.keyCode === 229 || performance.now() - composed < 30;
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.closest?.("#yj-question")) return;
  if (isComposing(event)) event.stopImmediatePropagation();
}, true);

// Gradio closes its event stream when nothing is under way. An event sent in that very moment (a
// question as an upload ends) is worked on, but its outcome stays on the server until any later event
// opens the stream again: while something waits, send one that does nothing.
let sent = 0;
const noteSent = () => {
  const text = questionBox()?.value.trim();
  // While an answer is under way, Gradio leaves the next question in the box.
  if (!text || document.querySelector("#yj-question .stop-button")) return;
  sent = performance.now();
  // What was refused before says nothing about this one.
  for (const button of every(".toast-body.error .toast-close")) button.click();
  showAsked(text);
  setTimeout(sendAgain, 200);
};
// Gradio drops a question sent while it still tidies up after the last answer, some hundredths of a
// second in which the box looks free. Sent again it is dropped as well if the first was taken after all.
let isSentAgain = false;
function sendAgain() {
  takeBackRefused();
  const text = byId("yj-asked-now")?.querySelector("p").textContent;
  if (!sent || !text || questionBox()?.value.trim() !== text) return;
  isSentAgain = true;
  document.querySelector("#yj-question .submit-button")?.click();
  isSentAgain = false;
}
// The question stands in the conversation before the server has heard of it; what the server sends
// takes its place. When the server refuses it (too many wait), it goes back into the box.
function showAsked(text) {
  byId("yj-asked-now")?.remove();
  const article = document.createElement("article");
  article.id = "yj-asked-now";
  article.className = "yj-exchange";
  article.dataset.state = "pending";
  const [row, reply] = articlesOf('<div class="yj-asked-row"><div class="yj-asked"><p></p></div></div>'
    + '<div class="yj-reply yj-pending" role="status"><span class="yj-dots" aria-hidden="true"><i></i><i></i><i></i></span><span></span></div>');
  row.querySelector("p").textContent = text;
  reply.lastElementChild.textContent = word("thinking");
  article.append(row, reply);
  log()?.append(article);
  reflectEmpty();
  showExchange(article, true);
}
function takeBackRefused() {
  const waiting = byId("yj-asked-now");
  if (!waiting || !document.querySelector(".toast-body.error")) return;
  fillBox(waiting.querySelector("p").textContent);
  waiting.remove();
  sent = 0;
  reflectEmpty();
}
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && event.target.closest?.("#yj-question")) noteSent();
}, true);
document.addEventListener("click", (event) => {
  if (!isSentAgain && event.target.closest?.("#yj-question .submit-button")) noteSent();
}, true);
const WAITING = ".yj-exchange[data-state=pending], #yj-source.yj-loading, .yj-additions:not(:has(.yj-additions-end)), .yj-running";
setInterval(() => {
  sendAgain();
  const unheard = sent && performance.now() - sent < 60000;
  if (unheard || document.querySelector(WAITING)) trigger("nudge", {});
}, 1500);

// Gradio names its send and stop buttons by nothing a screen reader could read.
function nameButtons() {
  const named = [["submit", word("send")], ["stop", word("stop")]];
  for (const [kind, text] of named) {
    const button = document.querySelector(`#yj-question .${kind}-button`);
    if (button && text && button.ariaLabel !== text) { button.ariaLabel = text; button.title = text; }
  }
  // Its own label is English whatever is spoken; what stands in it says the same.
  const sending = document.querySelector("#yj-uploads .wrap:has(> .uploading)");
  if (sending && !sending.dataset.told) sending.dataset.told = word("filesSent");
  for (const one of every("#yj-uploads .upload-container:is([aria-label], :has([aria-label]))")) {
    for (const named of [one, ...every("[aria-label]", one)]) named.removeAttribute("aria-label");
  }
}

// A text of the conversation becomes a field: the question itself, or how it was understood.
function editInPlace(holder, text, onSend) {
  if (holder.querySelector("textarea")) return;
  const form = document.createElement("div");
  form.className = "yj-editing";
  const area = document.createElement("textarea");
  area.value = text;
  area.rows = Math.min(6, 1 + Math.floor(text.length / 36));
  area.ariaLabel = word("editLabel");
  const make = (label, quiet) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = quiet ? "yj-button yj-quiet" : "yj-button yj-primary yj-small";
    button.textContent = label;
    return button;
  };
  const cancel = make(word("editCancel"), true);
  const send = make(word("editSend"), false);
  const close = () => { form.remove(); holder.classList.remove("yj-is-editing"); };
  const finish = () => { const value = area.value.trim(); close(); if (value) onSend(value); };
  cancel.addEventListener("click", () => { close(); holder.querySelector("button")?.focus(); });
  send.addEventListener("click", finish);
  area.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") close();
    if (event.key === "Enter" && !event.shiftKey && !isComposing(event)) { event.preventDefault(); finish(); }
  });
  const row = document.createElement("div");
  row.append(cancel, send);
  form.append(area, row);
  holder.classList.add("yj-is-editing");
  holder.append(form);
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
}
