// The conversation of a case, with what was found in the customer's last turn marked.
import { el, fill, find, moment, say, units } from "./core.js";

export function showTurns(box, file, draft) {
  const messages = file.messages ?? [];
  const last = messages.findLast?.((each) => each.role === "customer")?.turn;
  const quotes = draft ? quotesOf(draft, messages.filter((each) => each.role === "customer" && each.turn === last).map((each) => each.text).join("\n\n")) : [];
  fill(box, messages.map((message) => el("article", { class: `turn ${message.role}` },
    el("p", { class: "meta" }, el("span", {}, message.role === "customer" ? file.card.customer || "Customer" : message.by || "We"), el("time", { datetime: message.at }, moment(message.at))),
    el("div", { class: "letter small" }, message.role === "customer" && message.turn === last ? painted(message.text, quotes) : message.text))));
}

function quotesOf(draft, text) {
  const cut = units(text);
  const found = [...draft.triage.flags.map((flag) => ["flag", flag.span, flag.key]), ...draft.triage.issues.map((issue) => ["issue", issue.span, issue.label])];
  return found.map(([kind, span, name]) => ({ kind, name, quote: text.slice(...cut(span)) })).filter((each) => each.quote.trim());
}

/** The text with its marks; where a flag lies inside an issue, both show. */
function painted(text, quotes) {
  const marks = quotes.map((each) => ({ ...each, start: text.indexOf(each.quote) })).filter((each) => each.start >= 0).map((each) => ({ ...each, end: each.start + each.quote.length }));
  const edges = [...new Set([0, text.length, ...marks.flatMap((mark) => [mark.start, mark.end])])].sort((one, other) => one - other);
  return edges.slice(0, -1).map((start, number) => {
    const piece = text.slice(start, edges[number + 1]);
    const here = marks.filter((mark) => mark.start <= start && mark.end >= edges[number + 1]);
    if (!here.length) return piece;
    const names = [...new Set(here.map((mark) => mark.name.replaceAll("_", " ")))];
    return el("mark", { class: [...new Set(here.map((mark) => mark.kind))].join(" "), title: names.join(", ") }, piece);
  });
}

/** Shows where words stand in the conversation. */
showTurns.find = (quote) => {
  const message = find("#message");
  if (message && !message.closest("[hidden]")) {
    const at = message.value.indexOf(quote);
    if (at >= 0) { message.focus(); message.setSelectionRange(at, at + quote.length); }
    return;
  }
  const turns = [...document.querySelectorAll("#turns .turn.customer .letter")].reverse();
  const turn = turns.find((each) => each.textContent.includes(quote));
  if (!turn) { say("These words stand in an earlier message."); return; }
  const range = document.createRange();
  const walker = document.createTreeWalker(turn, NodeFilter.SHOW_TEXT);
  const start = turn.textContent.indexOf(quote);
  let passed = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (passed <= start && start < passed + node.length) range.setStart(node, start - passed);
    if (start + quote.length <= passed + node.length) { range.setEnd(node, start + quote.length - passed); break; }
    passed += node.length;
  }
  const chosen = getSelection();
  chosen.removeAllRanges();
  chosen.addRange(range);
  turn.closest(".turn").scrollIntoView({ block: "center" });
};
