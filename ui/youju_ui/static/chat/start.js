// ---- start --------------------------------------------------------------------------------
new MutationObserver(() => { nameButtons(); reflectEmpty(); }).observe(document.querySelector(".gradio-container") ?? body, { childList: true, subtree: true });
new MutationObserver(() => showTab(store.get("youju-tab") ?? "sources")).observe(byId("yj-sidebar") ?? body, { childList: true, subtree: true });
showTab(store.get("youju-tab") ?? "sources");
showSidebar(!isNarrow() && matchMedia("(min-width: 1280px)").matches);
reflectEmpty();
paintTuning();
if (Object.keys(chosen).length) saveChoices("choose");

// A link to a conversation or to a passage opens it in place.
function openLinked() {
  const hash = location.hash.slice(1);
  const chat = /^chat=([0-9a-f]{32})$/.exec(hash)?.[1];
  if (chat && chat !== conversation) { trigger("open", { conversation: chat }); return; }
  const passage = /^passages\/([^?]+)(?:\?quotes=([\d,-]*))?$/.exec(hash);
  if (!passage) return;
  showSource(null);
  trigger("passage", { passage: decodeURIComponent(passage[1]), quotes: passage[2] ?? "", whole: "0" });
}
window.addEventListener("hashchange", openLinked);
openLinked();

if ("serviceWorker" in navigator) navigator.serviceWorker.register(ownAddress("worker.js"), { scope: base.pathname }).catch(() => { /* not on this origin */ });
body.classList.add("yj-ready");
