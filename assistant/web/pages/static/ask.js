// Questions and cited answers; earlier questions stay, so that the next may lean on them.
import { all, awake, el, find, place as named, post, say, trouble } from "./core.js";
import { forget, keep, kept } from "./keep.js";
import { openPassage } from "./passage.js";

const box = find("#answers");
const field = find("#question");
/** Answers that stay in this tab while one looks into their sources. */
const STAY = 20;
const answers = kept("ask") ?? [];
const asked = answers.map((each) => each.question);

async function ask(question) {
  if (!question.trim() || box.getAttribute("aria-busy") === "true") return;
  box.setAttribute("aria-busy", "true");
  const waiting = el("article", { class: "sheet answer" }, el("h2", {}, question), el("p", { class: "soft" }, "Looking it up…"));
  box.prepend(waiting);
  try {
    const answer = await post("/v1/ask", { question, conversation: asked.slice(-6), explain: false });
    asked.push(question);
    answers.push(answer);
    keep("ask", answers.slice(-STAY));
    waiting.replaceWith(article(answer));
    field.value = "";
    settle();
  } catch (error) {
    waiting.remove();
    field.value = question;
    trouble(error);
  } finally { box.setAttribute("aria-busy", "false"); field.focus(); }
}

const PARTS = { phrase: "To say", caution: "To avoid", difference: "Where the sources differ" };

function article(answer) {
  const made = el("article", { class: "sheet answer stack" }, el("h2", {}, answer.question));
  if (!answer.answered) {
    made.append(el("p", { class: "notice warn" }, "The guidance does not say. The question was noted as a gap, without names."));
    if (answer.nearest.length) made.append(el("h3", {}, "What comes nearest"), el("ul", { class: "stack" }, answer.nearest.map((place) => el("li", {}, source(place), el("div", { class: "small soft" }, place.quote)))));
    return made;
  }
  let part = null;
  let list = null;
  for (const sentence of answer.sentences) {
    if (sentence.part === "lead") { made.append(el("p", { class: "letter" }, sentence.text, cites(sentence))); continue; }
    if (sentence.part !== part) {
      part = sentence.part;
      if (PARTS[part]) made.append(el("h3", {}, PARTS[part]));
      list = el("ul", { class: "say" });
      made.append(list);
    }
    list.append(el("li", {}, sentence.text, cites(sentence)));
  }
  made.append(el("h3", {}, "Sources"), el("ol", { class: "small stack" }, answer.citations.map((place) => el("li", {}, `${place.number}. `, source(place), place.valid_until ? el("span", { class: "soft" }, ` until ${place.valid_until}`) : null, el("div", { class: "soft" }, place.document)))),
    el("div", { class: "row" }, el("button", { type: "button", class: "tiny", onclick: () => exportMarkdown(answer) }, "Export as Markdown")));
  return made;
}

const source = (place) => el("button", { type: "button", class: "span-link", onclick: () => openPassage(place.id, place.quote) }, named(place));
const cites = (sentence) => sentence.citations.map((place) => el("button", { type: "button", class: "cite", "aria-label": `Source ${place.number}: ${named(place)}`, onclick: () => openPassage(place.id, place.quote) }, String(place.number)));

function markdown(answer) {
  const plain = (text) => text.replace(/\s+/g, " ");
  const lines = [`# ${plain(answer.question)}`, ""];
  let part = null;
  for (const sentence of answer.sentences) {
    if (sentence.part !== part) { part = sentence.part; if (PARTS[part]) lines.push("", `## ${PARTS[part]}`, ""); else if (lines.at(-1) !== "") lines.push(""); }
    const marks = sentence.citations.map((place) => `[${place.number}]`).join("");
    lines.push(`${sentence.part === "lead" ? "" : "- "}${plain(sentence.text)} ${marks}`.trimEnd());
  }
  lines.push("", "## Sources", "", ...answer.citations.map((place) => `${place.number}. ${plain(named(place))} (${place.document}, line ${place.line})`), "");
  return lines.join("\n");
}

function exportMarkdown(answer) {
  const address = URL.createObjectURL(new Blob([markdown(answer)], { type: "text/markdown" }));
  const name = answer.question.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "answer";
  const link = el("a", { href: address, download: `${name}.md` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  say("The answer was saved as a Markdown file.");
}

find("#ask").addEventListener("submit", (event) => { event.preventDefault(); ask(field.value); });
for (const button of all("[data-ask]")) button.addEventListener("click", () => ask(button.dataset.ask));
const clear = find("[data-clear]");
function settle() {
  find("#suggested").hidden = Boolean(answers.length);
  clear.hidden = !answers.length;
}
clear.addEventListener("click", () => {
  answers.length = asked.length = 0;
  forget("ask");
  box.replaceChildren();
  settle();
  field.focus();
});
box.append(...answers.map(article).reverse());
settle();
if (field.value && field.value !== asked.at(-1)) ask(field.value); else { field.value = ""; field.focus(); }
awake();
