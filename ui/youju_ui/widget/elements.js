/* How elements are made, a quote is marked, and the server is asked; nothing here knows the bubble. */
const PATIENCE = 60_000; // milliseconds

/** An element with properties and children; children are texts or elements, never markup. */
const make = (name, properties = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in element) element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
};

const icon = () => {
  const space = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", width: "28", height: "28", "aria-hidden": "true" })) picture.setAttribute(key, value);
  path.setAttribute("d", "M4 4h16v12H9l-5 4V4zm4 4v1.6h8V8H8zm0 3.4V13h5v-1.6H8z");
  path.setAttribute("fill", "currentColor");
  picture.append(path);
  return picture;
};

/** A passage's text with its quotes marked. Offsets count code points, JavaScript counts UTF-16 units. */
const marked = (text, { start, quotes = [] }) => {
  const points = Array.from(text);
  const paragraph = make("p");
  let done = 0;
  for (const quote of [...quotes].sort((one, other) => one.start - other.start)) {
    const begin = Math.max(quote.start - start, done);
    const end = Math.min(quote.end - start, points.length);
    if (begin >= end) continue;
    paragraph.append(points.slice(done, begin).join(""), make("mark", {}, points.slice(begin, end).join("")));
    done = end;
  }
  paragraph.append(points.slice(done).join(""));
  return paragraph;
};

/** One request to the server: with the page's key, without anything of the visitor's. */
const call = (path, { method = "GET", body = null } = {}) =>
  fetch(`${server}/api/v1${path}`, {
    method,
    mode: "cors",
    credentials: "omit",
    cache: "no-store",
    referrerPolicy: "no-referrer",
    signal: AbortSignal.timeout(PATIENCE),
    headers: {
      "accept-language": chinese ? "zh-CN" : "en",
      ...(body ? { "content-type": "application/json" } : {}),
      ...(options.key ? { authorization: `Bearer ${options.key}` } : {}),
    },
    body: body && JSON.stringify(body),
  });

/** What to tell the visitor of an answer that is none. */
const failure = async (response) => {
  if (response.status === 401 || response.status === 403) return say("key");
  if (response.status === 429 || response.status === 503) return say("busy", { n: response.headers.get("retry-after") || 5 });
  const problem = await response.json().catch(() => ({}));
  return typeof problem.detail === "string" ? problem.detail : say("failed", { n: response.status });
};
