// What every page needs: requests, building elements, saying things, times.
const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? "";

/** A problem that the server named (RFC 9457), or that the line is down. */
export class Problem extends Error {
  constructor(body, status) {
    super(body.detail || body.title || "Something went wrong.");
    this.kind = body.kind || "internal";
    this.remedy = body.remedy || "";
    this.status = status;
    this.body = body;
  }
  get offline() { return this.status === 0; }
  /** Nothing was done. After no answer, or a failure on the way (5xx), that is not known. */
  get refused() { return this.status >= 400 && this.status < 500; }
  /** What happened and what to do next, as one sentence for a person. */
  get line() { return sentence(this.remedy ? `${this.message.replace(/\.$/, "")} – ${this.remedy}` : this.message); }
}

function headers(body, key) {
  const made = { Accept: "application/json", "X-CSRF-Token": meta("csrf-token") };
  if (body !== undefined) made["Content-Type"] = "application/json";
  if (key) made["Idempotency-Key"] = key;
  return made;
}

/** A request that is answered, or a Problem. `key` makes a repeated write the same write. */
export async function request(method, path, { body, signal, key } = {}) {
  let response;
  try {
    response = await fetch(path, {
      method, signal, headers: headers(body, key), credentials: "same-origin",
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    lineIs(false);
    throw new Problem({ detail: "The server cannot be reached.", remedy: "your text stays here; try again in a moment", kind: "offline" }, 0);
  }
  lineIs(true);
  if (response.ok) return response;
  if (response.status === 401) throw new Problem({ detail: "You are signed out.", remedy: "open Sign in in another tab, then try again; your text stays here", kind: "unauthorised" }, 401);
  let problem = {};
  try { problem = await response.json(); } catch { /* a proxy's own page */ }
  throw new Problem(problem, response.status);
}

export const get = async (path, options) => (await request("GET", path, options)).json();
export const post = async (path, body = {}, options = {}) => (await request("POST", path, { ...options, body })).json();
export const patch = async (path, body, options = {}) => (await request("PATCH", path, { ...options, body })).json();
export const newKey = () => crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => n.toString(16).padStart(2, "0")).join("");

/** The banner that tells whether the server can be reached; asks again until it can. */
let waiting = null;
export function lineIs(up) {
  const banner = document.querySelector("[data-line-down]");
  if (!banner || banner.hidden === up) return;
  banner.hidden = up;
  document.dispatchEvent(new CustomEvent(up ? "line-up" : "line-down"));
  clearInterval(waiting);
  if (!up) waiting = setInterval(() => fetch("/healthz").then((r) => r.ok && lineIs(true), () => {}), 3000);
}
addEventListener("offline", () => lineIs(false));

/** An element: el("a", {href, class}, "text", child). Text goes in as text, never as markup. */
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "class") made.className = value;
    else if (key in made && typeof value !== "string") made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}
export const find = (selector, from = document) => from.querySelector(selector);
export const all = (selector, from = document) => [...from.querySelectorAll(selector)];
export const fill = (box, ...children) => box.replaceChildren(...children.flat().filter(Boolean));

/** Buttons sleep until the script that answers them has run, so that no click goes nowhere. */
export function awake(from = document) {
  for (const button of all("[data-asleep]", from)) { button.disabled = false; button.removeAttribute("data-asleep"); }
}

/** Says a line to everybody: shown at the foot for a while, read aloud once. */
let hush = null;
export function say(text, { stay = 5000 } = {}) {
  const place = find("[data-said]");
  place.textContent = "";
  requestAnimationFrame(() => { place.textContent = text; });
  clearTimeout(hush);
  hush = setTimeout(() => { place.textContent = ""; }, stay);
}
export const trouble = (error) => error.name === "AbortError" ? undefined : say(error.line ?? "Something went wrong in the page; nothing of your text was lost.", { stay: 12000 });

export function debounce(action, pause) {
  let timer = null;
  const later = (...given) => { clearTimeout(timer); timer = setTimeout(() => action(...given), pause); };
  later.cancel = () => clearTimeout(timer);
  return later;
}

const day = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
export const moment = (iso) => (iso ? day.format(new Date(iso)) : "");
const date = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short" });
/** A day or a moment as it is written for people; other words as they are. */
export const dated = (text) => (/^\d{4}-\d\d-\d\d$/.test(text) ? date.format(new Date(`${text}T12:00`)) : /^\d{4}-\d\d-\d\dT/.test(text) ? moment(text) : text);

/** How long until (or since) a time, in words a glance can read. */
export function away(iso, now = Date.now()) {
  const minutes = Math.round((new Date(iso) - now) / 60000);
  const size = Math.abs(minutes);
  const words = size < 60 ? `${size} min` : size < 1440 ? `${Math.floor(size / 60)} h ${size % 60} min` : `${Math.floor(size / 1440)} d ${Math.floor((size % 1440) / 60)} h`;
  return { text: minutes < 0 ? `${words} late` : `in ${words}`, late: minutes < 0 };
}
/** Keeps every [data-due] clock on the page current. */
export function tick() {
  for (const clock of all("[data-due]")) {
    const { text, late } = away(clock.dataset.due);
    clock.textContent = text;
    clock.classList.toggle("late", late);
  }
}
setInterval(tick, 20000);

export async function copy(text) {
  if (navigator.clipboard && isSecureContext) {
    try { await navigator.clipboard.writeText(text); return true; } catch { /* asked and refused */ }
  }
  const field = el("textarea", { class: "away", "aria-hidden": "true" });
  field.value = text;
  const before = document.activeElement;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  before?.focus();
  return done;
}

/** Offsets of our texts count characters; those of JavaScript count UTF-16 units. */
export function units(text) {
  const at = [0];
  for (const character of text) at.push(at[at.length - 1] + character.length);
  return (span) => [at[Math.min(span[0], at.length - 1)], at[Math.min(span[1], at.length - 1)]];
}
/** A line that programs read too, as a sentence: with a capital letter, where it begins with a word
 *  and not with a name, and a full stop. */
export const sentence = (text) => text && `${/^[a-z]+[ ,]/.test(text) ? text[0].toUpperCase() : text[0]}${text.slice(1)}${/[.!?…”"]$/.test(text) ? "" : "."}`;
export const words = (name) => name.replaceAll("_", " ");
/** A passage's place in words; a section that begins with its document's title says it once. */
export const place = ({ title, section }) => [title, ...section.split(" > ").filter((step) => step && step !== title)].join(" › ");
