// What is pasted from Word, Excel, LibreOffice or a web page, as blocks: shape stays, looks and residue go.
const NO_WORDS = "script, style, meta, link, title, xml, template, noscript, button, input, select, textarea, svg, iframe, object, del, .msoDel, .msocomanchor, [data-style*='mso-element:comment'], [data-style*='mso-hide'], [data-style*='mso-element:footnote-separator']";
const NOTES = "[data-style*='mso-element:footnote'], [data-style*='mso-element:endnote'], div[id^='sdfootnote'], div[id^='sdendnote'], li[id^='fn'], [role='doc-footnote'], [role='doc-endnote']";
const BLOCKS = new Set(["ADDRESS", "ARTICLE", "ASIDE", "BLOCKQUOTE", "BODY", "CENTER", "DD", "DETAILS", "DIV", "DL", "DT", "FIELDSET", "FIGCAPTION", "FIGURE", "FOOTER", "FORM", "HEADER", "HGROUP", "HR", "LI", "MAIN", "NAV", "OL", "P", "PRE", "SECTION", "SUMMARY", "TABLE", "TBODY", "TD", "TFOOT", "TH", "THEAD", "TR", "UL", "H1", "H2", "H3", "H4", "H5", "H6"]);
const NUMBERED = /^\(?(?:[0-9]+|[ivxlc]+|[a-z]|[A-Z]|[\u4e00-\u4e5d\u5341]+)[.)\u3001\uff0e]/;
// What a list draws before an entry, where the program wrote it as text.
const BULLET = /^[\u00b7\u2022\u25aa\u25cf\u25e6\uf0b7\uf0a7\uf0d8\uf0fco\u00a7\u2013-][ \u00a0\t]+/;

const styleOf = (element) => element.dataset?.style ?? "";
const anchorOf = (link) => decodeURIComponent((link.getAttribute("href") ?? "").split("#")[1] ?? "");

class Reader {
  constructor(html, { settled, safeAddress }) {
    Object.assign(this, { settled, safeAddress, blocks: [], pictures: 0, notes: new Map(), open: null });
    // No style is ever applied, so that none can break the rules of the page; its words are read.
    const inert = html.replace(/<style[\s\S]*?<\/style>/gi, "").replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/([\s"'])style\s*=/gi, "$1data-style=").replace(/([\s"'])on[a-z]+\s*=/gi, "$1data-on="))
      .replace(/<!--\[if[^\]]*supportLists[^\]]*\]-->|<!\[if[^\]]*\]>|<!\[endif\]>/gi, "").replace(/<o:p>[\s\S]*?<\/o:p>/gi, "");
    this.body = new DOMParser().parseFromString(inert, "text/html").body;
    this.pictures = this.body.querySelectorAll("img, [data-style*='mso-element:frame']").length;
    this.body.querySelectorAll(NO_WORDS).forEach((each) => each.remove());
    this.gatherNotes();
  }

  // Notes stand behind the text and are called in it; each goes where it is called.
  gatherNotes() {
    const containers = new Map();
    for (const link of this.body.querySelectorAll("a[href*='#']")) {
      const name = anchorOf(link);
      const target = name && (this.body.querySelector(`[id="${CSS.escape(name)}"]`) ?? this.body.querySelector(`[name="${CSS.escape(name)}"]`));
      const container = target?.closest(NOTES);
      if (container && !container.contains(link)) { this.notes.set(link, container); containers.set(container, null); }
    }
    for (const container of containers.keys()) {
      for (const back of container.querySelectorAll("a[href*='#'], a[name]")) if (/^[\s[\]()0-9ivx*†‡↩︎↑^.]*$/.test(back.textContent)) back.remove();
      containers.set(container, this.settled(this.inline(container)).filter((run) => !run.note));
    }
    for (const [link, container] of this.notes) this.notes.set(link, containers.get(container));
    for (const container of containers.keys()) container.remove();
    this.body.querySelectorAll("[data-style*='mso-element:footnote-list'], [data-style*='mso-element:endnote-list']").forEach((each) => { if (!each.textContent.trim()) each.remove(); });
  }

  read() {
    this.walk(this.body);
    this.flush();
    const levels = [...new Set(this.blocks.filter((each) => each.kind === "heading").map((each) => each.level))].sort();
    for (const block of this.blocks) if (block.kind === "heading") block.level = block.level === levels[0] ? 1 : 2;
    return { blocks: this.blocks, pictures: this.pictures };
  }

  // Words between blocks are a paragraph of their own.
  walk(parent) {
    for (const node of parent.childNodes) {
      if (node.nodeType === Node.TEXT_NODE || (node.nodeType === Node.ELEMENT_NODE && !this.isBlock(node))) {
        this.open = [...(this.open ?? []), ...this.inline(node, parent)];
      } else if (node.nodeType === Node.ELEMENT_NODE) {
        this.flush();
        this.block(node);
        this.flush();
      }
    }
  }

  isBlock(element) { return BLOCKS.has(element.tagName) || [...element.children].some((each) => this.isBlock(each)); }

  flush() {
    const runs = this.settled(this.open ?? []);
    this.open = null;
    if (runs.length) this.blocks.push({ kind: "paragraph", runs });
  }

  block(element) {
    const { tagName } = element, heading = /^H([1-6])$/.exec(tagName) ?? (/^MsoTitle$/.test(element.className) && ["", "0"]);
    if (heading) return this.heading(element, Number(heading[1]));
    if (tagName === "UL" || tagName === "OL") return this.list(element, 1, this.another());
    if (tagName === "TABLE") return this.table(element);
    const mso = /mso-list:\s*\S+\s+level([0-9]+)/.exec(styleOf(element));
    if (mso) return this.wordEntry(element, Number(mso[1]));
    if (tagName === "P" && this.settled(this.inline(element)).length) {
      this.open = this.inline(element);
      return this.flush();
    }
    return this.walk(element);
  }

  heading(element, level) {
    const text = this.inline(element).map((run) => run.text ?? "").join("").replace(/\s+/g, " ").trim();
    if (text) this.blocks.push({ kind: "heading", level, text });
  }

  another() {
    const list = { kind: "list", entries: [] };
    this.blocks.push(list);
    return list;
  }

  list(element, level, list) {
    const numbered = element.tagName === "OL";
    for (const item of element.children) {
      if (["UL", "OL"].includes(item.tagName)) { this.list(item, level + 1, list); continue; }
      const inner = [...item.querySelectorAll("ul, ol")].filter((each) => each.parentElement.closest("li") === item || each.parentElement === item);
      inner.forEach((each) => each.remove());
      this.entry(list, level, numbered, this.inline(item));
      for (const each of inner) this.list(each, level + 1, list);
    }
    if (!list.entries.length && this.blocks.includes(list)) this.blocks.splice(this.blocks.indexOf(list), 1);
  }

  entry(list, level, numbered, given) {
    const runs = this.settled(given);
    if (!runs.length) return;
    const at = list.entries.length ? Math.min(level, 2) : 1;
    list.entries.push({ level: at, numbered: at === 1 && list.entries.length ? list.entries[0].numbered : numbered, runs });
  }

  // Word writes its lists as paragraphs, with the mark in a part of its own.
  wordEntry(element, level) {
    const mark = element.querySelector("[data-style*='mso-list:Ignore'], [data-style*='mso-list: Ignore']");
    const said = (mark?.textContent ?? "").replace(/[\s\u00a0]+/g, " ").trim(), numbered = NUMBERED.test(said);
    mark?.remove();
    let list = this.blocks.at(-1);
    const goesOn = list?.kind === "list" && list.isOfWord && (level > 1 || list.entries[0].numbered === numbered);
    if (!goesOn) { list = this.another(); list.isOfWord = true; }
    const runs = this.inline(element);
    if (!mark && runs[0]?.text) runs[0].text = runs[0].text.replace(BULLET, "");
    this.entry(list, level, numbered, runs);
    if (!list.entries.length) this.blocks.pop();
  }

  table(element) {
    const grid = [], rows = [...element.querySelectorAll("tr")].filter((row) => row.closest("table") === element);
    rows.forEach((row, y) => {
      grid[y] ??= [];
      let x = 0;
      for (const cell of row.children) {
        while (grid[y][x]) x += 1;
        const wide = Math.min(Number(cell.colSpan) || 1, 50), high = Math.min(Number(cell.rowSpan) || 1, rows.length - y);
        for (let down = 0; down < high; down += 1) {
          grid[y + down] ??= [];
          for (let across = 0; across < wide; across += 1) grid[y + down][x + across] = down || across ? [] : this.settled(this.inline(cell));
        }
        x += wide;
      }
    });
    const filled = grid.filter((row) => row.some((cell) => cell?.length));
    const width = Math.max(0, ...filled.map((row) => row.findLastIndex((cell) => cell?.length) + 1));
    if (width === 1 && filled.length === 1) { this.open = filled[0][0]; return this.flush(); }
    if (width) this.blocks.push({ kind: "table", rows: filled.map((row) => Array.from({ length: width }, (_cell, at) => row[at] ?? [])) });
    return undefined;
  }

  // The runs below a node; blocks inside a cell or an entry are lines of it.
  inline(node, parent = null) {
    const runs = [], look = { strong: false, emphasis: false, address: "" };
    for (let above = parent; above && above !== this.body; above = above.parentElement) this.look(above, look, true);
    this.gather(node, look, runs);
    return runs;
  }

  look(element, look, isOutside = false) {
    const style = styleOf(element), weight = /(?:^|[;\s])font-weight:\s*(bold|normal|[0-9]+)/.exec(style)?.[1];
    if (weight) look.strong = weight === "bold" || Number(weight) >= 600;
    else if (["B", "STRONG"].includes(element.tagName)) look.strong = true;
    const slant = /(?:^|[;\s])font-style:\s*(italic|oblique|normal)/.exec(style)?.[1];
    if (slant) look.emphasis = slant !== "normal";
    else if (["I", "EM", "CITE"].includes(element.tagName)) look.emphasis = true;
    if (!isOutside && element.tagName === "A") look.address = this.safeAddress(element.getAttribute("href") ?? "");
  }

  gather(node, above, runs) {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = node.textContent.replace(/[ \t\r\n]+/g, " ");
      const isFirst = !runs.length || runs.at(-1).text?.endsWith("\n");
      if (isFirst ? text.trimStart() : text) runs.push({ text: isFirst ? text.replace(/^ +/, "") : text, ...above });
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    if (this.notes.has(node)) { runs.push({ note: this.notes.get(node) ?? [] }); return; }
    if (node.tagName === "BR") { runs.push({ text: "\n", ...above }); return; }
    const look = { ...above };
    this.look(node, look);
    if (/mso-spacerun/.test(styleOf(node))) { runs.push({ text: " ", ...above }); return; }
    const isLine = BLOCKS.has(node.tagName) && runs.length > 0;
    if (isLine && !runs.at(-1).text?.endsWith("\n")) runs.push({ text: ["TD", "TH"].includes(node.tagName) ? " " : "\n", ...above });
    for (const child of node.childNodes) this.gather(child, look, runs);
  }
}

export const fromHtml = (html, signs) => new Reader(html, signs).read();
