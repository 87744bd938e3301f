// ---- conversations and documents ----------------------------------------------------------
let seeking = 0;
document.addEventListener("input", (event) => {
  const input = event.target;
  if (input.matches?.("#yj-seek")) {
    clearTimeout(seeking);
    seeking = setTimeout(() => triggerLatest("seek", { text: input.value }), 250);
  } else if (input.matches?.(".yj-filter")) {
    clearTimeout(seeking);
    seeking = setTimeout(() => triggerLatest("sift", { text: input.value, start: "0" }), 200);
  }
});
const picked = () => every("#yj-shelf tbody [name=yj-row]:checked");
document.addEventListener("change", (event) => {
  const select = event.target;
  if (select.matches?.("[name=yj-rows]")) {
    for (const tick of every("#yj-shelf tbody [name=yj-row]")) tick.checked = select.checked;
    return;
  }
  if (select.matches?.("[data-move]")) { chooseMove(select); return; }
  if (!select.matches?.("[data-into]")) return;
  if (select.value) { triggerLatest("into", { collection: select.value }); return; }
  // The last entry makes a collection: its name is typed in place of the list.
  const label = select.closest("label");
  const was = select.dataset.was ?? select.options[0].value;
  typeInstead(select, { value: "", label: select.dataset.name, onDone: (name) => {
    const known = [...select.options].find((option) => option.value === name);
    if (name && !known) {
      const option = new Option(name, name);
      select.insertBefore(option, select.lastElementChild);
    }
    select.value = name || was;
    select.dataset.was = select.value;
    triggerLatest("into", { collection: select.value });
    label?.querySelector("select")?.focus();
  } });
});

// Gradio makes the next rows out of those that are there, and a tick would pass to whatever comes to stand
// in its place: ticks go with the document or run they were set at.
const TICKS = "[name=yj-row], [name=yj-run]";
let ticked = new Set();
function rememberTicks() {
  ticked = new Set(every(TICKS).filter((tick) => tick.checked).map((tick) => tick.value));
}
function restoreTicks() {
  for (const tick of every(TICKS)) tick.checked = ticked.has(tick.value);
  rememberTicks();
  const rows = every("#yj-shelf tbody [name=yj-row]");
  for (const all of every("[name=yj-rows]")) all.checked = rows.length > 0 && rows.every((tick) => tick.checked);
}
document.addEventListener("change", (event) => {
  if (event.target.matches?.(`${TICKS}, [name=yj-rows]`)) rememberTicks();
});
for (const id of ["yj-shelf", "yj-trials"]) {
  whenThere(id, (found) => new MutationObserver(restoreTicks).observe(
    found, { childList: true, subtree: true, attributes: true, attributeFilter: ["value"] }));
}

function chooseMove(select) {
  const move = (collection) => {
    if (collection) trigger("move", { documents: picked().map((tick) => tick.value), collection });
    else select.selectedIndex = 0;
  };
  if (!select.selectedOptions[0].hasAttribute("data-new")) { move(select.value); return; }
  typeInstead(select, { value: "", label: select.dataset.name, onDone: move });
}

// Puts a text field in the place of an element until Enter, Escape or leaving it.
function typeInstead(target, { value, label, onDone }) {
  const field = document.createElement("input");
  field.type = "text";
  field.className = "yj-field";
  field.value = value;
  field.maxLength = 200;
  field.ariaLabel = label;
  field.placeholder = label;
  let done = false;
  const end = (text) => {
    if (done) return;
    done = true;
    field.replaceWith(target);
    onDone(text);
  };
  field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter") { event.preventDefault(); end(field.value.trim()); }
    if (event.key === "Escape") end("");
  });
  field.addEventListener("blur", () => end(field.value.trim()));
  target.replaceWith(field);
  field.focus();
  field.select();
}

// A set of questions from the reader's machine, read here: a text, or an archive in base64.
function pickSet(onRead) {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = ".jsonl,.json,.txt,.zip";
  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (!file) return;
    if (!file.name.toLowerCase().endsWith(".zip")) { onRead({ name: file.name, text: await file.text() }); return; }
    const reader = new FileReader();
    reader.onload = () => onRead({ name: file.name, archive: reader.result.split(",")[1] ?? "" });
    reader.readAsDataURL(file);
  });
  input.click();
}
