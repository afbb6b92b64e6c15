// Reads and writes the signs of a text as gmp_portal/typesetting/signs does; tests run both on the same texts.
const SIGNED = "%%%", BLANKS = " \\t\\n", LONGEST = 2000;
const OUTSIDE = "\\u0000- \\u007f-\\u00a0\\u1680\\u2000-\\u200b\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff()<>\"\\\\|\\[\\]";
const SCHEME = "(?:[Hh][Tt][Tt][Pp][Ss]?:\\/\\/|[Mm][Aa][Ii][Ll][Tt][Oo]:)";
const ADDRESS = new RegExp(`^${SCHEME}[^${OUTSIDE}]+$`, "u"), UNSAFE = new RegExp(`[${OUTSIDE}]`, "gu");
const TOKEN = new RegExp(
  "\\\\(?<letter>[!-\\/:-@\\[-`{-~])|(?<rest>\\\\ )|(?<note>\\^\\[)|(?<link>\\[)" +
  `|\\]\\((?<address>${SCHEME}[^${OUTSIDE}]+)\\)|(?<close>\\])|(?<mark>\\*+|_+)|[^\\\\^\\[\\]*_]+|[^]`, "gu",
);
const MARKS = { "**": "strong", __: "emphasis" };
const START = new RegExp(`^[${BLANKS}]+`, "u"), END = new RegExp(`[${BLANKS}]+$`, "u");
const FIRST_LINE = /^[ \t\r\n]*%%%[ \t]*(?:\r\n|[\n\r\u2028\u2029]|$)/;

const words = (text, strong = false, emphasis = false, address = "") => ({ text, strong, emphasis, address });
const isBlank = (text) => !text.replace(START, "");
const like = (a, b) => a.strong === b.strong && a.emphasis === b.emphasis && a.address === b.address;
const onALine = (text) => text.replace(/[ \t\n]+/g, " ").replace(/^ +| +$/g, "");

export function safeAddress(address) {
  const encoded = address.trim().replace(UNSAFE, (sign) => [...new TextEncoder().encode(sign)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join(""));
  return [...encoded].length <= LONGEST && ADDRESS.test(encoded) ? encoded : "";
}

export function settled(runs) {
  const joined = [];
  for (const run of runs) {
    if (run.note) {
      const note = settled(run.note).filter((each) => !each.note);
      if (note.length) joined.push({ note });
      continue;
    }
    const made = words(run.text.replace(/\r\n?/g, "\n").replaceAll("\t", " "), Boolean(run.strong), Boolean(run.emphasis), run.address ? safeAddress(run.address) : "");
    const last = joined.at(-1);
    if (last && !last.note && like(last, made)) last.text += made.text;
    else if (made.text) joined.push(made);
  }
  for (const [at, edge] of [[0, START], [-1, END]]) {
    for (let end = joined.at(at); end && !end.note; end = joined.at(at)) {
      end.text = end.text.replace(edge, "");
      if (end.text) break;
      if (at) joined.pop(); else joined.shift();
    }
  }
  // A link around nothing but blanks is none.
  for (let from = 0, to = 0; from < joined.length; from = to) {
    const address = joined[from].address ?? "";
    for (to = from + 1; to < joined.length && (joined[to].address ?? "") === address;) to += 1;
    const group = joined.slice(from, to);
    if (!address || !isBlank(group.map((run) => run.text).join(""))) continue;
    group.forEach((run) => { run.address = ""; });
    return settled(joined);
  }
  return joined;
}

const isBare = (pieces) => pieces.every((each) => each.kind !== "note" && !each.address)
  && !isBlank(pieces.filter((each) => each.kind === "text").map((each) => each.text).join(""));
const literal = (text) => ({ kind: "text", text, address: "" });

function close(frames, sign, address) {
  if (frames.length === 1) return frames[0].pieces.push(literal(sign));
  const frame = frames.pop(), { pieces } = frames.at(-1), asText = [literal(frame.sign), ...frame.pieces];
  if (frame.sign === "[") {
    if (address && [...address].length <= LONGEST && isBare(frame.pieces)) return pieces.push(...frame.pieces.map((each) => ({ ...each, address })));
    return pieces.push(...asText, literal(sign));
  }
  const runs = paired(frame.pieces);
  if (runs.length && !runs.some((run) => run.note)) pieces.push({ kind: "note", runs, address: "" });
  else pieces.push(...asText, literal("]"));
  if (sign.length > 1) pieces.push(literal(sign.slice(1)));
  return undefined;
}

function paired(pieces) {
  const alone = Object.keys(MARKS).map((sign) => {
    const places = pieces.flatMap((each, n) => (each.kind === "mark" && each.text === sign ? [n] : []));
    return places.length % 2 ? places.at(-1) : -1;
  });
  const look = { strong: false, emphasis: false };
  const runs = [];
  pieces.forEach((each, place) => {
    if (each.kind === "note") runs.push({ note: each.runs });
    else if (each.kind === "mark" && !alone.includes(place)) look[MARKS[each.text]] = !look[MARKS[each.text]];
    else runs.push(words(each.text, look.strong, look.emphasis, each.address));
  });
  return settled(runs);
}

export function readLine(text) {
  const frames = [{ sign: "", pieces: [] }];
  for (const token of text.matchAll(TOKEN)) {
    const { letter, rest, note, link, address, close: end } = token.groups, { pieces } = frames.at(-1);
    if (letter) pieces.push(literal(letter));
    else if (rest) pieces.push(literal("\n"));
    else if (note || link) frames.push({ sign: token[0], pieces: [] });
    else if (address || end) close(frames, token[0], address ?? "");
    else pieces.push(token[0] in MARKS ? { kind: "mark", text: token[0], address: "" } : literal(token[0]));
  }
  while (frames.length > 1) {
    const { sign, pieces } = frames.pop();
    frames.at(-1).pieces.push(literal(sign), ...pieces);
  }
  return paired(frames[0].pieces);
}

const letters = (text, inCell) => text
  .replace(inCell ? /[\\[\]]|\*{2,}|_{2,}|^[*_]|[*_^]$|\|/g : /[\\[\]]|\*{2,}|_{2,}|^[*_]|[*_^]$/g, (part) => [...part].map((sign) => `\\${sign}`).join(""))
  .replaceAll("\n", "\\ ");

export function writeLine(runs, inCell = false) {
  let written = "", opened = [];
  for (const run of [...settled(runs), words("")]) {
    const wanted = run.note ? opened.filter((sign) => sign in MARKS) : [run.address, run.strong && "**", run.emphasis && "__"].filter(Boolean);
    for (const sign of [...opened].reverse()) if (!wanted.includes(sign)) written += sign in MARKS ? sign : `](${sign})`;
    opened = opened.filter((sign) => wanted.includes(sign));
    for (const sign of wanted) {
      if (opened.includes(sign)) continue;
      written += sign in MARKS ? sign : "[";
      opened.push(sign);
    }
    written += run.note ? `^[${writeLine(run.note, inCell)}]` : letters(run.text, inCell);
  }
  return written;
}

function cells(row) {
  const parted = [""];
  for (const [part] of row.matchAll(/\\[^\n]|\||[^\\|]+|\\/gu)) {
    if (part === "|") parted.push("");
    else parted[parted.length - 1] += part;
  }
  return parted.map((cell) => cell.replace(/^[ \t]+|[ \t]+$/g, ""));
}

const plainOf = (runs) => onALine(runs.map((run) => run.text ?? "").join(""));

function paragraph(line) {
  const runs = readLine(line);
  return line ? { kind: "paragraph", runs: runs.length ? runs : [words(line)] } : null;
}

function blockOf(line) {
  const bare = line.replace(/^[ \t]+|[ \t]+$/g, "");
  let parts = bare.match(/^(#{1,2})[ \t]+(.+)$/);
  if (parts) {
    const text = plainOf(readLine(parts[2]));
    return text ? { kind: "heading", level: parts[1].length, text } : paragraph(bare);
  }
  parts = bare.match(/^(?:-|([0-9]{1,9})\.)[ \t]+(.+)$/);
  if (parts) {
    const runs = readLine(parts[2]);
    return runs.length ? { kind: "entry", level: /^[ \t]{2}/.test(line) ? 2 : 1, numbered: Boolean(parts[1]), runs } : paragraph(bare);
  }
  parts = bare.match(/^\|(.*)\|$/);
  if (parts && parts[1].match(/\\*$/)[0].length % 2 === 0) return { kind: "row", cells: cells(parts[1]).map(readLine) };
  parts = bare.match(/^!\[([0-9]{1,9})\](.*)$/);
  if (parts) {
    const [alternative, caption = "", source = ""] = cells(parts[2]);
    return { kind: "figure", key: Number(parts[1]), alternative: plainOf(readLine(alternative)), caption: readLine(caption), source: readLine(source) };
  }
  return paragraph(bare);
}

export const isSigned = (text) => FIRST_LINE.test(text);

// Text with signs only: what has none is taken apart by the server.
export function read(text) {
  const blocks = [], first = text.match(FIRST_LINE);
  let list = null, table = null;
  for (const line of text.slice(first ? first[0].length : 0).split(/\r\n|[\n\r\u2028\u2029]/)) {
    const block = blockOf(line);
    if (block?.kind !== "entry" || (list && block.level === 1 && block.numbered !== list.entries[0].numbered)) list = null;
    if (block?.kind !== "row") table = null;
    if (block?.kind === "entry") {
      const { level, numbered, runs } = block;
      if (!list) blocks.push(list = { kind: "list", entries: [] });
      list.entries.push({ level: list.entries.length ? level : 1, numbered, runs });
    } else if (block?.kind === "row") {
      if (!table) blocks.push(table = { kind: "table", rows: [] });
      table.rows.push(block.cells);
    } else if (block) blocks.push(block);
  }
  blocks.filter((each) => each.kind === "table").forEach(even);
  return blocks;
}

function even(table) {
  const width = Math.max(...table.rows.map((row) => row.length));
  table.rows = table.rows.map((row) => [...row, ...Array.from({ length: width - row.length }, () => [])]);
  return table;
}

function linesOf(block) {
  if (block.kind === "heading") return onALine(block.text) && `${"#".repeat(block.level)} ${letters(onALine(block.text))}`;
  if (block.kind === "list") {
    const entries = block.entries.map((entry) => ({ ...entry, text: writeLine(entry.runs) })).filter((entry) => entry.text);
    return entries.map((entry) => `${"  ".repeat(entry.level - 1)}${entry.numbered ? "1." : "-"} ${entry.text}`).join("\n");
  }
  if (block.kind === "table") return even({ rows: block.rows }).rows.map((row) => `| ${row.map((cell) => writeLine(cell, true)).join(" | ")} |`).join("\n");
  if (block.kind === "figure") {
    const parts = [letters(onALine(block.alternative), true), writeLine(block.caption, true), writeLine(block.source, true)];
    while (parts.length && !parts.at(-1)) parts.pop();
    return `![${block.key}] ${parts.join(" | ")}`.replace(/ +$/, "");
  }
  const line = writeLine(block.runs);
  if (/^(?:#{1,2}[ \t]|-[ \t]|\||!\[[0-9])/.test(line)) return `\\${line}`;
  return line.replace(/^([0-9]{1,9})(\.[ \t])/, "$1\\$2");
}

export function write(blocks) {
  const written = blocks.map(linesOf).filter(Boolean);
  return written.length ? `${SIGNED}\n${written.join("\n\n")}` : "";
}

const told = (runs) => [runs.map((run) => run.text ?? "").join(""), ...runs.filter((run) => run.note).map((run) => told(run.note))].join("\n");

// What counts as words: no signs, no addresses, no alternative text.
export function countable(text) {
  if (!isSigned(text)) return text;
  return read(text).flatMap((block) => {
    if (block.kind === "heading") return [block.text];
    if (block.kind === "list") return block.entries.map((entry) => told(entry.runs));
    if (block.kind === "table") return block.rows.flat().map(told);
    if (block.kind === "figure") return [told(block.caption), told(block.source)];
    return [told(block.runs)];
  }).join("\n");
}
