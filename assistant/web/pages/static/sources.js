// Editing what drafts rest on: preview first, publish then; taking out names what rests on it.
import { all, awake, el, fill, find, post, say, trouble } from "./core.js";

const FOLDERS = { policy: "policies/", playbook: "playbooks/", guidance: "guidance/" };
const page = find("[data-edit]");

function notice(kind, ...children) {
  const box = find("[data-tell]");
  box.hidden = !children.length;
  box.className = `notice ${kind}`;
  fill(box, children);
}

if (page) {
  const text = find("#text");
  const publish = find("[data-publish]");
  const fault = find("[data-fault]");
  let previewed = null;
  let saved = text.value;

  const name = () => {
    const given = find("#name").value.trim();
    return page.dataset.new ? `${FOLDERS[page.dataset.kind]}${given.replace(/\.md$/, "")}.md` : given;
  };

  const changed = () => { publish.disabled = previewed !== `${name()}\n${text.value}`; };
  text.addEventListener("input", () => { changed(); clear(); });
  find("#name").addEventListener("input", changed);
  addEventListener("beforeunload", (event) => { if (text.value !== saved) event.preventDefault(); });

  const clear = () => { fault.textContent = ""; text.removeAttribute("aria-invalid"); };
  const wrong = (error) => {
    fault.textContent = error.line;
    text.setAttribute("aria-invalid", "true");
    const line = /line (\d+)|:(\d+): /.exec(error.message);
    if (line) goTo(Number(line[1] ?? line[2]));
  };
  function goTo(number) {
    const lines = text.value.split("\n");
    const start = lines.slice(0, number - 1).join("\n").length + (number > 1 ? 1 : 0);
    text.focus();
    text.setSelectionRange(start, start + (lines[number - 1]?.length ?? 0));
    text.scrollTop = Math.max(0, (number - 8) * 20);
  }

  find("#edit").addEventListener("submit", async (event) => {
    event.preventDefault();
    clear();
    const box = find("[data-preview]");
    const [tried, called] = [text.value, name()];
    notice("", "Trying it out in a copy of your folder; this takes a few seconds…");
    try {
      const trial = await post("/sources/preview", { name: called, text: tried, message: find("#try").value });
      notice("");
      fill(box, shown(trial));
      previewed = `${called}\n${tried}`;
      changed();
      say("The preview is ready.");
    } catch (error) { notice(""); fill(box); if (error.kind === "text") wrong(error); else notice("fail", error.line); }
  });

  publish.addEventListener("click", async () => {
    publish.disabled = true;
    notice("", "Publishing, and bringing the index up to date…");
    try {
      const { name: called } = await post("/sources/publish", { name: name(), text: text.value, base: page.dataset.base });
      saved = text.value;
      page.dataset.base = await mark(text.value);
      notice("good", el("p", {}, "Published. Drafts rest on it from now on; the text before it is in the backups."), el("p", {}, el("a", { href: called === "company.yaml" ? "/sources" : `/sources/document?path=${encodeURIComponent(called)}` }, "See it as it is indexed")));
    } catch (error) { publish.disabled = false; if (error.kind === "text") { notice(""); wrong(error); } else notice("fail", error.line); }
  });
}

async function mark(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text.replaceAll("\r\n", "\n")));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const lines = (diff) => el("div", { class: "diff", tabindex: "0", role: "region", "aria-label": "Difference" }, diff.map((line) => el("span", { class: line.kind }, `${line.text}\n`)));

function shown(trial) {
  return [
    trial.flagged.length ? el("div", { class: "notice fail stack" }, el("p", {}, el("strong", {}, "This text speaks to a machine.")), el("p", {}, "It is never followed, but is it meant to be here?"), el("ul", { class: "small" }, trial.flagged.map((text) => el("li", {}, text)))) : null,
    el("section", { class: "stack" }, el("h2", {}, "In the document"), trial.document.length ? lines(trial.document) : el("p", { class: "soft" }, "Nothing changes.")),
    trial.after ? el("section", { class: "stack" }, el("h2", {}, "In the draft for this message"), trial.reply.length ? lines(trial.reply) : el("p", { class: "soft" }, "The draft stays the same, word for word."), beside(trial)) : null,
    trial.notes.length ? el("div", { class: "notice warn stack" }, el("p", {}, el("strong", {}, "Look at these:")), el("ul", { class: "small" }, trial.notes.map((note) => el("li", {}, note)))) : null,
    trial.passages.length ? el("details", {}, el("summary", {}, `As it will be indexed (${trial.passages.length} ${trial.passages.length === 1 ? "passage" : "passages"})`), el("ul", { class: "stack" }, trial.passages.map((text) => el("li", { class: "passage small" }, text)))) : null,
  ];
}

function beside({ before, after }) {
  const row = (name, one, other) => one === other ? null : el("tr", {}, el("th", { scope: "row" }, name), el("td", {}, one || "–"), el("td", {}, other || "–"));
  const rows = [
    row("Cites", before.citations.join("; "), after.citations.join("; ")),
    row("Promises", before.commitments.join("; "), after.commitments.join("; ")),
    row("Fails", before.failed.join("; "), after.failed.join("; ")),
    row("Escalation", `level ${before.level}`, `level ${after.level}`),
  ].filter(Boolean);
  if (!rows.length) return el("p", { class: "small soft" }, "Citations, promises, findings and escalation stay the same.");
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Before and after" }, el("table", {}, el("thead", {}, el("tr", {}, el("td", {}), el("th", { scope: "col" }, "Now"), el("th", { scope: "col" }, "Then"))), el("tbody", {}, rows)));
}

for (const button of all("[data-remove]")) {
  button.addEventListener("click", () => {
    const name = button.dataset.remove;
    notice("warn",
      el("p", {}, el("strong", {}, `Take ${name} out?`)),
      el("p", { class: "small" }, "No later draft or answer will rest on it. A copy stays in the backups of the folder. The drafts that used it are listed on this page and stay in the record."),
      el("div", { class: "row" },
        el("button", { type: "button", class: "primary", onclick: () => takeOut(name) }, "Take it out"),
        el("button", { type: "button", onclick: () => { notice(""); button.focus(); } }, "Keep it")));
    find("[data-tell] button").focus();
  });
}

async function takeOut(name) {
  notice("", "Taking it out, and bringing the index up to date…");
  try {
    const { drafts } = await post("/sources/remove", { name });
    notice("good", el("p", {}, `${name} is out. ${drafts.length ? `${drafts.length} recorded drafts rest on it:` : "No recorded draft rests on it."}`),
      el("ul", { class: "small" }, drafts.map((draft) => el("li", {}, el("a", { href: `/cases/${encodeURIComponent(draft.case_id)}` }, `case ${draft.case_id.slice(0, 8)}`), draft.sent ? " (sent)" : ""))),
      el("p", {}, el("a", { href: "/sources" }, "Back to the list")));
  } catch (error) { trouble(error); notice("fail", error.line); }
}
awake();
