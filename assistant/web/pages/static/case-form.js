// The context of a case: fields on the page ↔ the keys of CASE.json.
import { all, el, find } from "./core.js";

const LISTS = new Set(["actions_done"]);
const NUMBERS = new Set(["amount"]);

/** What fields were filled with: what nobody touched stays as it was recorded, a number too. */
const filled = new WeakMap();
function put(field, text, value) {
  field.value = text;
  filled.set(field, { text: field.value.trim(), value });
}
function taken(field, read) {
  const text = field.value.trim();
  const was = filled.get(field);
  if (was?.text === text) return was.value;
  return typeof was?.value === "number" && Number.isFinite(Number(text)) ? Number(text) : read(text);
}

/** The case that the fields describe; empty fields are left out. */
export function readCase(form) {
  const made = { message: find("#message", form)?.value ?? "", facts: readFacts(form), channel: find("#channel", form).value };
  const language = find("#language", form).value.trim();
  if (language) made.language = language;
  const tone = find("#tone", form).value;
  if (tone) made.tone = tone;
  const history = readHistory(form);
  if (history.length) made.history = history;
  return made;
}

export function readFacts(form) {
  const facts = {};
  for (const field of all("[data-fact]", form)) {
    if (!field.value.trim()) continue;
    const key = field.dataset.fact;
    if (key === "refund_up_to") facts.authority = { refund_up_to: taken(field, Number) };
    else if (LISTS.has(key)) facts[key] = taken(field, (text) => text.split("\n").map((line) => line.trim()).filter(Boolean));
    else facts[key] = taken(field, (text) => (NUMBERS.has(key) && Number.isFinite(Number(text)) ? Number(text) : text));
  }
  for (const row of all("[data-own-fact]", form)) {
    const [name, value] = all("input", row);
    const key = taken(name, (text) => text.replace(/\s+/g, "_").toLowerCase());
    if (key && value.value.trim()) facts[key] = taken(value, (text) => text);
  }
  return facts;
}

/** What the form changes of the recorded facts; `null` takes one away. */
export function changedFacts(form, before) {
  const { authority, ...facts } = readFacts(form);
  const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const changed = Object.fromEntries(Object.entries(facts).filter(([key, value]) => !isSame(before[key], value)));
  for (const key of Object.keys(before)) {
    if (!(key in facts) && key !== "case_id" && key !== "authority" && before[key] !== null && !isSame(before[key], [])) changed[key] = null;
  }
  const limit = authority?.refund_up_to ?? null;
  if (limit !== (before.authority?.refund_up_to ?? null)) changed.authority = { refund_up_to: limit };
  return changed;
}

function readHistory(form) {
  return all("[data-earlier]", form).map((row) => {
    const text = find("textarea", row).value.trim();
    const date = find("input", row).value;
    const made = { role: find("select", row).value, text };
    if (date) made.date = new Date(date).toISOString();
    return made;
  }).filter((turn) => turn.text);
}

/** Puts a case into the fields; `null` values empty them. */
export function fillCase(form, made) {
  if (find("#message", form)) find("#message", form).value = made.message ?? "";
  find("#channel", form).value = made.channel ?? "email";
  find("#language", form).value = made.language ?? "";
  find("#tone", form).value = made.tone ?? "";
  fillFacts(form, made.facts ?? {});
  find("#earlier", form).replaceChildren();
  for (const turn of made.history ?? []) addEarlier(form, turn);
}

export function fillFacts(form, facts) {
  const known = new Set(["authority"]);
  for (const field of all("[data-fact]", form)) {
    const key = field.dataset.fact;
    known.add(key);
    const value = key === "refund_up_to" ? facts.authority?.refund_up_to : facts[key];
    put(field, Array.isArray(value) ? value.join("\n") : value ?? "", value);
  }
  find("#own-facts", form).replaceChildren();
  for (const [key, value] of Object.entries(facts)) {
    if (known.has(key) || value === null || value === "" || key === "case_id") continue;
    const [name, field] = all("input", addFact(form));
    put(name, key, key);
    put(field, typeof value === "object" ? JSON.stringify(value) : String(value), value);
  }
}

const remove = (row, label) => el("button", { type: "button", class: "quiet tiny", "aria-label": label, onclick: () => { row().remove(); document.dispatchEvent(new CustomEvent("context-changed")); } }, "Remove");

export function addFact(form, key = "", value = "") {
  const row = el("div", { class: "row own-fact", "data-own-fact": "" },
    el("input", { "aria-label": "Name of the fact", placeholder: "days_late", maxlength: "60", value: key }),
    el("input", { "aria-label": "Value of the fact", placeholder: "12", maxlength: "500", value }),
    remove(() => row, `Remove the fact ${key}`));
  find("#own-facts", form).append(row);
  return row;
}

const localTime = (iso) => {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? "" : new Date(date - date.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
};

export function addEarlier(form, turn = {}) {
  const who = el("select", { "aria-label": "Who wrote" }, el("option", { value: "customer" }, "Customer"), el("option", { value: "agent" }, "We"));
  who.value = turn.role ?? "customer";
  const row = el("div", { class: "earlier stack", "data-earlier": "" },
    el("div", { class: "row" }, who,
      el("input", { type: "datetime-local", "aria-label": "When", value: turn.date ? localTime(turn.date) : "" }),
      remove(() => row, "Remove this earlier message")),
    el("textarea", { rows: "3", "aria-label": "What was written", maxlength: "20000" }));
  find("textarea", row).value = turn.text ?? "";
  find("#earlier", form).append(row);
  return row;
}

/** The CASE.json of a recorded case: the customer's last turn is the message, the rest history. */
export function caseOf(file, form) {
  const messages = file.messages ?? [];
  let last = messages.length - 1;
  while (last >= 0 && messages[last].role !== "customer") last -= 1;
  const turn = messages[last]?.turn;
  const isMessage = (each) => each.role === "customer" && each.turn === turn;
  const made = {
    message: messages.filter(isMessage).map((each) => each.text).join("\n\n"),
    history: messages.slice(0, last + 1).filter((each) => !isMessage(each)).map(({ role, text, at }) => (at ? { role, text, date: at } : { role, text })),
    facts: readFacts(form),
    channel: find("#channel", form).value,
  };
  if (messages[last]?.at) made.date = messages[last].at;
  const language = find("#language", form).value.trim();
  if (language) made.language = language;
  return made;
}
