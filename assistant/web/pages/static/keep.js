// What is not sent yet, kept so that a reload or a lost connection loses nothing.
//
// It is a customer's data. So it lies in sessionStorage: in this tab alone, out of other tabs'
// reach, gone when the tab is closed. It is also taken out when the reply was sent, when the case
// is left with "New", at sign-out, and after twelve hours (a browser that restores its tabs
// restores this storage too). Each case has its own, so that no text turns up in another case.
const PREFIX = "composure.work.";
const HOURS = 12;
const now = () => Date.now();
let leaving = false;

export function keep(name, state) {
  if (leaving) return false;
  try { sessionStorage.setItem(PREFIX + name, JSON.stringify({ at: now(), state })); return true; } catch { return false; }
}

export function kept(name) {
  try {
    const found = JSON.parse(sessionStorage.getItem(PREFIX + name) ?? "null");
    if (found && now() - found.at < HOURS * 3600000) return found.state;
    sessionStorage.removeItem(PREFIX + name);
  } catch { /* storage may be closed, or hold something else */ }
  return null;
}

export function forget(name) {
  try { sessionStorage.removeItem(PREFIX + name); } catch { /* nothing is there then */ }
}

/** Every text that waits, as [{name, at}], oldest first; what is too old goes. */
export function waiting() {
  const found = [];
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (!key.startsWith(PREFIX) || !kept(key.slice(PREFIX.length))) continue;
      found.push({ name: key.slice(PREFIX.length), at: JSON.parse(sessionStorage.getItem(key)).at });
    }
  } catch { return []; }
  return found.sort((one, other) => one.at - other.at);
}

export function forgetAll() {
  for (const { name } of waiting()) forget(name);
  forget("current");
}

/** Who signs out leaves nothing, not even what is saved when the page closes. */
for (const form of document.querySelectorAll("form[data-sign-out]")) {
  form.addEventListener("submit", () => { forgetAll(); leaving = true; });
}
