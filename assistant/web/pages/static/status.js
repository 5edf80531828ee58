// The line above the reply: what is being done, what went wrong, who else was here.
import { el, fill, find, moment } from "./core.js";

const NAMES = { playbooks: "Finding playbooks", triage: "Reading the message", "second look": "A second look", policies: "Finding policies", brief: "Preparing", write: "Writing", check: "Checking" };

export const steps = {
  show(on) {
    const box = find("[data-steps-box]");
    box.hidden = !on;
    if (on) { fill(find("[data-steps]")); find("[data-step-note]").textContent = ""; }
  },
  at(step) {
    const list = find("[data-steps]");
    for (const each of list.children) { each.className = "done"; each.removeAttribute("aria-current"); }
    list.append(el("li", { class: "now", "aria-current": "step" }, NAMES[step] ?? step));
  },
  note(text) { find("[data-step-note]").textContent = `Started over: ${text}`; },
};

/** A notice above the reply; null takes it away. */
export function tell(text, { kind = "warn", again = null, link = null } = {}) {
  const box = find("[data-tell]");
  box.hidden = !text;
  if (!text) { fill(box); return; }
  box.className = `notice ${kind}`;
  fill(box, el("p", {}, text), again || link ? el("div", { class: "row" },
    again ? el("button", { type: "button", class: "tiny", onclick: () => { tell(null); again(); } }, "Try again") : null,
    link ? el("a", { href: link.href }, link.text) : null) : null);
}

/** Somebody else wrote to this case meanwhile: says who did what, and loses nothing. */
export function conflict(error, { reload, anyway = null, doing = "" }) {
  const box = find("[data-tell]");
  const changes = error.body.changes ?? error.body.error?.changes ?? [];
  box.hidden = false;
  box.className = "notice warn";
  fill(box,
    el("p", {}, el("strong", {}, "Somebody else changed this case while you were writing.")),
    el("ul", { class: "small" }, changes.map((change) => el("li", {}, `${change.by || "Somebody"} · ${ACTIONS[change.action] ?? String(change.action).replaceAll("_", " ")} · ${moment(change.at)}`))),
    el("p", { class: "small" }, "Nothing was written over, and your text is still here."),
    el("div", { class: "row" },
      el("button", { type: "button", class: "tiny primary", onclick: async () => { tell(null); await reload(); } }, "Show the case as it is now"),
      anyway ? el("button", { type: "button", class: "tiny", onclick: async () => { tell(null); await anyway(); } }, doing) : null));
  box.scrollIntoView({ block: "nearest" });
}

const ACTIONS = { opened: "opened the case", message_added: "added a message of the customer", reply_added: "added a reply", sent: "recorded a reply as sent", updated: "changed the context", closed: "closed the case", reopened: "opened the case again", drafted: "made a draft", revised: "changed a draft" };
