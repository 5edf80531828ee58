// Undo that also takes back what the page did: a new draft, a revision, another version, a fix.
// (The browser's own undo forgets everything once a script has set the text.)
const LIMIT = 200;

export class Undo {
  constructor() { this.reset(); }
  reset() { this.past = []; this.future = []; this.typing = 0; }

  /** Keeps a state before it changes. Typing within a second of the last stroke is one step. */
  keep(state, { typed = false } = {}) {
    const now = Date.now();
    const joins = typed && now - this.typing < 1000;
    this.typing = typed ? now : 0;
    if (joins) return;
    this.past.push(state);
    if (this.past.length > LIMIT) this.past.shift();
    this.future = [];
  }
  back(now) { return this.move(this.past, this.future, now); }
  forward(now) { return this.move(this.future, this.past, now); }
  move(from, to, now) {
    this.typing = 0;
    const found = from.pop();
    if (found !== undefined) to.push(now);
    return found;
  }
}
