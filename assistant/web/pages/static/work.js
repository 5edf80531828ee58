// The working page: one case from the customer's message to the reply that was sent.
import { addEarlier, addFact, fillCase, fillFacts, readCase } from "./case-form.js";
import { all, awake, debounce, el, fill, find, get, lineIs, moment, say, sentence, trouble } from "./core.js";
import { caseNow, desk, form, nameNow } from "./desk.js";
import { draftings } from "./drafting.js";
import { forget, keep, kept, waiting } from "./keep.js";
import { bind } from "./keys.js";
import { outcomes } from "./outcome.js";
import { openPassage } from "./passage.js";
import { record } from "./record.js";
import { Reply } from "./reply.js";
import { tell } from "./status.js";
import { showTurns } from "./turns.js";
import { Why } from "./why.js";

const middle = find("#reply-pane");

const why = new Why(find("#why-pane"), {
  quote: (text) => showTurns.find(text),
  sentence: (sentence, jump = false) => lightSentence(sentence, jump),
  passage: openPassage,
  fill: (question, value) => drafting.answer(question, value),
});
const reply = new Reply(middle, {
  caseNow,
  rule: () => (desk.draft?.escalation.level === 3 ? desk.draft.reply.text : ""),
  changed: () => { save(); why.weigh(reply.text); },
  caret: (place) => why.lightAt(reply.text, place),
  approved: () => save(),
});

const drafting = draftings({ reply, show, saveNow, stale, noteStale });
const outcome = outcomes({
  reply, stale,
  refresh: drafting.refresh,
  reload: drafting.reload,
  open: drafting.openRecord,
});

function lightSentence(sentence, jump) {
  const start = sentence === null ? -1 : reply.text.indexOf(sentence);
  if (start < 0) { reply.marked.light(null); return; }
  reply.marked.light(start, start + sentence.length);
  if (jump) reply.marked.select(start, start + sentence.length);
}

// -- what waits in this tab -----------------------------------------------------------------------

const save = debounce(() => saveNow(), 250);
function saveNow() {
  save.cancel();
  const state = { context: readCase(form), text: reply.text, subject: reply.subject.value, approved: reply.approved, wrote: find("#wrote").value, draft: desk.draft, back: find("#instruction").value };
  const empty = !desk.file && !state.context.message && !state.text && !Object.keys(state.context.facts).length;
  if (reply.busy) state.text = desk.clean;
  if (empty || (desk.file && !desk.draft && !state.text && !state.wrote)) forget(nameNow()); else keep(nameNow(), state);
  keep("current", nameNow());
}
addEventListener("pagehide", saveNow);
document.addEventListener("line-down", saveNow);

function restore(state) {
  if (!state) return false;
  if (!desk.file) fillCase(form, state.context); else fillFacts(form, state.context.facts);
  find("#wrote").value = state.wrote ?? "";
  find("#instruction").value = state.back ?? "";
  reply.approved = state.approved ?? [];
  desk.draft = state.draft ?? desk.draft;
  if (state.text || state.draft) reply.put(state.text, { subject: state.subject, undoable: false });
  return Boolean(state.text || state.wrote || state.context.message);
}

// -- showing --------------------------------------------------------------------------------------

function show() {
  const recorded = Boolean(desk.file);
  all("[data-when-new]").forEach((box) => { box.hidden = recorded; });
  all("[data-when-case]").forEach((box) => { box.hidden = !recorded || (reply.busy && box.matches("[data-draft]")); });
  if (recorded) {
    const title = desk.file.card.customer || desk.file.card.subject || clipped(desk.file.messages?.[0]?.text ?? "") || "Case";
    find("[data-case-title]").textContent = title;
    find("[data-case-meta]").textContent = [desk.file.card.state === "open" ? "waits for us" : desk.file.card.state, desk.file.card.owner].filter(Boolean).join(" · ");
    find("[data-case-link]").href = `/cases/${encodeURIComponent(desk.file.card.id)}`;
    showTurns(find("#turns"), desk.file, desk.draft);
    document.title = `${title} · Composure`;
  }
  if (desk.draft) {
    why.show(desk.draft, caseNow().message);
    why.weigh(reply.text);
    reply.field.lang = desk.draft.reply.language;
  } else why.clear();
  const waits = recorded && desk.file.card.state === "answered";
  find("[data-empty-title]").textContent = waits ? "You have answered" : "The reply will stand here";
  find("[data-empty-text]").textContent = waits ? "When the customer writes back, paste it on the left; the next draft knows what was promised before." : recorded ? "Press “Draft a reply”, or write your own and have it checked." : "Paste the customer's message on the left. You get a draft to change, what each sentence of it rests on, and what may not wait.";
  const open = Boolean(desk.draft || reply.text || desk.writing);
  find("[data-reply-empty]").hidden = open;
  find("[data-reply-full]").hidden = !open;
  const stop = desk.draft?.escalation.level === 3;
  find("[data-stop]").hidden = !stop;
  find("#revise-box").hidden = stop;
  find("#others").hidden = stop;
  find("[data-drafts-label]").textContent = desk.draft || reply.text ? "Draft again" : "Draft a reply";
}

/** Says where the draft no longer answers what the customer wrote last. */
function noteStale() {
  const filed = desk.draft && desk.file.drafts.find((each) => each.draft_id === desk.draft.draft_id);
  if (filed) stale(filed.state === "stale" ? filed.note : "");
}

/** The first words of a text, as a name for its case. */
const clipped = (text) => (text.length > 60 ? `${text.slice(0, 60).replace(/[^\p{L}\p{N}]*[\p{L}\p{N}]*$/u, "")}…` : text);

function stale(note) {
  find("[data-stale]").hidden = !note;
  find("[data-stale-note]").textContent = sentence(note.replace(/(\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC/g, (_, day, time) => moment(`${day}T${time}Z`)));
}

// -- starting and leaving -------------------------------------------------------------------------

function startNew() {
  saveNow();
  location.href = "/work?new=1";
}

async function example() {
  try {
    fillCase(form, await get("/work/example"));
    find("#facts-box").open = true;
    await drafting.makeDraft();
  } catch (error) { drafting.failed(error); }
}

async function start() {
  const asked = new URLSearchParams(location.search);
  const id = asked.get("case") ?? (asked.has("new") ? null : currentCase());
  try {
    if (id) {
      desk.file = await record.read(id);
      history.replaceState(null, "", `/work?case=${encodeURIComponent(desk.file.card.id)}`);
      fillCase(form, { facts: desk.file.facts, channel: desk.file.card.channel, language: "", tone: "" });
      const last = desk.file.drafts.findLast?.((each) => each.draft && each.state !== "sent" && each.state !== "replaced") ?? null;
      const state = kept(desk.file.card.id);
      if (last && !state) { desk.draft = last.draft; stale(last.state === "stale" ? last.note : ""); reply.put(desk.draft.reply.text, { subject: desk.draft.reply.subject, undoable: false }); }
      if (restore(state)) say("Your unsent text of this case is back.");
      noteStale();
    } else {
      if (asked.has("new")) { forget("new"); history.replaceState(null, "", "/work"); }
      const state = kept("new");
      const typed = find("#message").value; // before this script ran
      if ((!typed || typed === state?.context.message) && restore(state)) say("Your text is back.");
    }
  } catch (error) {
    if (error.offline) { lineIs(false); restore(kept(id)); }
    tell(error.line ?? "The case cannot be opened.", { kind: "fail" });
  }
  show();
  others();
  if (!desk.file) find("#message").focus({ preventScroll: true });
}

function currentCase() {
  const found = kept("current");
  return found && found !== "new" && kept(found) ? found : null;
}

/** Says which other cases of this tab hold unsent text. */
function others() {
  const found = waiting().filter((each) => !["new", "current", "ask", nameNow()].includes(each.name));
  const box = find("[data-waiting]");
  box.hidden = !found.length;
  fill(find("[data-waiting-list]"), found.map((each) => el("li", {}, el("a", { href: `/work?case=${encodeURIComponent(each.name)}` }, `case ${each.name.slice(0, 8)}`))));
}

/** A field takes no more than its limit, and the browser says nothing of what it leaves out. */
function full({ target }) {
  if (target.maxLength > 0 && target.value.length >= target.maxLength) say(`Only the first ${target.maxLength.toLocaleString("en")} characters fit; the rest was left out.`, { stay: 9000 });
}
for (const field of [find("#message"), find("#wrote"), reply.field]) field.addEventListener("input", full);

form.addEventListener("input", () => save());
document.addEventListener("context-changed", () => save());
form.addEventListener("submit", (event) => { event.preventDefault(); drafting.makeDraft(); });
find("#wrote").addEventListener("input", () => save());
find("#instruction").addEventListener("input", () => save());
find("#revise-form").addEventListener("submit", (event) => { event.preventDefault(); drafting.revise(find("#instruction").value); });
all("[data-revise]").forEach((button) => button.addEventListener("click", () => drafting.revise(button.dataset.revise)));
all("[data-draft]").forEach((button) => button.addEventListener("click", () => drafting.makeDraft()));
all("[data-example]").forEach((button) => button.addEventListener("click", example));
all("[data-new]").forEach((button) => button.addEventListener("click", startNew));
find("[data-own]").addEventListener("click", () => { desk.writing = true; show(); reply.field.focus(); });
find("[data-stop-writing]").addEventListener("click", () => desk.pressed?.abort());
find("[data-copy]").addEventListener("click", outcome.copyReply);
find("[data-undo]").addEventListener("click", () => reply.step(true));
find("[data-fix]").addEventListener("click", () => reply.fix().catch(trouble));
find("[data-sent]").addEventListener("click", outcome.sent);
find("[data-wrote]").addEventListener("click", outcome.wroteBack);
find("#others").addEventListener("toggle", outcome.otherVersions);
find("[data-add-fact]").addEventListener("click", () => find("input", addFact(form)).focus());
find("[data-add-earlier]").addEventListener("click", () => find("textarea", addEarlier(form)).focus());
find("[data-rate]").addEventListener("click", () => outcome.rate("up"));
find("[data-unhelpful]").addEventListener("click", () => outcome.reasons(find("#reasons").hidden));
all("[data-about]").forEach((button) => button.addEventListener("click", () => outcome.rate("down", button.dataset.about)));

bind("Mod+Enter", drafting.makeDraft);
bind("Alt+KeyC", outcome.copyReply);
bind("Alt+KeyS", outcome.sent);
bind("Alt+KeyZ", () => reply.step(true));
bind("Alt+KeyN", startNew);
bind("Alt+KeyM", () => (desk.file ? find("#wrote") : find("#message")).focus());
bind("Alt+KeyR", () => reply.field.focus());
bind("Alt+KeyK", () => (find("#revise-box").hidden ? drafting.revise("any") : find("#instruction").focus()));
bind("Alt+KeyQ", () => find("#why-pane .ask-agent input, #why-pane .ask-agent select")?.focus());
bind("Alt+KeyW", () => find("#why-pane").focus());
start().finally(() => awake());
