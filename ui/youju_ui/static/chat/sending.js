// ---- files on their way to the server -----------------------------------------------------
// Gradio's drop zone takes one choice at a time: files chosen while it sends, or empties itself for
// the next ones, would be lost with it. So files are chosen with inputs of our own and wait here; the
// zone gets them when it is free, the ones that waited together.
const FREE_ZONE = "#yj-uploads button.upload-container:not(.icon-mode) input[type=file]";
let waitingFiles = [];
let givenTo = null;

function sendFiles(files) {
  waitingFiles.push(...files.filter((file) => !file.name.startsWith(".")));
  handOver();
}
function handOver() {
  // The input that was given files leaves the page as soon as Gradio begins to send them.
  if (givenTo?.isConnected) return;
  givenTo = null;
  const input = document.querySelector(FREE_ZONE);
  if (input && waitingFiles.length) {
    const held = new DataTransfer();
    for (const file of waitingFiles) held.items.add(file);
    waitingFiles = [];
    givenTo = input;
    input.files = held.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    // Should Gradio not take them, later ones must not wait for ever.
    setTimeout(() => { if (givenTo === input) { givenTo = null; handOver(); } }, 5000);
  }
  const zone = byId("yj-uploads");
  const told = waitingFiles.length ? word("filesWait").replace("{count}", waitingFiles.length) : "";
  if (zone && (zone.dataset.waiting ?? "") !== told) zone.dataset.waiting = told;
}
observe("yj-uploads", handOver);
// Once its files are on their way to be added, the zone is emptied by its own button.
document.addEventListener("youju-taken", () => setTimeout(() => {
  every("#yj-uploads .icon-button-wrapper > button.icon-button").at(-1)?.click();
}));

function ownInput(id, ofFolder) {
  let input = byId(id);
  if (input) return input;
  input = document.createElement("input");
  input.type = "file";
  input.id = id;
  input.hidden = true;
  input.multiple = true;
  input.webkitdirectory = ofFolder;
  input.addEventListener("change", () => { sendFiles([...input.files]); input.value = ""; });
  body.append(input);
  return input;
}
const chooseFiles = () => ownInput("yj-files", false).click();
const chooseFolder = () => ownInput("yj-folder", true).click();
// The zone's own way would end at an input that may be gone by the time the files are chosen.
document.addEventListener("click", (event) => {
  if (!event.isTrusted || !event.target.closest?.("#yj-uploads")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  chooseFiles();
}, true);
document.addEventListener("change", (event) => {
  const input = event.target;
  if (!event.isTrusted || !input.matches?.("#yj-uploads input[type=file]")) return;
  event.stopImmediatePropagation();
  sendFiles([...input.files]);
}, true);

// What was not added stays told until it is put away, also when the next files take the panel.
// Copies, because Gradio makes the next files' rows out of the ones that are there.
const notAdded = new Map();
observe("yj-additions", () => {
  const list = byId("yj-additions").querySelector(".yj-additions ul");
  if (!list) return;
  const named = (row) => row.querySelector("b").textContent;
  const rows = every("li", list);
  for (const row of rows.filter((one) => !("kept" in one.dataset))) {
    if (row.dataset.state === "failed") notAdded.set(named(row), row.cloneNode(true));
    else notAdded.delete(named(row));
  }
  const there = new Set(rows.map(named));
  for (const [name, copy] of notAdded) {
    if (there.has(name)) continue;
    const kept = copy.cloneNode(true);
    kept.dataset.kept = "";
    list.prepend(kept);
  }
});
