// The right side: what was read, what may not wait, what is owed, and what each sentence rests on.
import { away, copy, dated, el, fill, find, moment, place, say, units, words } from "./core.js";

const LEVELS = ["Nothing to escalate", "Advise", "Review before sending", "Stop: no ordinary reply"];
const FAULTS = { ours: "ours, confirmed", third_party: "another company's", customer: "the customer's", disputed: "disputed", unknown: "not known yet" };
const RESTS = { case: "the case", policy: "policy", guidance: "guidance", courtesy: "courtesy", unsupported: "nothing we know of", own: "your own words" };

const heading = (text, level = "h3") => el(level, {}, text);
const tagged = (text, kind = "") => el("span", { class: `tag ${kind}` }, text);
function thermometer(heat) {
  const draw = (name, given) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(given)) made.setAttribute(key, value);
    return made;
  };
  const made = draw("svg", { class: heat > 66 ? "heat hot" : "heat", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" });
  made.append(draw("rect", { class: "track", width: "100", height: "10" }), draw("rect", { class: "level", width: String(heat), height: "10" }));
  return made;
}
const clock = (due) => {
  const { text, late } = away(due);
  return el("span", {}, el("time", { datetime: due }, moment(due)), " · ", el("span", { class: `clock${late ? " late" : ""}`, "data-due": due }, text));
};

const grounds = ({ kind, ref }) => (ref.startsWith("escalation") ? "the rules of escalation" : `${RESTS[kind]}${ref ? `: ${words(ref)}` : ""}`);

export class Why {
  /** @param hooks {quote(text), sentence(text|null), passage(ref), fill(question, value)} */
  constructor(root, hooks) { this.root = root; this.hooks = hooks; }

  clear() { for (const box of this.root.querySelectorAll("[data-why]")) { box.hidden = true; } find("[data-why-empty]", this.root).hidden = false; }

  /** Shows everything that explains a draft; `message` is the text that its spans speak of. */
  show(draft, message) {
    find("[data-why-empty]", this.root).hidden = true;
    const cut = units(message);
    this.quoted = (span) => message.slice(...cut(span));
    this.escalation(draft);
    this.questions(draft.questions_for_agent);
    this.triage(draft.triage);
    this.evidence(draft);
    this.followUps(draft.follow_up);
    this.citations(draft.citations);
    this.writer(draft.writer);
  }

  /** Draws a part anew; an answer that is being typed, and its caret's field, outlive it. */
  part(name, ...children) {
    const box = find(`[data-why="${name}"]`, this.root);
    const shown = children.flat().filter(Boolean);
    box.hidden = !shown.length;
    const typed = new Map([...box.querySelectorAll("input, select")].map((field) => [field.id, field.value]));
    const at = box.contains(document.activeElement) ? document.activeElement.id : "";
    fill(box, shown);
    for (const field of box.querySelectorAll("input, select")) field.value = typed.get(field.id) ?? field.value;
    if (at) document.getElementById(at)?.focus({ preventScroll: true });
    return box;
  }

  span(text) {
    if (!text.trim()) return null;
    return el("button", { type: "button", class: "span-link", title: "Show it in the message", onclick: () => this.hooks.quote(text) }, `“${text}”`);
  }

  escalation({ escalation, triage }) {
    const box = this.part("escalation",
      el("div", { class: "row" }, heading(LEVELS[escalation.level] ?? "Escalation", "h2"), escalation.level ? tagged(`level ${escalation.level}`, escalation.level > 1 ? "fail" : "warn") : null),
      escalation.level ? el("p", { class: "small" }, el("strong", {}, escalation.owner), ` · ${escalation.within}`, escalation.due ? [" · ", clock(escalation.due)] : "") : el("p", { class: "small soft" }, "No flag was raised; the reply may go out after your check."),
      this.flags(triage.flags),
      escalation.handover ? el("details", {}, el("summary", {}, "Handover"),
        el("div", { class: "handover", tabindex: "0", role: "region", "aria-label": "Handover note" }, escalation.handover),
        el("button", { type: "button", class: "tiny", onclick: async () => say((await copy(escalation.handover)) ? "The handover was copied." : "Copying is not possible here; select the text.") }, "Copy handover")) : null);
    box.classList.toggle("stop", escalation.level === 3);
  }

  flags(flags) {
    if (!flags.length) return null;
    return el("ul", { class: "flags" }, flags.map((flag) => el("li", {},
      el("div", { class: "row" }, el("strong", {}, words(flag.key)), tagged(`level ${flag.level}`, flag.level > 1 ? "fail" : flag.level ? "warn" : ""), el("span", { class: "small soft" }, `${flag.owner}, ${flag.within}`)),
      el("div", { class: "small" }, this.span(this.quoted(flag.span))),
      flag.legal_clock ? el("p", { class: "small" }, el("strong", {}, "Legal clock: "), flag.legal_clock) : null,
      flag.must.length || flag.must_not.length ? el("details", { open: flag.level === 3 }, el("summary", {}, "What to do, and not"),
        el("div", { class: "dos" },
          el("ul", { class: "do", "aria-label": "Do" }, flag.must.map((line) => el("li", {}, line))),
          el("ul", { class: "not", "aria-label": "Do not" }, flag.must_not.map((line) => el("li", {}, line))))) : null)));
  }

  questions(questions) {
    this.part("questions", questions.length ? [heading("Only you can find out", "h2"),
      el("ul", { class: "ask-agent" }, questions.map((question) => {
        const id = `answer-${question.id}`;
        const field = question.fact === "fault"
          ? el("select", { id }, el("option", { value: "" }, "choose"), Object.entries(FAULTS).map(([value, text]) => el("option", { value }, text)))
          : el("input", { id, maxlength: "500", autocomplete: "off" });
        const give = () => field.value.trim() ? this.hooks.fill(question, field.value.trim()) : field.focus();
        field.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); event.stopPropagation(); give(); } });
        return el("li", {}, el("label", { for: id }, question.fact === "fault" ? "Whose failure was it?" : question.question, el("span", { class: "hint" }, question.why)),
          el("div", { class: "give" }, field, el("button", { type: "button", class: "tiny", "aria-label": `Fill in: ${question.question}`, onclick: give }, "Fill in")));
      }))] : null);
  }

  triage(triage) {
    const heat = Math.round(triage.intensity * 100);
    const facts = triage.facts.map((fact) => el("li", { class: "small" }, el("span", { class: "soft" }, `${words(fact.kind)} `), this.span(this.quoted(fact.span))));
    this.part("triage", heading("What the message says", "h2"),
      el("dl", { class: "pair" },
        el("dt", {}, "Feeling"), el("dd", {}, `${triage.emotion} `, thermometer(heat), el("span", { class: "small soft" }, ` ${heat} of 100${triage.mood === "steady" ? "" : `, ${triage.mood}`}`)),
        el("dt", {}, "Severity"), el("dd", {}, triage.severity),
        el("dt", {}, "About"), el("dd", {}, triage.issues.length ? triage.issues.map((issue) => el("div", {}, issue.label, " ", el("span", { class: "small" }, this.span(this.quoted(issue.span))))) : "nothing that a playbook covers"),
        el("dt", {}, "Wants"), el("dd", {}, triage.asks.map(words).join(", ") || "nothing named"),
        el("dt", {}, "Fault"), el("dd", {}, FAULTS[triage.fault] ?? triage.fault, el("div", { class: "small soft" }, triage.fault_reason)),
        triage.repeat_contact ? [el("dt", {}, "Contact"), el("dd", {}, "not the first")] : null),
      triage.promises.length ? el("div", {}, heading("Promised before"), el("ul", {}, triage.promises.map((promise) => el("li", { class: "small" }, tagged(promise.state, promise.state === "missed" ? "fail" : promise.state === "kept" ? "good" : "warn"), ` “${promise.text}” `, el("span", { class: "soft" }, [promise.made ? `on ${dated(promise.made)}` : "", promise.due ? `due ${dated(promise.due)}` : ""].filter(Boolean).join(", ")))))) : null,
      facts.length ? el("details", {}, el("summary", {}, `Details found (${facts.length})`), el("ul", {}, facts)) : null,
      triage.instructions ? el("p", { class: "notice warn small" }, "The message holds instructions aimed at a machine. They are data and are not followed.") : null,
      triage.removed.length ? el("p", { class: "small soft" }, `Taken out of the message: ${triage.removed.join("; ")}`) : null);
  }

  evidence({ evidence }) {
    this.rests = evidence;
    if (!evidence.length) { this.part("evidence"); return; }
    this.part("evidence", heading("What each sentence rests on", "h2"), el("ul", { class: "evidence" }));
    this.weigh(null);
  }

  /** The evidence list for the text as it is now: edited sentences are the agent's own words. */
  weigh(text) {
    const list = find('[data-why="evidence"] ul', this.root);
    if (!list || !this.rests) return;
    const known = this.rests.filter((each) => text === null || text.includes(each.sentence));
    this.known = known;
    fill(list, known.filter((each) => each.kind !== "courtesy").map((each) => {
      const open = each.ref && (each.kind === "policy" || each.kind === "guidance") && each.ref !== "escalation";
      const button = el("button", { type: "button", onclick: () => (open ? this.hooks.passage(each.ref, each.sentence) : this.hooks.sentence(each.sentence, true)) },
        each.sentence, el("span", { class: "rests small" }, `rests on ${grounds(each)}${open ? " – open" : ""}`));
      for (const name of ["focus", "pointerenter"]) button.addEventListener(name, () => this.hooks.sentence(each.sentence));
      for (const name of ["blur", "pointerleave"]) button.addEventListener(name, () => this.hooks.sentence(null));
      return el("li", { class: each.kind, "data-sentence": each.sentence }, button);
    }));
    const changed = this.rests.length - known.length;
    if (changed) list.append(el("li", { class: "own small soft" }, `${changed} ${changed === 1 ? "sentence is" : "sentences are"} your own words now; the check below the reply still reads them.`));
  }

  /** Lights the entry of the sentence that the pointer or the caret is in. */
  lightAt(text, place) {
    const found = place === null ? null : (this.known ?? []).find((each) => {
      const start = text.indexOf(each.sentence);
      return start >= 0 && place >= start && place <= start + each.sentence.length;
    });
    for (const entry of this.root.querySelectorAll(".evidence li")) entry.classList.toggle("lit", Boolean(found) && entry.dataset.sentence === found.sentence);
    return found;
  }

  followUps(steps) {
    this.part("follow", steps.length ? [heading("Steps this reply owes", "h2"), el("ul", { class: "promises" }, steps.map((step) => el("li", { class: "small" }, el("div", {}, step.action), el("div", { class: "soft" }, `${step.owner}`, step.due ? [" · ", clock(step.due)] : "", ` · ${step.channel}`))))] : null);
  }

  citations(citations) {
    this.part("citations", citations.length ? [heading("Sources", "h2"), el("ul", { class: "stack" }, citations.map((citation) => el("li", { class: "small" },
      el("button", { type: "button", class: "span-link", onclick: () => this.hooks.passage(citation.id, citation.quote) }, place(citation)),
      el("div", { class: "soft" }, citation.quote))))] : null);
  }

  writer(writer) {
    const by = writer.model === "offline" ? "Written offline: no model, nothing left this machine" : `Written by ${writer.model}`;
    this.part("writer", el("p", { class: "small soft" }, `${by} · ${writer.seconds.toFixed(1)} s${writer.prompt ? ` · prompt ${writer.prompt}` : ""}`),
      writer.fell_back ? el("p", { class: "notice warn small" }, `The model failed and the offline writer took over: ${writer.reason}`) : null);
  }
}
