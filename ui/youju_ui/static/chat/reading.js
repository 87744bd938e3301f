// ---- reading a document: looking for words in it ------------------------------------------
const finds = { ranges: [], at: -1 };
const canHighlight = "highlights" in CSS && typeof Highlight === "function";

function findIn(text, wanted) {
  const ranges = [];
  const sought = wanted.toLowerCase();
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node && ranges.length < 2000; node = walker.nextNode()) {
    const held = node.data.toLowerCase();
    // Lower case may be longer than what it stands for; then places would not match.
    if (held.length !== node.data.length) continue;
    for (let at = held.indexOf(sought); at >= 0; at = held.indexOf(sought, at + sought.length)) {
      const range = new Range();
      range.setStart(node, at);
      range.setEnd(node, at + sought.length);
      ranges.push(range);
    }
  }
  return ranges;
}
function find(input) {
  const text = byId("yj-source")?.querySelector(".yj-document");
  const wanted = input.value.trim();
  finds.ranges = text && wanted ? findIn(text, wanted) : [];
  finds.at = finds.ranges.length ? 0 : -1;
  showFound(input.closest(".yj-finder"), wanted);
}
function stepFound(finder, step) {
  const count = finds.ranges.length;
  if (!count) return;
  finds.at = (finds.at + step + count) % count;
  showFound(finder, finder.querySelector("input").value.trim());
}
function showFound(finder, wanted) {
  const output = finder.querySelector("output");
  output.textContent = !wanted ? "" : finds.ranges.length ? `${finds.at + 1}/${finds.ranges.length}` : output.dataset.none;
  if (canHighlight) {
    CSS.highlights.set("yj-found", new Highlight(...finds.ranges));
    CSS.highlights.set("yj-found-now", new Highlight(...finds.ranges.slice(finds.at, finds.at + 1)));
  }
  const now = finds.ranges[finds.at];
  const text = byId("yj-source")?.querySelector(".yj-document");
  if (!now || !text) return;
  text.scrollTop += now.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 3;
}
document.addEventListener("input", (event) => {
  if (event.target.matches?.(".yj-find")) find(event.target);
});
document.addEventListener("keydown", (event) => {
  if (!event.target.matches?.(".yj-find") || event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  stepFound(event.target.closest(".yj-finder"), event.shiftKey ? -1 : 1);
});
