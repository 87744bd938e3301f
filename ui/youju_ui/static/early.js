// Before Gradio's script: the language the reader chose is the one the browser answers with, so that
// Gradio's own words follow the switch too.
(() => {
  const chosen = /(?:^|; )youju_language=(zh-CN|en)/.exec(document.cookie)?.[1];
  const asked = new URLSearchParams(location.search).get("lang");
  const language = asked ? (asked.toLowerCase().startsWith("zh") ? "zh-CN" : "en") : chosen;
  if (language) {
    Object.defineProperty(navigator, "language", { get: () => language });
    Object.defineProperty(navigator, "languages", { get: () => [language] });
  }
  document.documentElement.lang = language ?? (navigator.language.toLowerCase().startsWith("zh") ? "zh-CN" : "en");
})();
