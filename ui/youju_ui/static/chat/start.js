// ---- start --------------------------------------------------------------------------------
new MutationObserver(() => { nameButtons(); translateToasts(); reflectEmpty(); }).observe(document.querySelector(".gradio-container") ?? body, { childList: true, subtree: true });
observe("yj-sidebar", () => showTab(store.get("youju-tab") ?? "sources"));
showTab(store.get("youju-tab") ?? "sources");
showSidebar(!isNarrow() && matchMedia("(min-width: 1280px)").matches);
reflectEmpty();
paintTuning();

// A link to a conversation or to a passage opens it in place.
function openLinked() {
  const hash = location.hash.slice(1);
  const chat = /^chat=([0-9a-f]{32})$/.exec(hash)?.[1];
  if (chat && chat !== conversation) { triggerLatest("open", { conversation: chat }); return; }
  const passage = /^passages\/([^?]+)(?:\?quotes=([\d,-]*))?$/.exec(hash);
  if (!passage) return;
  showSource(null);
  triggerLatest("source", { passage: decodeURIComponent(passage[1]), quotes: passage[2] ?? "", whole: "0" });
}
window.addEventListener("hashchange", openLinked);
// Not before the page has arrived: until then the server does not know in which language to answer.
function whenArrived(then) {
  if (word("send")) then();
  else requestAnimationFrame(() => whenArrived(then));
}
whenArrived(() => whenThere("yj-source", () => {
  restoreDraft();
  if (Object.keys(chosen).length) saveChoices("choose");
  openLinked();
}));

// Gradio names its manifest from the root of the host, which behind a proxy is not ours.
for (const link of every("link[rel=manifest]")) link.href = ownAddress("manifest.json");
if ("serviceWorker" in navigator) navigator.serviceWorker.register(ownAddress("worker.js"), { scope: base.pathname }).catch(() => { /* not on this origin */ });
body.classList.add("yj-ready");
