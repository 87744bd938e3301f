// The page of one passage: show what is cited. Without script the page is complete, only not scrolled.
const dark = localStorage.getItem("youju-theme");
if (dark ? dark === "dark" : matchMedia("(prefers-color-scheme: dark)").matches) document.body.classList.add("dark");
(document.querySelector(".yj-document mark") ?? document.querySelector(".yj-lit"))?.scrollIntoView({ block: "center" });
