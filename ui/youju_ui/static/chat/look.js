// ---- look and language --------------------------------------------------------------------
function setTheme(dark) {
  body.classList.toggle("dark", dark);
  root.classList.toggle("dark", dark);
  root.style.colorScheme = dark ? "dark" : "light";
}
const wantedTheme = store.get("youju-theme");
if (wantedTheme) setTheme(wantedTheme === "dark");
else setTheme(matchMedia("(prefers-color-scheme: dark)").matches);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) => {
  if (!store.get("youju-theme")) setTheme(event.matches);
});

async function copy(button, text) {
  try { await navigator.clipboard.writeText(text); }
  catch {
    const area = document.createElement("textarea");
    area.value = text;
    body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  const label = button.querySelector("span");
  const said = word("copied");
  if (!label || !said || button.dataset.was) return;
  button.dataset.was = label.textContent;
  label.textContent = said;
  setTimeout(() => { label.textContent = button.dataset.was; delete button.dataset.was; }, 1600);
}
