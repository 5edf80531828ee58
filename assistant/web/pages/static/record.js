// The record of a case on the server. Every write names the version it saw, so that two people on
// one case hear of each other, and carries a key, so that a repeated write is written once.
import { get, newKey, patch, post } from "./core.js";
import { stream } from "./stream.js";

const at = (id, rest = "") => `/v1/cases/${encodeURIComponent(id)}${rest}`;
const approving = (approved) => (approved.length ? `?${new URLSearchParams(approved.map((text) => ["approve", text]))}` : "");

export const record = {
  open: (made, key = newKey()) => post("/v1/cases", made, { key }),
  read: (id) => get(at(id)),
  change: (id, changes) => patch(at(id), changes),
  wrote: (id, text, version, key = newKey()) => post(at(id, "/messages"), { text, role: "customer", version }, { key }),
  draft: (id, approved, handlers) => stream(at(id, "/drafts/stream"), { approve: approved }, handlers),
  revise: (id, draft, instruction, text, approved) => post(at(id, `/drafts/${encodeURIComponent(draft)}/revise`), { instruction, text, approve: approved }),
  sent: (id, text, draft, version, key) => post(at(id, "/sent"), { text, draft_id: draft, version }, { key }),
  close: (id, version) => post(at(id, "/close"), { version }),
  reopen: (id, version) => post(at(id, "/reopen"), { version }),
  resolve: (id, state) => patch(`/v1/follow-ups/${encodeURIComponent(id)}`, { state }),
  owe: (id, action, due) => post(at(id, "/follow-ups"), { action, ...(due ? { due } : {}) }, { key: newKey() }),
  feedback: (draft, rating, about, reason) => post(`/v1/drafts/${encodeURIComponent(draft)}/feedback`, { rating, about, reason }),
  alternatives: (made, approved) => post(`/v1/alternatives${approving(approved)}`, made),
};
