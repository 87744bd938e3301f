// ---- how a question is asked: settings and scope ------------------------------------------
const chosen = (() => {
  try { return JSON.parse(store.get("youju-choices")) ?? {}; } catch { return {}; }
})();
const scoped = { documents: new Set(chosen.documents ?? []), collections: new Set(chosen.collections ?? []) };

function saveChoices(act) {
  chosen.documents = [...scoped.documents];
  chosen.collections = [...scoped.collections];
  store.set("youju-choices", JSON.stringify(chosen));
  triggerLatest(act, { ...chosen });
}
// Sliders and radio buttons show what was chosen, or the default.
function paintTuning() {
  const sheet = byId("yj-tuning");
  if (!sheet) return;
  for (const input of every("[data-choice]", sheet)) {
    const fallback = input.dataset.default;
    const value = chosen[input.dataset.choice];
    if (input.type === "radio") input.checked = input.value === (value ?? fallback);
    else input.value = value === undefined || value === null ? fallback : String(input.dataset.choice === "threshold" ? Math.round(value * 100) : value);
    if (input.type === "range") sayValue(input);
  }
  const changed = ["k", "retriever", "threshold"].some((name) => chosen[name] !== undefined && chosen[name] !== null);
  sheet.querySelector(".yj-tuning")?.classList.toggle("yj-tuned", changed);
}
function sayValue(input) {
  const output = document.querySelector(`output[for="${input.id}"]`);
  if (output) output.textContent = input.value + output.dataset.unit;
}
function choose(input) {
  const name = input.dataset.choice;
  const isDefault = input.value === input.dataset.default;
  const value = name === "threshold" ? Number(input.value) / 100 : name === "k" ? Number(input.value) : input.value;
  chosen[name] = isDefault ? undefined : value;
  paintTuning();
  saveChoices("tune");
}
function paintScope() {
  for (const tick of every("#yj-document-rows input[type=checkbox]")) {
    const { collection, document: id, in: within } = tick.dataset;
    const whole = scoped.collections.has(collection ?? within);
    tick.checked = whole || scoped.documents.has(id);
    if (id) tick.disabled = whole;
  }
}
function rescope(tick) {
  const { collection, document: id } = tick.dataset;
  const set = collection === undefined ? scoped.documents : scoped.collections;
  const name = collection ?? id;
  if (tick.checked) set.add(name);
  else set.delete(name);
  paintScope();
  saveChoices("choose");
}
function clearScope() {
  scoped.documents.clear();
  scoped.collections.clear();
  paintScope();
  saveChoices("choose");
}
document.addEventListener("change", (event) => {
  const input = event.target;
  if (input.matches?.("#yj-tuning [data-choice]")) choose(input);
  else if (input.matches?.("#yj-document-rows input[type=checkbox]")) rescope(input);
});
document.addEventListener("input", (event) => {
  if (event.target.matches?.("#yj-tuning input[type=range]")) sayValue(event.target);
});
observe("yj-document-rows", paintScope);
observe("yj-tuning", (changes) => {
  if (changes.some((change) => change.target.closest?.("#yj-tuning") && !change.target.closest("output"))) paintTuning();
});
// A sheet that stays open when one clicks beside it would hide the answer.
document.addEventListener("pointerdown", (event) => {
  const sheet = document.querySelector(".yj-tuning[open]");
  if (sheet && !sheet.contains(event.target)) sheet.open = false;
  const menu = document.querySelector(".yj-menu[open]");
  if (menu && !menu.contains(event.target)) menu.open = false;
});
