// ---- clicks -------------------------------------------------------------------------------
const number = (button, name) => button.dataset[name] ?? "0";
const view = (button) => ({ whole: number(button, "whole"), page: number(button, "page") });
const exchangeOf = (button) => ({ exchange: number(button, "exchange") });

const acts = {
  cite(button) {
    point(number(button, "exchange"), number(button, "number"));
    showSource(button);
    triggerLatest("source", { ...exchangeOf(button), number: number(button, "number"), ...view(button) });
  },
  passage(button) {
    showSource(button);
    triggerLatest("source", { passage: button.dataset.passage, quotes: button.dataset.quotes, ...view(button) });
  },
  document(button) {
    showSource(button);
    triggerLatest("source", { document: button.dataset.document, ...view(button) });
  },
  close() { hideSource(); },
  jump(link) {
    const goal = document.querySelector(`#yj-source [id="${CSS.escape(link.hash.slice(1))}"]`);
    goal?.scrollIntoView({ block: "start" });
  },
  found(button) { stepFound(button.closest(".yj-finder"), Number(button.dataset.step)); },

  retry(button) { trigger("retry", exchangeOf(button)); },
  widen(button) { trigger("widen", exchangeOf(button)); },
  alone(button) { trigger("alone", exchangeOf(button)); },
  undo(button) { trigger("undo", exchangeOf(button)); questionBox()?.focus(); },
  edit(button) {
    const asked = button.closest(".yj-exchange").querySelector(".yj-asked");
    editInPlace(asked, asked.querySelector("p").textContent, (text) => trigger("revise", { ...exchangeOf(button), text }));
  },
  reading(button) {
    const chip = button.closest(".yj-understood");
    editInPlace(chip, chip.querySelector(".yj-reading").textContent, (text) => trigger("revise", { ...exchangeOf(button), text }));
  },
  sift(button) {
    const filter = document.querySelector(".yj-filter");
    triggerLatest("sift", { text: filter.value, start: button.dataset.start });
    filter.scrollIntoView({ block: "center" });
  },
  example(button) { showView("chat"); askFor(button.dataset.question); },
  copy(button) { copy(button, button.dataset.text); },
  link(button) { copy(button, ownAddress(button.dataset.path)); },

  like(button) {
    const withdrawn = button.ariaPressed === "true";
    trigger("judge", { ...exchangeOf(button), liked: true, withdrawn });
  },
  dislike(button) {
    if (button.ariaPressed === "true") { trigger("judge", { ...exchangeOf(button), withdrawn: true }); return; }
    const actions = button.closest(".yj-actions");
    const open = actions.nextElementSibling?.matches(".yj-judge") && actions.nextElementSibling;
    if (open) { open.remove(); return; }
    actions.after(actions.querySelector("template").content.cloneNode(true));
    actions.nextElementSibling.querySelector("input:checked")?.focus();
  },
  judge(button) {
    const form = button.closest(".yj-judge");
    trigger("judge", {
      ...exchangeOf(button), liked: false,
      reason: form.querySelector("input[type=radio]:checked")?.value ?? "",
      expected: form.querySelector("[name=expected]").value,
    });
  },

  sidebar() { showSidebar(!body.classList.contains("yj-documents-open")); },
  tab(button) { showTab(button.dataset.tab); },
  view(button) { showView(button.dataset.view); },
  scope() { showTab("sources"); showSidebar(true); byId("yj-document-rows")?.querySelector("input")?.focus(); },
  unscope() { clearScope(); questionBox()?.focus(); },
  untune() { for (const name of ["k", "retriever", "threshold"]) delete chosen[name]; paintTuning(); saveChoices("tune"); },
  askonly(button) {
    scoped.documents.clear();
    scoped.collections.clear();
    scoped.documents.add(button.dataset.document);
    paintScope();
    saveChoices("choose");
    showView("chat");
    questionBox()?.focus();
  },

  add() { showTab("sources"); if (!isNarrow()) showSidebar(true); chooseFiles(); },
  addfolder() { showTab("sources"); chooseFolder(); },
  halt() { trigger("halt", {}); },
  reindex(button) { showTab("sources"); showSidebar(true); trigger("reindex", { document: button.dataset.document }); },
  remove(button) {
    scoped.documents.delete(button.dataset.document);
    trigger("remove", { document: button.dataset.document });
  },
  purge(button) { if (window.confirm(button.dataset.confirm)) trigger("purge", { document: button.dataset.document }); },
  unremove(button) { trigger("unremove", { document: button.dataset.document }); },
  rename(button) {
    const row = button.closest("tr");
    const name = row.querySelector(".yj-shelf-name");
    typeInstead(name, { value: row.dataset.name, label: button.ariaLabel, onDone: (text) => {
      if (text && text !== row.dataset.name) trigger("rename", { document: button.dataset.document, name: text });
    } });
  },
  move(button) {
    for (const tick of picked()) tick.checked = false;
    button.closest("tr").querySelector("[name=yj-row]").checked = true;
    rememberTicks();
    const select = byId("yj-shelf").querySelector("[data-move]");
    select.focus();
    select.scrollIntoView({ block: "nearest" });
    select.showPicker?.();
  },
  moveback(button) { trigger("move", { documents: button.dataset.documents.split(","), collection: button.dataset.collection }); },
  dismiss() { notAdded.clear(); byId("yj-additions")?.querySelector(".yj-additions")?.remove(); },

  clear() { hideSource(); showView("chat"); trigger("clear", {}); questionBox()?.focus(); if (isNarrow()) showSidebar(false); },
  open(button) {
    hideSource();
    showView("chat");
    if (isNarrow()) showSidebar(false);
    triggerLatest("open", { conversation: button.dataset.conversation });
  },
  earlier(button) { trigger("earlier", { before: button.dataset.before }); },
  retitle(button) {
    const thread = button.closest("li").querySelector(".yj-thread");
    typeInstead(thread, { value: button.dataset.name, label: button.ariaLabel, onDone: (name) => {
      if (name && name !== button.dataset.name) trigger("retitle", { conversation: button.dataset.conversation, name });
    } });
  },
  forget(button) { trigger("forget", { conversation: button.dataset.conversation }); },
  remember(button) { trigger("remember", { conversation: button.dataset.conversation }); },
  save(button) {
    const path = conversation && button.dataset.form ? `conversations/${conversation}/export.${button.dataset.form}` : button.dataset.path;
    if (!path) return;
    const link = document.createElement("a");
    link.href = ownAddress(path);
    link.download = "";
    link.click();
    const menu = button.closest("details");
    if (menu) menu.open = false;
  },

  trial() { trigger("trial", { set: byId("yj-set")?.value ?? "" }); },
  haltrial() { trigger("haltrial", {}); },
  showtrial(button) { triggerLatest("showtrial", { run: button.dataset.run }); },
  droptrial(button) { trigger("droptrial", { run: button.dataset.run }); },
  compare() { triggerLatest("compare", { runs: every("[name=yj-run]:checked").map((tick) => tick.value) }); },
  addset() { pickSet((sent) => trigger("addset", sent)); },

  leave() { isLeaving = true; location.href = ownAddress("logout"); },
  skip() { questionBox()?.focus(); },
  theme() {
    const dark = !body.classList.contains("dark");
    store.set("youju-theme", dark ? "dark" : "light");
    setTheme(dark);
  },
  language(button) {
    const language = button.dataset.language;
    document.cookie = `youju_language=${language}; path=/; max-age=31536000; samesite=strict`;
    root.lang = language;
    // Gradio's own words follow only a new page; with nothing to lose, load one.
    if (!log()?.children.length) location.reload();
    else trigger("language", { language });
  },
};

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-act]");
  if (!button) {
    // On a narrow screen the panels lie over the chat; touching what is left of it puts them away.
    if (event.target.closest?.("#yj-chat, #yj-pages")) {
      if (isSheet()) hideSource();
      if (isNarrow()) showSidebar(false);
    }
    return;
  }
  const act = acts[button.dataset.act];
  if (!act) return;
  event.preventDefault();
  act(button);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const unfolded = document.querySelector(".yj-tuning[open], .yj-menu[open]");
  if (unfolded) { unfolded.open = false; unfolded.querySelector("summary").focus(); return; }
  if (body.classList.contains("yj-source-open")) hideSource();
  else if (body.classList.contains("yj-documents-open") && isNarrow()) showSidebar(false);
});
