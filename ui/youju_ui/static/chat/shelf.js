// ---- conversations and documents ----------------------------------------------------------
let seeking = 0;
document.addEventListener("input", (event) => {
  const input = event.target;
  if (input.matches?.("#yj-seek")) {
    clearTimeout(seeking);
    seeking = setTimeout(() => trigger("seek", { text: input.value }), 250);
  } else if (input.matches?.(".yj-filter")) {
    const wanted = input.value.trim().toLowerCase();
    for (const row of every("#yj-shelf tbody tr")) row.hidden = !row.dataset.name.toLowerCase().includes(wanted);
  }
});
const picked = () => every("#yj-shelf tbody tr:not([hidden]) [name=yj-row]:checked");
document.addEventListener("change", (event) => {
  const select = event.target;
  if (select.matches?.("[name=yj-rows]")) {
    for (const tick of every("#yj-shelf tbody tr:not([hidden]) [name=yj-row]")) tick.checked = select.checked;
    return;
  }
  if (select.matches?.("[data-move]")) { chooseMove(select); return; }
  if (!select.matches?.("[data-into]")) return;
  if (select.value) { trigger("into", { collection: select.value }); return; }
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
    trigger("into", { collection: select.value });
    label?.querySelector("select")?.focus();
  } });
});

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
