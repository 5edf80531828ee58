"use strict";
const cards = [...document.querySelectorAll("details.sample")];
const find = document.getElementById("find");
const bad = document.getElementById("bad");
const count = document.getElementById("count");

function filter() {
  const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const card of cards) {
    const text = words.length ? card.textContent.toLowerCase() : "";
    const fits = words.every((word) => text.includes(word)) && (!bad.checked || card.dataset.bad === "1");
    card.hidden = !fits;
    shown += fits ? 1 : 0;
  }
  count.textContent = `${shown} of ${cards.length}`;
}

function move(step) {
  const shown = cards.filter((card) => !card.hidden);
  if (!shown.length) return;
  const now = shown.findIndex((card) => card.contains(document.activeElement));
  const next = shown[now < 0 ? 0 : Math.min(shown.length - 1, Math.max(0, now + step))];
  next.querySelector("summary").focus();
  next.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target === find) {
    if (event.key === "Escape") { find.value = ""; filter(); find.blur(); }
    return;
  }
  if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
  else if (event.key === "b") { bad.checked = !bad.checked; filter(); }
  else if (event.key === "/") { event.preventDefault(); find.focus(); }
});
find.addEventListener("input", filter);
bad.addEventListener("change", filter);
filter();
