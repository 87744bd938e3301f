/* One passage over the conversation: asked from the server when it is opened, with the rights of the page's key. */
const RENEWED = 30; // seconds before a link to the page is over
const backwards = make("button", { className: "back", type: "button" }, `‹ ${say("back")}`);
const evidence = make("div", { className: "evidence", tabIndex: 0, role: "group", "aria-label": say("passage") });
const sheet = make("section", { className: "sheet", hidden: true, role: "dialog" }, backwards, evidence);
let shown = null; // what is open: the element that opened it, the timer of its link, whether it is filled

const named = (citation) => (citation.number === undefined ? say("passage") : say("source", { n: citation.number }));

/** The link to the whole document on the server; for visitors without a login it carries a pass, renewed while open. */
const addLink = async (citation, mine) => {
  const response = await call(`/passages/${encodeURIComponent(citation.passage_id)}/link`, { method: "POST" });
  if (!response.ok || shown !== mine) return;
  const { url, seconds } = await response.json();
  const wanted = new URLSearchParams({ lang: chinese ? "zh-CN" : "en" });
  const quotes = (citation.quotes || []).map((quote) => `${quote.start}-${quote.end}`).join(",");
  if (quotes) wanted.set("quotes", quotes);
  const href = `${server}${url}${url.includes("?") ? "&" : "?"}${wanted}`;
  const known = evidence.querySelector("a");
  if (known) known.href = href;
  else evidence.append(make("a", { href, target: "_blank", rel: "noopener noreferrer" }, say("inDocument")));
  if (seconds) mine.timer = setTimeout(() => addLink(citation, mine).catch(() => {}), (seconds - RENEWED) * 1000);
};

const fill = async (citation, mine) => {
  const response = await call(`/passages/${encodeURIComponent(citation.passage_id)}`);
  const passage = response.ok ? await response.json() : null;
  const told = passage || (response.status === 404 ? say("gone") : await failure(response));
  if (shown !== mine) return;
  mine.filled = true;
  evidence.lastChild.replaceWith(passage ? marked(passage.text, citation) : make("p", { className: "error", role: "alert" }, told));
  if (!passage) return;
  if (options.links !== "off") await addLink(citation, mine);
};

/** Show a citation's passage; `opener` gets the focus back. */
const openPassage = async (citation, opener) => {
  const mine = { opener, timer: 0, filled: false };
  shown = mine;
  const heading = make("h2", { tabIndex: -1 }, citation.document);
  const path = make("ol", { className: "path quiet", "aria-label": say("path") }, ...citation.heading_path.map((part) => make("li", {}, part)));
  const page = citation.page === null ? [] : [make("div", { className: "quiet" }, say("page", { n: citation.page }))];
  evidence.replaceChildren(heading, path, ...page, make("p", { className: "quiet", role: "status" }, say("opening")));
  evidence.scrollTop = 0;
  sheet.setAttribute("aria-label", named(citation));
  sheet.hidden = false;
  for (const covered of sheet.parentElement.children) covered.inert = covered !== sheet;
  heading.focus();
  try {
    await fill(citation, mine);
  } catch {
    // Without its link the passage is shown all the same.
    if (shown === mine && !mine.filled) evidence.lastChild.replaceWith(make("p", { className: "error", role: "alert" }, say("offline")));
  }
};

/** Back to the conversation; false when nothing was open. */
const closePassage = () => {
  if (!shown) return false;
  clearTimeout(shown.timer);
  for (const covered of sheet.parentElement.children) covered.inert = false;
  sheet.hidden = true;
  shown.opener.focus();
  shown = null;
  return true;
};

backwards.addEventListener("click", closePassage);
