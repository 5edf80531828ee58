// What can be settled on the page of a case and in the list of follow-ups.
import { all, awake, find, say, trouble } from "./core.js";
import { record } from "./record.js";
import { conflict } from "./status.js";

const page = find("[data-case]");

for (const entry of all("[data-follow-up]")) {
  for (const button of all("[data-resolve]", entry)) {
    button.addEventListener("click", async () => {
      button.disabled = true;
      try {
        await record.resolve(entry.dataset.followUp, button.dataset.resolve);
        again({ done: "Done.", missed: "Kept as missed.", dropped: "Taken off the list.", open: "Open again." }[button.dataset.resolve]);
      } catch (error) { button.disabled = false; trouble(error); }
    });
  }
}

/** The page anew, where it was, with a word about what was done. */
function again(text) {
  try { sessionStorage.setItem("composure.said", JSON.stringify({ text, y: scrollY })); } catch { /* it is said by the page itself then */ }
  location.reload();
}
try {
  const { text, y } = JSON.parse(sessionStorage.getItem("composure.said") ?? "{}");
  sessionStorage.removeItem("composure.said");
  if (text) { say(text); scrollTo(0, y); }
} catch { /* nothing was left to say */ }

find("[data-do]")?.addEventListener("click", async (event) => {
  const what = event.currentTarget.dataset.do;
  try {
    await record[what](page.dataset.case, Number(page.dataset.version));
    again(what === "close" ? "The case is closed." : "The case is open again.");
  } catch (error) {
    if (error.kind === "conflict") conflict(error, { reload: async () => location.reload() }); else trouble(error);
  }
});

find("[data-add-follow-up]")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const due = find("#owed-due").value;
  try {
    await record.owe(page.dataset.case, find("#owed").value, due ? new Date(due).toISOString() : null);
    again("Added.");
  } catch (error) { trouble(error); }
});
awake();
