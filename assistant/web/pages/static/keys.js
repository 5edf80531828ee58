// Shortcuts. Every one holds a modifier, so that none gets in the way of typing or dictation.
const bound = new Map();

const name = (event) =>
  [event.ctrlKey || event.metaKey ? "Mod" : "", event.altKey ? "Alt" : "", event.shiftKey ? "Shift" : "", event.code === "NumpadEnter" ? "Enter" : event.code]
    .filter(Boolean).join("+");

/** Runs `action` on a chord such as "Alt+KeyC" or "Mod+Enter". */
export function bind(chord, action) { bound.set(chord, action); }

addEventListener("keydown", (event) => {
  if (event.getModifierState?.("AltGraph")) return;
  const action = bound.get(name(event));
  if (!action || (document.querySelector("dialog[open]") && event.code !== "Slash")) return;
  event.preventDefault();
  action(event);
});
