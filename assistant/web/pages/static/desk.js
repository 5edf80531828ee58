// What is on the working page now, shared by its parts.
import { caseOf, readCase } from "./case-form.js";
import { find } from "./core.js";

export const form = find("#context");

/** file: the recorded case; draft: the draft worked on; pressed: what is under way and can be
 *  stopped; clean: the text before it began; writing: a reply is written without a draft. */
export const desk = { file: null, draft: null, pressed: null, clean: "", writing: false };

/** The keys of CASE.json for what is on the page. */
export const caseNow = () => (desk.file ? caseOf(desk.file, form) : readCase(form));

/** Under which name unsent text of this case is kept. */
export const nameNow = () => desk.file?.card.id ?? "new";
