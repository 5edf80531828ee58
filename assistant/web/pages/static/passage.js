// Opens the place that a citation names, beside the work and without leaving it.
import { el, fill, find, get, trouble } from "./core.js";

/** Opens the passage behind a reference (a passage's id, a clause, a playbook), the quote marked. */
export async function openPassage(ref, quote = "") {
  const dialog = find("#passage");
  let found;
  try {
    found = await get(`/sources/passage?ref=${encodeURIComponent(ref)}&quote=${encodeURIComponent(quote.slice(0, 500))}`);
  } catch (error) { trouble(error); return; }
  find("[data-title]", dialog).textContent = found.title;
  fill(find("[data-body]", dialog),
    el("p", { class: "small soft" }, [found.kind, found.section.split(" > ").filter((step) => step !== found.title).join(" › "), found.dates].filter(Boolean).join(" · ")),
    el("div", { class: "passage letter" }, marked(found.text, found.quote)),
    found.source && found.source !== found.document ? el("p", { class: "small soft" }, `Source: ${found.source}`) : null,
    el("p", {}, el("a", { href: found.address }, `Open it in ${found.document}`)));
  dialog.showModal();
  find("[data-body]", dialog).scrollTop = 0;
}

function marked(text, quote) {
  const at = quote ? text.indexOf(quote) : -1;
  if (at < 0) return [text];
  return [text.slice(0, at), el("mark", {}, quote), text.slice(at + quote.length)];
}
