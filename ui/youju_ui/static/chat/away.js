// ---- when the server is away, or knows the reader no longer --------------------------------
// What is typed, or asked and not heard of yet, is there again when the page is: Gradio loads it anew
// once a server that went away is back, and so do we after a login. Not after leaving, though: the next
// to log in may be somebody else.
const session = {
  take: (key) => { try { const kept = sessionStorage.getItem(key); sessionStorage.removeItem(key); return kept ?? ""; } catch { return ""; } },
  put: (key, value) => { try { sessionStorage.setItem(key, value); } catch { /* private window */ } },
};
let isLeaving = false;
window.addEventListener("pagehide", () => {
  const unheard = byId("yj-asked-now")?.querySelector("p").textContent;
  session.put("youju-draft", isLeaving ? "" : unheard ?? questionBox()?.value ?? "");
});
function restoreDraft() {
  const text = session.take("youju-draft");
  if (text && questionBox()?.value === "") fillBox(text);
  const place = session.take("youju-place");
  if (place && !location.hash) window.history.replaceState(null, "", place);
}

// The login is over: the page leads to it, and back to what was open.
const fetchOf = window.fetch;
window.fetch = async (...sent) => {
  const answer = await fetchOf(...sent);
  if (answer.status === 401 && new URL(answer.url, location.href).href.startsWith(base.href)) {
    session.put("youju-place", location.hash);
    location.reload();
  }
  return answer;
};

// What Gradio says in English only.
const TOASTS = [
  ["Connection to the server was lost", "lost", "lostMore"],
  ["This application is currently busy", "busy", "busyMore"],
];
function translateToasts() {
  for (const toast of every(".toast-body.error")) {
    const text = toast.querySelector("[data-testid=toast-text]");
    const known = TOASTS.find(([said]) => text?.textContent.includes(said));
    const title = toast.querySelector(".toast-title-row span");
    if (known && word(known[1])) {
      title.textContent = word(known[1]);
      text.textContent = word(known[2]);
    } else if (title?.textContent === "Error" && word("failed")) title.textContent = word("failed");
  }
}
