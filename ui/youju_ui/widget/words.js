/* What the page says of the bubble (attributes of its script), and what the bubble says, in two languages. */
const script = document.currentScript;
const options = script.dataset;
const server = (options.server || new URL(script.src).href.replace(/\/widget\/widget\.js.*$/, "")).replace(/\/+$/, "");
const language = options.language || document.documentElement.lang || navigator.language || "zh-CN";
const chinese = language.toLowerCase().startsWith("zh");

const texts = {
  open: ["向文档提问", "Ask the documents"],
  title: ["文档问答", "Ask the documents"],
  close: ["关闭", "Close"],
  placeholder: ["输入问题，回车发送", "Type a question, Enter sends"],
  label: ["问题", "Question"],
  send: ["发送", "Send"],
  waiting: ["正在查找…", "Looking…"],
  welcome: ["直接提问。答案取自原文，点编号可核对原文。", "Just ask. Answers are taken from the text; a number opens the very passage."],
  notFound: ["文档里没有找到答案。", "The documents do not answer this."],
  nearest: ["最接近的段落", "The nearest passages"],
  sources: ["来源", "Sources"],
  source: ["来源 {n}", "Source {n}"],
  passage: ["段落原文", "The passage"],
  back: ["返回回答", "Back to the answer"],
  opening: ["正在打开原文…", "Opening the passage…"],
  path: ["所在章节", "Where it stands"],
  gone: ["这段文字已不在文档里，文档可能更新过。请重新提问。", "This passage is no longer there; its document may have changed. Please ask again."],
  understood: ["已理解为：{q}", "Understood as: {q}"],
  page: ["第{n}页", "p. {n}"],
  inDocument: ["在新页面查看全文", "Whole document in a new page"],
  key: ["这个页面的访问密钥无效，请联系网站管理员。", "The key of this page is not valid. Please tell the site's owner."],
  busy: ["现在提问的人较多，请 {n} 秒后再试。", "Many people are asking. Please try again in {n} s."],
  offline: ["连不上问答服务，请稍后再试。", "The service cannot be reached. Please try again later."],
  failed: ["这个问题没能回答（{n}）。", "The question could not be answered ({n})."],
};
const say = (name, values = {}) =>
  texts[name][chinese ? 0 : 1].replace(/\{(\w)\}/g, (_, key) => String(values[key]));
