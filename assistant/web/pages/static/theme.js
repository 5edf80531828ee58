// Loaded before the page is drawn, so that a chosen scheme does not flash. Only the choice is
// kept (localStorage); nothing of a customer ever goes there.
(() => {
  const root = document.documentElement;
  const key = "composure.scheme";
  let chosen = null;
  try { chosen = localStorage.getItem(key); } catch { /* storage may be closed */ }
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;

  const isDark = () =>
    (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("[data-scheme]");
    if (!button) return;
    const show = () => {
      button.textContent = isDark() ? "Light" : "Dark";
      button.setAttribute("aria-label", `Switch to the ${isDark() ? "light" : "dark"} scheme`);
    };
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      try { localStorage.setItem(key, root.dataset.theme); } catch { /* it holds for this page */ }
      show();
    });
    show();
  });
})();
