// ---- files and folders dropped anywhere ---------------------------------------------------
let depth = 0;
const mayAdd = () => !document.querySelector(".yj-look-only");
const holdsFiles = (event) => mayAdd() && [...(event.dataTransfer?.types ?? [])].includes("Files");
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
document.addEventListener("drop", async (event) => {
  if (!holdsFiles(event)) return;
  depth = 0;
  body.classList.remove("yj-dragging");
  showTab("sources");
  if (!isNarrow()) showSidebar(true);
  event.preventDefault();
  event.stopPropagation();
  // The entries must be taken before anything is awaited: afterwards the drop is over.
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const files = [...event.dataTransfer.files];
  if (!entries.some((entry) => entry.isDirectory)) { sendFiles(files); return; }
  const found = [];
  for (const entry of entries) await gather(entry, found);
  sendFiles(found);
}, true);

const MOST_FILES = 2000;
async function gather(entry, found) {
  if (found.length >= MOST_FILES || entry.name.startsWith(".")) return;
  if (entry.isFile) { found.push(await new Promise((give, fail) => entry.file(give, fail))); return; }
  const reader = entry.createReader();
  // A folder is told in portions; an empty one says that there is no more.
  for (;;) {
    const portion = await new Promise((give, fail) => reader.readEntries(give, fail));
    if (!portion.length) return;
    for (const one of portion) await gather(one, found);
  }
}
