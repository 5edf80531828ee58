// What came of a reply: copied, sent, answered by the customer, judged; and who else was here.
import { copy, el, fill, find, newKey, say, trouble } from "./core.js";
import { caseNow, desk } from "./desk.js";
import { forget } from "./keep.js";
import { record } from "./record.js";
import { conflict, tell } from "./status.js";

/** @param page {reply, refresh(), reload(), open(), stale(note)} */
export function outcomes({ reply, refresh, reload, open, stale }) {
  let sending = { text: null, key: null };
  let writing = { text: null, key: null };

  /** The key of a write: the same for the same text until it was done or refused. */
  const keyed = (last, text) => (last.text === text ? last : { text, key: newKey() });

  async function copyReply() {
    if (reply.busy) { say("The text is provisional; it can be copied when it is done."); return; }
    if (!reply.text.trim()) { say("There is no reply to copy."); return; }
    if (!(await copy(reply.text))) { reply.field.select(); say("Copying is not possible here; the text is selected, press Ctrl+C."); return; }
    const fails = Number(find("[data-verdict]").dataset.fails || 0);
    say(fails ? `Copied, with ${fails} to change. Once it is out, press “I sent this”.` : "Copied. Once it is out, press “I sent this”.", { stay: 8000 });
    find("[data-sent]").classList.add("primary");
  }

  async function sent() {
    if (!reply.text.trim() || reply.busy) { say("There is no reply to record."); return; }
    try { await open(); } catch (error) {
      if (error.message === "empty") say("Paste the customer's message first."); else trouble(error);
      return;
    }
    sending = keyed(sending, reply.text);
    try {
      const made = await record.sent(desk.file.card.id, reply.text, desk.draft?.draft_id, desk.file.card.version, sending.key);
      sending = { text: null, key: null };
      find("[data-sent]").classList.remove("primary");
      forget(desk.file.card.id);
      left();
      await refresh();
      const owed = made.follow_ups?.length ?? 0;
      tell(`Recorded as sent.${owed ? ` ${owed} ${owed === 1 ? "step is" : "steps are"} now owed.` : ""}`, { kind: "good", link: owed ? { href: `/follow-ups?case=${encodeURIComponent(desk.file.card.id)}`, text: "See the follow-ups" } : null });
      find("#wrote").focus();
    } catch (error) {
      if (error.refused) sending = { text: null, key: null };
      if (error.kind === "conflict") conflict(error, { reload, anyway: async () => { await reload(); await sent(); }, doing: "Record it as sent all the same" });
      else tell(error.line, { kind: "fail", again: sent });
    }
  }

  /** The desk is empty again, and nothing of the reply is kept. */
  function left() {
    desk.draft = null;
    desk.writing = false;
    reply.undoing.reset();
    reply.approved = [];
    find("#instruction").value = "";
    reply.put("", { subject: "", undoable: false });
  }

  async function wroteBack() {
    const text = find("#wrote").value.trim();
    if (!text) { find("#wrote").focus(); say("Paste what the customer wrote."); return; }
    writing = keyed(writing, text);
    try {
      const added = await record.wrote(desk.file.card.id, text, desk.file.card.version, writing.key);
      writing = { text: null, key: null };
      find("#wrote").value = "";
      await refresh();
      stale(added.made_stale?.length && reply.text ? "The customer wrote again after this draft; draft again to answer it." : "");
      say("Added to the case.");
      find("#reply-pane [data-draft]").focus();
    } catch (error) {
      if (error.refused) writing = { text: null, key: null };
      if (error.kind === "conflict") conflict(error, { reload, anyway: async () => { await reload(); await wroteBack(); }, doing: "Add the message all the same" });
      else tell(error.line, { kind: "fail", again: wroteBack });
    }
  }

  async function otherVersions() {
    const box = find("#others");
    if (!box.open) return;
    const list = find("[data-others]");
    fill(list, el("li", { class: "soft small" }, "Writing three versions…"));
    try {
      const { alternatives } = await record.alternatives(caseNow(), reply.approved);
      fill(list, alternatives.length ? alternatives.map((each) => el("li", { class: "stack" },
        el("div", { class: "row" }, el("strong", {}, each.style), el("span", { class: "soft small" }, each.trades), el("button", { type: "button", class: "tiny", "aria-label": `Use the ${each.style} version`, onclick: () => { reply.put(each.reply.text, { subject: each.reply.subject }); say(`The ${each.style} version is in the reply; Undo takes it back.`); reply.field.focus(); } }, "Use this")),
        el("div", { class: "letter small" }, each.reply.text))) : el("li", { class: "soft small" }, "There are none: this message is answered as its safety rule has it."));
    } catch (error) { fill(list, el("li", { class: "soft small" }, error.line)); }
  }

  async function rate(rating, about = "") {
    if (!desk.draft) return;
    try {
      await record.feedback(desk.draft.draft_id, rating, about, "");
      reasons(false);
      say("Thank you; it is kept with the draft.");
    } catch (error) { trouble(error); }
  }

  function reasons(open) {
    find("#reasons").hidden = !open;
    find("[data-unhelpful]").setAttribute("aria-expanded", String(open));
  }

  /** Looks now and then whether somebody else works on this case, and says who did what. */
  async function watch() {
    if (!desk.file || desk.pressed || document.hidden || !find("[data-tell]").hidden) return;
    const seen = desk.file;
    try {
      const now = await record.read(seen.card.id);
      if (desk.file !== seen || desk.pressed || now.card.version === seen.card.version) return;
      const last = Math.max(0, ...seen.audit.map((entry) => entry.number));
      conflict({ body: { changes: now.audit.filter((entry) => entry.number > last) } }, { reload });
    } catch { /* the line is down, or the case is gone: the next write says so */ }
  }
  setInterval(watch, 15000);
  addEventListener("focus", watch);

  return { copyReply, sent, wroteBack, otherVersions, rate, reasons };
}
