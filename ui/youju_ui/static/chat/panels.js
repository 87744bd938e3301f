// ---- side panels and pages ----------------------------------------------------------------
let opener = null;
const isNarrow = () => matchMedia("(max-width: 1099px)").matches;
const isSheet = () => matchMedia("(max-width: 799px)").matches;

function showSource(from) {
  if (from && !byId("yj-source").contains(from)) opener = from;
  body.classList.add("yj-source-open");
  byId("yj-source").classList.add("yj-loading");
  if (isNarrow()) body.classList.remove("yj-documents-open");
  keepInSight(from);
}
// What was clicked stays in sight above a sheet.
function keepInSight(from) {
  const view = scroller();
  if (!isSheet() || !from || !view?.contains(from)) return;
  const room = view.getBoundingClientRect();
  const shown = byId("yj-source").offsetTop - room.top;
  const place = from.getBoundingClientRect();
  const above = Math.max(12, (shown - place.height) / 2);
  view.scrollTop += place.top - room.top - above;
}
function hideSource() {
  body.classList.remove("yj-source-open");
  for (const each of every(".yj-chip[aria-current], .yj-source[aria-current]")) each.removeAttribute("aria-current");
  if (opener && opener.isConnected) opener.focus();
  opener = null;
}
function showSidebar(open) {
  body.classList.toggle("yj-documents-open", open);
  document.querySelector("[data-act=sidebar]")?.setAttribute("aria-expanded", String(open));
  if (open && isNarrow()) hideSource();
}
// Which half of the sidebar is in front: the conversations or the documents.
function showTab(name) {
  body.classList.toggle("yj-tab-sources", name === "sources");
  for (const tab of every("[data-act=tab]")) tab.setAttribute("aria-selected", String(tab.dataset.tab === name));
  store.set("youju-tab", name);
}
function showView(name) {
  for (const view of ["shelf", "trials"]) body.classList.toggle(`yj-view-${view}`, name === view);
  for (const button of every("[data-act=view]")) {
    if (button.dataset.view === name) button.setAttribute("aria-current", "page");
    else button.removeAttribute("aria-current");
  }
  if (name !== "chat") { hideSource(); if (isNarrow()) showSidebar(false); }
  if (name === "trials") trigger("trials", {});
}
// The quote over a chip is drawn inside the conversation, also at its edges.
function placeHint(chip) {
  const room = scroller().getBoundingClientRect();
  const hint = getComputedStyle(chip, "::after");
  const [width, height] = [parseFloat(hint.width), parseFloat(hint.height)];
  const place = chip.getBoundingClientRect();
  const left = place.left + place.width / 2 - width / 2;
  const aside = Math.max(room.left + 8 - left, Math.min(0, room.right - 8 - left - width));
  chip.style.setProperty("--yj-aside", `${aside}px`);
  chip.classList.toggle("yj-hint-below", place.top - height - 12 < room.top);
}
for (const kind of ["pointerover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    const chip = event.target.closest?.("#yj-log .yj-chip");
    if (chip) placeHint(chip);
  });
}
function point(exchange, number) {
  for (const each of every(".yj-chip, .yj-source")) {
    const same = each.dataset.exchange === exchange && each.dataset.number === number;
    each.toggleAttribute("aria-current", false);
    if (same) each.setAttribute("aria-current", "true");
  }
}
function settleSource() {
  const panel = byId("yj-source");
  panel.classList.remove("yj-loading");
  for (const image of every("img[data-src]", panel)) drawPage(image);
  const text = panel.querySelector(".yj-document");
  if (text) text.scrollTop = 0;
  const goal = panel.querySelector(".yj-document mark") ?? panel.querySelector(".yj-lit");
  if (text && goal) {
    const shift = goal.getBoundingClientRect().top - text.getBoundingClientRect().top;
    text.scrollTop += shift - Math.min(160, text.clientHeight / 3);
  }
  takeFocus(panel.querySelector("h2"), document.activeElement, 30);
}
// What is not to be seen yet takes no focus: tried for half a second, unless the reader has moved on.
function takeFocus(heading, before, tries) {
  if (!heading?.isConnected || !body.classList.contains("yj-source-open")) return;
  if (document.activeElement !== before && document.activeElement !== body) return;
  heading.focus({ preventScroll: true });
  if (document.activeElement !== heading && tries) requestAnimationFrame(() => takeFocus(heading, before, tries - 1));
}
function drawPage(image) {
  image.onerror = () => {
    const note = document.createElement("p");
    note.className = "yj-panel-note";
    note.textContent = image.dataset.failed;
    image.replaceWith(note);
  };
  image.src = ownAddress(image.dataset.src);
}
observe("yj-source", () => {
  const panel = byId("yj-source")?.querySelector(".yj-panel");
  if (panel && !panel.dataset.settled) { panel.dataset.settled = "yes"; settleSource(); }
});

// A notice goes by itself; one with a way back stays a little longer. Gradio makes the next one out of the
// element that is there, so the time of the last must not run on.
let told = "";
let fading = 0;
observe("yj-notices", () => {
  const notice = byId("yj-notices")?.querySelector(".yj-notice");
  const text = notice?.textContent ?? "";
  if (text === told) return;
  told = text;
  clearTimeout(fading);
  if (notice) fading = setTimeout(() => notice.remove(), notice.querySelector("button") ? 12000 : 5000);
});
