// The reply: edited, checked as one types, copied, taken back.
import { dated, debounce, el, fill, find, post, say, units, words } from "./core.js";
import { Marked } from "./marks.js";
import { Undo } from "./undo.js";

const PAUSE = 350;
/** What holds for a safety message too: no wrong name, no placeholder. */
const EVEN_THEN = new Set(["D28", "D34"]);
const STATE = { backed: ["backed", "good"], needs_approval: ["needs approval", "fail"], rewritten: ["rewritten", "warn"] };
const criteria = JSON.parse(document.querySelector("#criteria")?.textContent ?? "{}");

export class Reply {
  /** @param hooks {caseNow(): CASE.json, rule(): a safety message or "", changed(), caret(place), approved()} */
  constructor(root, hooks) {
    this.root = root;
    this.hooks = hooks;
    this.marked = new Marked(find(".marked", root));
    this.field = this.marked.field;
    this.subject = find("#subject", root);
    this.undoing = new Undo();
    this.approved = [];
    this.findings = [];
    this.asked = 0;
    this.last = "";
    this.later = debounce(() => this.check(), PAUSE);
    this.field.addEventListener("beforeinput", (event) => this.before(event));
    this.field.addEventListener("input", () => this.typed());
    this.subject.addEventListener("beforeinput", () => this.undoing.keep(this.state(), { typed: true }));
    this.subject.addEventListener("input", () => this.hooks.changed());
    for (const name of ["keyup", "click"]) this.field.addEventListener(name, () => this.hooks.caret(this.field.selectionStart));
    this.marked.onpoint = (place) => this.hooks.caret(place ?? (document.activeElement === this.field ? this.field.selectionStart : null));
    this.field.addEventListener("keydown", (event) => this.keys(event));
    document.addEventListener("line-up", () => this.later());
  }

  get text() { return this.field.value; }
  state() { return { text: this.field.value, subject: this.subject.value, at: this.field.selectionStart, approved: [...this.approved] }; }

  /** Puts a text in as one step that Undo takes back. */
  put(text, { subject = this.subject.value, undoable = true } = {}) {
    if (undoable && (this.field.value || this.subject.value)) this.undoing.keep(this.state());
    this.subject.value = subject;
    this.marked.text = text;
    this.last = text;
    this.changed();
    this.later.cancel();
    return this.check();
  }

  before(event) {
    if (event.inputType === "historyUndo" || event.inputType === "historyRedo") {
      event.preventDefault();
      this.step(event.inputType === "historyUndo");
      return;
    }
    this.undoing.keep(this.state(), { typed: event.inputType.startsWith("insertText") || event.inputType.startsWith("deleteContent") });
  }

  typed() {
    this.marked.shift(this.last, this.field.value);
    this.last = this.field.value;
    this.marked.draw();
    this.changed();
    this.verdict("checking");
    this.later();
  }

  changed() {
    for (const button of this.root.querySelectorAll("[data-needs-text]")) button.disabled = !this.field.value.trim() || this.busy;
    find("[data-undo]", this.root).disabled = !this.undoing.past.length || this.busy;
    this.hooks.changed();
  }

  keys(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    this.step(key === "z" && !event.shiftKey);
  }

  step(back) {
    const found = back ? this.undoing.back(this.state()) : this.undoing.forward(this.state());
    if (!found) { say(back ? "There is nothing to take back." : "There is nothing to bring back."); return; }
    this.approved = found.approved;
    this.put(found.text, { subject: found.subject, undoable: false });
    this.field.setSelectionRange(found.at, found.at);
    find("[data-undo]", this.root).disabled = !this.undoing.past.length;
  }

  /** Provisional text may be read and nothing else. */
  provisional(on) {
    this.busy = on;
    find(".marked", this.root).classList.toggle("provisional", on);
    this.field.readOnly = on;
    this.subject.readOnly = on;
    this.root.setAttribute("aria-busy", String(on));
    if (on) { this.asked += 1; this.later.cancel(); this.findings = []; this.list(); this.verdict("writing"); }
    this.changed();
  }
  grow(piece) { this.marked.text = this.field.value + piece; }

  /** Asks the linter; an answer for a text that has moved on is dropped. */
  async check() {
    this.flight?.abort();
    const number = ++this.asked;
    const text = this.field.value;
    if (!text.trim()) { this.findings = []; this.commitments = []; this.list(); this.verdict("empty"); return; }
    this.flight = new AbortController();
    try {
      const body = { reply: text, approve: this.approved.filter((each) => text.includes(each)) };
      const made = this.hooks.caseNow();
      if (made?.message.trim()) body.case = made;
      const answer = await post("/v1/lint", body, { signal: this.flight.signal });
      if (number !== this.asked || text !== this.field.value) return;
      this.findings = this.measured(answer.findings);
      this.commitments = answer.commitments;
      this.list();
      this.verdict("checked");
    } catch (error) {
      if (error.name === "AbortError" || number !== this.asked) return;
      this.verdict("paused", error.line);
    }
  }

  /** A safety message is sent as its rule has it: what it lacks beside an ordinary reply, and its
   *  own words, are no findings. What the agent puts in is looked at like anything else. */
  measured(findings) {
    const rule = this.hooks.rule();
    if (!rule) return findings;
    const cut = units(this.field.value);
    return findings.filter((finding) => EVEN_THEN.has(finding.criterion) || (finding.span && !rule.includes(this.field.value.slice(...cut(finding.span)))));
  }

  list() {
    const cut = units(this.field.value);
    const open = this.findings.filter((finding) => finding.status === "fail" || finding.status === "warn")
      .sort((one, other) => (one.status > other.status ? 1 : -1) || 0);
    this.marked.show(open.filter((finding) => finding.span).map((finding) => { const [start, end] = cut(finding.span); return { start, end, kind: finding.status }; }));
    const box = find("[data-findings]", this.root);
    const had = document.activeElement?.closest?.("[data-findings]");
    fill(box, open.map((finding) => this.entry(finding, cut)));
    find("[data-findings-box]", this.root).hidden = !open.length;
    find("[data-fix]", this.root).hidden = !open.length;
    if (had && !document.activeElement?.closest?.("[data-findings]")) this.field.focus({ preventScroll: true });
    this.promises();
  }

  entry(finding, cut) {
    const [start, end] = finding.span ? cut(finding.span) : [null, null];
    const named = criteria[finding.criterion] ?? finding.criterion;
    return el("li", {},
      el("span", { class: `mark-of ${finding.status}` }, el("span", { "aria-hidden": "true" }, finding.status === "fail" ? "!" : "?"), el("span", { class: "away" }, finding.status === "fail" ? "To change: " : "To look at: ")),
      el("div", {}, finding.message || named, " ", el("span", { class: "soft small", title: named }, finding.criterion)),
      start === null ? el("span") : el("button", { type: "button", class: "tiny quiet", "aria-label": `Show in the reply: ${finding.message || named}`, onclick: () => this.marked.select(start, end) }, "Show"),
      finding.suggestion ? el("div", { class: "why" }, finding.suggestion) : null);
  }

  promises() {
    const made = this.commitments ?? [];
    find("[data-promises-box]", this.root).hidden = !made.length;
    fill(find("[data-promises]", this.root), made.map((promise) => {
      const [name, kind] = STATE[promise.status] ?? [promise.status, ""];
      const rests = promise.authority.kind === "none" ? "no authority" : promise.authority.ref.startsWith("escalation") ? "the rules of escalation" : `${words(promise.authority.kind)}${promise.authority.ref ? ` ${promise.authority.ref}` : ""}`;
      const due = promise.due ? `${/^\d{4}-/.test(promise.due) ? "by " : ""}${dated(promise.due)}` : "";
      return el("li", { class: "promise" }, el("span", { class: `tag ${kind}` }, name), el("span", {}, promise.what),
        promise.status === "needs_approval" ? el("button", { type: "button", class: "tiny", "aria-label": `Approve: ${promise.what}`, onclick: () => this.approve(promise) }, "Approve") : null,
        promise.authority.kind === "agent" && this.approved.includes(promise.text) ? el("button", { type: "button", class: "tiny quiet", "aria-label": `Take back the approval of: ${promise.what}`, onclick: () => this.approve(promise, false) }, "Take back") : null,
        el("span", { class: "of soft small" }, [promise.owner, due, rests].filter(Boolean).join(" · ")));
    }));
  }

  approve(promise, given = true) {
    this.undoing.keep(this.state());
    this.approved = given ? [...this.approved, promise.text] : this.approved.filter((each) => each !== promise.text);
    say(given ? "Approved by you; it is recorded with the reply." : "The approval was taken back.");
    this.hooks.approved();
    this.changed();
    return this.check();
  }

  /** Repairs what can be repaired without a decision. */
  async fix() {
    const text = this.field.value;
    const made = this.hooks.caseNow();
    const answer = await post("/v1/lint", { reply: text, fix: true, approve: this.approved.filter((each) => text.includes(each)), ...(made?.message.trim() ? { case: made } : {}) });
    if (this.field.value !== text) return;
    if (!answer.reply || answer.reply === text) { say("Nothing here can be repaired without a decision of yours."); return; }
    await this.put(answer.reply);
    say("Repaired; Undo takes it back.");
  }

  verdict(state, line = "") {
    const fails = this.findings.filter((finding) => finding.status === "fail").length;
    const warns = this.findings.filter((finding) => finding.status === "warn").length;
    const length = this.field.value.trim() ? this.field.value.trim().split(/\s+/).length : 0;
    const said = {
      empty: "",
      writing: "Being written; it is checked when it is done.",
      checking: `Checking… ${length} words`,
      paused: `Not checked: ${line}`,
      checked: `${fails ? `${fails} to change` : "Nothing to change"}${warns ? `, ${warns} to look at` : ""} · ${length} words · checked just now`,
    }[state];
    const place = find("[data-verdict]", this.root);
    place.textContent = said;
    place.dataset.state = state;
    for (const [key, number] of [["fails", fails], ["warns", warns]]) { if (number) place.dataset[key] = String(number); else delete place.dataset[key]; }
  }
}
