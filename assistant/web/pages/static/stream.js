// Reads server-sent events of a POST, which EventSource cannot send.
import { Problem, request } from "./core.js";

/** Calls `on(event, data)` for each event; ends when the stream does. A stream that ends without
 *  `done` or `error` was cut: nothing of it may be used. */
export async function stream(path, body, { signal, on }) {
  const response = await request("POST", path, { body, signal });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let ended = false;
  const cut = () => new Problem({ detail: "The connection was lost while the draft was being written.", remedy: "nothing was lost; draft again", kind: "offline" }, 0);
  for (;;) {
    let piece;
    try { piece = await reader.read(); } catch (error) { throw error.name === "AbortError" ? error : cut(); }
    rest += piece.value ?? "";
    const blocks = rest.split(/\r?\n\r?\n/);
    rest = blocks.pop();
    for (const block of blocks) {
      const found = parse(block);
      if (!found) continue;
      if (found.event === "error") throw new Problem(found.data, found.data.status ?? 500);
      on(found.event, found.data);
      ended ||= found.event === "done";
    }
    if (piece.done) break;
  }
  if (!ended) throw cut();
}

function parse(block) {
  let event = "message";
  const data = [];
  for (const line of block.split(/\r?\n/)) {
    if (line.startsWith("event:")) event = line.slice(6).trim();
    else if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
  }
  return data.length ? { event, data: JSON.parse(data.join("\n")) } : null;
}
