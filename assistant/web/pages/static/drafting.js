// From the message to a draft, and from one draft to the next.
import { addFact, changedFacts, readCase } from "./case-form.js";
import { all, find, newKey, say, trouble } from "./core.js";
import { desk, form } from "./desk.js";
import { forget } from "./keep.js";
import { record } from "./record.js";
import { conflict, steps, tell } from "./status.js";

const ONE_COLUMN = matchMedia("(max-width: 47.99rem)");

/** @param page {reply, show(), saveNow(), stale(note), noteStale()} */
export function draftings({ reply, show, saveNow, stale, noteStale }) {
  async function openRecord() {
    if (desk.file) return;
    const made = readCase(form);
    if (!made.message.trim()) { find("#message").focus(); throw new Error("empty"); }
    openRecord.key ??= newKey();
    try {
      desk.file = await record.open({ ...made, customer: made.facts.customer_name ?? "" }, openRecord.key);
    } catch (error) {
      if (error.refused) openRecord.key = null;
      throw error;
    }
    openRecord.key = null;
    forget("new");
    history.replaceState(null, "", `/work?case=${encodeURIComponent(desk.file.card.id)}`);
  }

  async function saveFacts() {
    const changed = changedFacts(form, desk.file.facts ?? {});
    const changes = {};
    if (Object.keys(changed).length) changes.facts = changed;
    if (find("#channel").value !== desk.file.card.channel) changes.channel = find("#channel").value;
    const language = find("#language").value.trim();
    if (language && language !== desk.file.card.language) changes.language = language;
    if (Object.keys(changes).length) desk.file = await record.change(desk.file.card.id, { ...changes, version: desk.file.card.version });
  }

  async function makeDraft() {
    if (desk.pressed) return;
    const before = reply.state();
    desk.clean = reply.text;
    const edited = Boolean(desk.draft) && reply.text.trim() !== "" && reply.text !== desk.draft.reply.text;
    desk.pressed = new AbortController();
    try {
      tell(null);
      busy(true);
      if (!desk.file) await openRecord(); else await saveFacts();
      if (before.text) reply.undoing.keep(before);
      show();
      arrive();
      find("[data-reply-empty]").hidden = true;
      find("[data-reply-full]").hidden = false;
      reply.marked.text = "";
      let made = null;
      await record.draft(desk.file.card.id, reply.approved, {
        signal: desk.pressed.signal,
        on: (event, data) => {
          if (event === "progress") steps.at(data.step);
          else if (event === "text") reply.grow(data.text);
          else if (event === "replaced") { reply.marked.text = ""; steps.note(data.reason); }
          else if (event === "done") made = data;
        },
      });
      busy(false);
      desk.pressed = null;
      take({ draft: made, state: "current" });
      reveal();
      if (edited) say("Your edited version is one Undo away.", { stay: 8000 });
      await applyTone();
    } catch (error) {
      busy(false);
      if (before.text) reply.undoing.past.pop();
      reply.put(before.text, { subject: before.subject, undoable: false });
      failed(error);
    } finally { desk.pressed = null; show(); saveNow(); }
  }

  /** Where the reply stands: seen where the page is one column, and next for the keyboard where
   *  the field that had the focus is gone. */
  function arrive() {
    const pane = find("#reply-pane");
    if (isLost()) pane.focus({ preventScroll: true });
    reveal();
  }
  const reveal = () => { if (ONE_COLUMN.matches) find("#reply-pane").scrollIntoView({ block: "start" }); };
  const isLost = () => !document.activeElement || document.activeElement === document.body || Boolean(document.activeElement.closest("[hidden]"));

  function busy(on) {
    steps.show(on);
    reply.provisional(on);
    all("[data-draft]").forEach((button) => { button.hidden = on; });
    find("[data-stop-writing]").hidden = !on;
  }

  /** Takes a draft of the record as the text to work on. */
  function take(made, { undoable = false } = {}) {
    desk.draft = made.draft;
    stale(made.state === "stale" ? made.note : "");
    reply.put(desk.draft.reply.text, { subject: desk.draft.reply.subject, undoable });
    refresh();
  }

  async function refresh() {
    try {
      desk.file = await record.read(desk.file.card.id);
      noteStale();
      show();
    } catch (error) { if (!error.offline) trouble(error); }
  }

  async function applyTone() {
    const tone = find("#tone").value;
    if (tone && desk.draft && desk.draft.escalation.level < 3) await revise(tone, { quiet: true });
  }

  function failed(error) {
    if (error.message === "empty") { say("Paste the customer's message first."); return; }
    if (error.name === "AbortError") { say("Stopped. Nothing was changed."); return; }
    if (error.kind === "conflict") { conflict(error, { reload }); return; }
    tell(error.line ?? "Something went wrong in the page; your text is still here.", { kind: "fail", again: makeDraft });
  }

  async function reload() {
    await refresh();
    const last = desk.file.drafts.at(-1);
    if (last?.state === "stale") stale(last.note);
    say("The case is up to date; your text was kept.");
  }

  async function revise(instruction, { quiet = false } = {}) {
    if (!desk.draft || !instruction.trim() || desk.pressed) return;
    if (reply.text.trim() === "") { say("There is no reply to change."); return; }
    if (desk.draft.escalation.level === 3) { say("A safety message is sent as its rule has it, or changed by hand."); return; }
    desk.pressed = new AbortController();
    try {
      tell(null);
      const made = await record.revise(desk.file.card.id, desk.draft.draft_id, instruction, reply.text === desk.draft.reply.text ? undefined : reply.text, reply.approved.filter((text) => reply.text.includes(text)));
      reply.undoing.keep(reply.state());
      take(made);
      find("#instruction").value = "";
      const notes = [...(desk.draft.revision?.instructions ?? []).slice(-3).filter((each) => each.note && !each.done).map((each) => each.note), ...(desk.draft.revision?.notes ?? [])];
      say(notes.length ? notes.join(" ") : `Changed: ${instruction}. Undo takes it back.`, { stay: 9000 });
    } catch (error) {
      if (quiet && error.kind === "revision") say(`The draft is already as ${instruction} as it can be.`); else failedToRevise(error);
    } finally { desk.pressed = null; show(); }
  }
  const failedToRevise = (error) => tell(error.line, { kind: error.kind === "revision" ? "warn" : "fail" });

  async function answer(question, value) {
    if (question.fact.includes("authority")) { find('[data-fact="refund_up_to"]').value = value; } else {
      const field = find(`[data-fact="${CSS.escape(question.fact)}"]`);
      if (field) field.value = value;
      else { const row = all("[data-own-fact]").find((each) => find("input", each).value === question.fact) ?? addFact(form, question.fact); all("input", row)[1].value = value; }
    }
    say(`Noted: ${question.question} The draft is being updated.`);
    await makeDraft();
    if (isLost() || document.activeElement.matches("#reply-pane")) (find("#why-pane .ask-agent input, #why-pane .ask-agent select") ?? find("#reply-pane")).focus();
  }

  return { openRecord, makeDraft, refresh, reload, revise, answer, failed };
}
