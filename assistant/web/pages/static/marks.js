// A text field over a copy of itself: the copy carries the marks, the field stays a plain field
// with the browser's own caret, spelling and undo.
import { el } from "./core.js";

/** Pixels above and below a line's letters that still belong to it. */
const LEADING = 5;

export class Marked {
  constructor(box) {
    this.box = box;
    this.field = box.querySelector("textarea");
    this.under = el("div", { class: "under", "aria-hidden": "true" });
    box.prepend(this.under);
    this.marks = [];
    this.lit = null;
    this.onpoint = null;
    this.field.addEventListener("input", () => this.draw());
    this.field.addEventListener("pointermove", (event) => this.point(event));
    this.field.addEventListener("pointerleave", () => this.onpoint?.(null));
    new ResizeObserver(() => this.fit()).observe(box);
  }

  get text() { return this.field.value; }
  set text(value) { this.field.value = value; this.marks = []; this.lit = null; this.draw(); }

  /** Marks: [{start, end, kind}] in UTF-16 units of the text they were found in. */
  show(marks) { this.marks = marks; this.draw(); }

  /** Moves the marks along with an edit, so that none underlines another word meanwhile. */
  shift(before, after) {
    let same = 0;
    while (same < before.length && same < after.length && before[same] === after[same]) same += 1;
    let tail = 0;
    while (tail < before.length - same && tail < after.length - same && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
    const moved = after.length - before.length;
    const last = before.length - tail;
    this.marks = this.marks.flatMap((mark) => {
      if (mark.end <= same) return [mark];
      if (mark.start >= last) return [{ ...mark, start: mark.start + moved, end: mark.end + moved }];
      return [];
    });
  }

  light(start, end) { this.lit = start === null ? null : { start, end, kind: "lit" }; this.draw(); }

  draw() {
    const text = this.field.value;
    const marks = this.lit ? [...this.marks, this.lit] : this.marks;
    const edges = [...new Set([0, text.length, ...marks.flatMap((mark) => [mark.start, mark.end])])]
      .filter((at) => at >= 0 && at <= text.length).sort((one, other) => one - other);
    const parts = [];
    for (let number = 0; number + 1 < edges.length; number += 1) {
      const [start, end] = [edges[number], edges[number + 1]];
      const kinds = marks.filter((mark) => mark.start <= start && mark.end >= end).map((mark) => mark.kind);
      const piece = text.slice(start, end);
      parts.push(kinds.length ? el("mark", { class: [...new Set(kinds)].join(" "), "data-at": String(start) }, piece) : piece);
    }
    this.under.replaceChildren(...parts, "\n");
    this.fit();
  }

  /** As tall as its text, so that field and copy never scroll apart. */
  fit() {
    this.field.style.height = "auto";
    const height = Math.max(this.field.scrollHeight + 2, Number(this.box.dataset.least || 0) * 16);
    this.field.style.height = `${height}px`;
  }

  /** Tells which place of the text the pointer is at, through the rectangles of the copy. */
  point(event) {
    if (!this.onpoint || this.waits) return;
    this.waits = true;
    requestAnimationFrame(() => {
      this.waits = false;
      this.onpoint(this.placeAt(event.clientX, event.clientY));
    });
  }

  placeAt(x, y) {
    const range = document.createRange();
    let passed = 0;
    const walker = document.createTreeWalker(this.under, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      range.selectNodeContents(node);
      const near = [...range.getClientRects()].some((box) => x >= box.left && x <= box.right && y >= box.top - LEADING && y <= box.bottom + LEADING);
      if (near) return passed + this.within(node, range, x, y);
      passed += node.length;
    }
    return null;
  }

  within(node, range, x, y) {
    let low = 0;
    let high = node.length - 1;
    const after = (at) => {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = range.getClientRects()[0];
      return !box || box.bottom + LEADING < y || (box.top - LEADING <= y && box.right < x);
    };
    while (low < high) {
      const middle = (low + high) >> 1;
      if (after(middle)) low = middle + 1; else high = middle;
    }
    return low;
  }

  select(start, end) {
    this.field.focus({ preventScroll: true });
    this.field.setSelectionRange(start, end);
    const mark = this.under.querySelector(`[data-at="${start}"]`) ?? this.field;
    mark.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }
}
