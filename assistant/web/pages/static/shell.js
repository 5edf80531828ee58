// The frame of every page: shortcuts and their list, and dates in the reader's own time.
import { all, find, get, moment, tick } from "./core.js";
import "./keep.js";
import { bind } from "./keys.js";

for (const time of all("time[data-local]")) time.textContent = moment(time.dateTime);
tick();

const list = find("#shortcuts");
const open = () => { if (!list.open) list.showModal(); };
const keys = find("[data-shortcuts]");
keys.addEventListener("click", open);
keys.disabled = false;
keys.removeAttribute("data-asleep");
for (const button of all("dialog [data-close]")) button.addEventListener("click", () => button.closest("dialog").close());
for (const dialog of all("dialog")) dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

bind("Alt+Slash", open);
all(".nav a").forEach((link, number) => bind(`Alt+Digit${number + 1}`, () => link.click()));

/** How many follow-ups are overdue, beside their page's name. */
async function countOverdue() {
  const box = find("[data-overdue]");
  if (!box) return;
  try {
    const { follow_ups: found } = await get("/v1/follow-ups?due=overdue&limit=100");
    box.hidden = !found.length;
    box.replaceChildren(String(found.length === 100 ? "99+" : found.length), Object.assign(document.createElement("span"), { className: "away", textContent: " overdue" }));
  } catch { box.hidden = true; }
}
countOverdue();
