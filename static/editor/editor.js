// A text with signs, written as it will read. The field below holds the text itself: it is read when the
// page opens or something else changes it, and written anew with each change. Without this, it is the field.
const PLAIN = "prose:plain";
const places = [...document.querySelectorAll("[data-prose]:not([data-is-open])")];

async function open(place) {
  place.dataset.isOpen = "";
  const { dataset } = place, field = place.querySelector("textarea"), words = JSON.parse(dataset.named);
  const [kit, signs, pasted, { Tools, ask }] = await Promise.all([dataset.kit, dataset.signs, dataset.pasted, dataset.tools].map((address) => import(address)));
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: dataset.sheet });
  await new Promise((done) => { sheet.onload = sheet.onerror = done; document.head.append(sheet); });
  const { pm, Node, Mark, Extension } = kit;
  // Where figures are added stands a form; elsewhere it is only told where they can be seen.
  const figures = document.querySelector("form[data-figures]");
  const known = JSON.parse(document.querySelector("[data-figures]")?.dataset.figures ?? "{}");
  let written = null, isOwn = false, editor = null, tools = null, isLeaving = false;

  // ---- Blocks and what stands in the editor ------------------------------------------------

  const inlineOf = (runs) => runs.flatMap((run) => {
    if (run.note) return [{ type: "note", attrs: { runs: run.note } }];
    const marks = [run.strong && { type: "bold" }, run.emphasis && { type: "italic" }, run.address && { type: "link", attrs: { href: run.address } }].filter(Boolean);
    return run.text.split("\n").flatMap((text, n) => [...(n ? [{ type: "hardBreak" }] : []), ...(text ? [{ type: "text", text, marks }] : [])]);
  });
  const paragraph = (runs) => ({ type: "paragraph", content: inlineOf(runs) });
  const kindOf = (numbered) => (numbered ? "orderedList" : "bulletList");
  function listOf(entries) {
    const items = [];
    for (const entry of entries) {
      if (entry.level === 1 || !items.length) { items.push({ type: "listItem", content: [paragraph(entry.runs)] }); continue; }
      const { content } = items.at(-1), item = { type: "listItem", content: [paragraph(entry.runs)] };
      if (content.at(-1).type === kindOf(entry.numbered)) content.at(-1).content.push(item);
      else content.push({ type: kindOf(entry.numbered), content: [item] });
    }
    return { type: kindOf(entries[0].numbered), content: items };
  }
  const nodeOf = (block) => ({
    heading: () => ({ type: "heading", attrs: { level: block.level }, content: [{ type: "text", text: block.text }] }),
    paragraph: () => paragraph(block.runs),
    list: () => listOf(block.entries),
    table: () => ({ type: "table", content: block.rows.map((row, y) => ({ type: "tableRow", content: row.map((cell) => ({ type: y ? "tableCell" : "tableHeader", content: [paragraph(cell)] })) })) }),
    figure: () => ({ type: "figure", attrs: { key: block.key, alternative: block.alternative, caption: block.caption, source: block.source } }),
  })[block.kind]();
  const contentOf = (blocks) => ({ type: "doc", content: blocks.length ? blocks.map(nodeOf) : [{ type: "paragraph" }] });

  function runsOf(node) {
    const runs = [];
    node.forEach((child) => {
      const has = (name) => child.marks.find((mark) => mark.type.name === name);
      if (child.type.name === "note") runs.push({ note: child.attrs.runs });
      else runs.push({ text: child.type.name === "hardBreak" ? "\n" : child.text, strong: Boolean(has("bold")), emphasis: Boolean(has("italic")), address: has("link")?.attrs.href ?? "" });
    });
    return signs.settled(runs);
  }
  function entriesOf(list, level) {
    const numbered = list.type.name === "orderedList", entries = [];
    list.forEach((item) => item.forEach((child) => {
      if (child.type.name !== "paragraph") { entries.push(...entriesOf(child, 2)); return; }
      const runs = runsOf(child);
      if (runs.length) entries.push({ level, numbered, runs });
    }));
    return entries;
  }
  function blocksOf(doc) {
    const blocks = [];
    doc.forEach((node) => {
      const { name } = node.type;
      if (name === "heading") blocks.push({ kind: "heading", level: node.attrs.level, text: node.textContent });
      else if (name === "figure") blocks.push({ kind: "figure", ...node.attrs });
      else if (name === "table") {
        const rows = [];
        node.forEach((row) => { rows.push([]); row.forEach((cell) => rows.at(-1).push(runsOf(cell.firstChild))); });
        blocks.push({ kind: "table", rows });
      } else if (name.endsWith("List")) {
        const entries = entriesOf(node, 1);
        if (entries.length) blocks.push({ kind: "list", entries: entries.map((entry, n) => (n ? entry : { ...entry, level: 1 })) });
      } else {
        const runs = runsOf(node);
        if (runs.length) blocks.push({ kind: "paragraph", runs });
      }
    });
    return blocks;
  }

  // ---- What the field says, and what it is told --------------------------------------------

  // A text without signs is taken apart by the server, as on every page.
  async function blocksIn(text) {
    if (!text.trim()) return [];
    if (signs.isSigned(text)) return signs.read(text);
    const token = field.form?.elements.csrfmiddlewaretoken?.value ?? "";
    const response = await fetch(dataset.reads, { method: "POST", body: new URLSearchParams({ signs: text }), headers: { "X-CSRFToken": token } });
    if (!response.ok || response.redirected) throw new Error(response.status);
    return signs.read(await response.text());
  }

  function tell() {
    written = signs.write(blocksOf(editor.state.doc));
    if (written === field.value.replaceAll("\r\n", "\n")) return;
    isOwn = true;
    field.value = written;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    isOwn = false;
  }

  // Somebody else's words come in, or a kept copy: caret and history stay where they are.
  async function heed() {
    const text = field.value.replaceAll("\r\n", "\n");
    if (isOwn || !editor || text === written) return;
    const blocks = await blocksIn(text).catch(() => null);
    if (!blocks) return showField();
    const { state } = editor, made = state.schema.nodeFromJSON(contentOf(blocks));
    const start = state.doc.content.findDiffStart(made.content);
    written = text;
    if (start === null) return undefined;
    let { a, b } = state.doc.content.findDiffEnd(made.content);
    const overlap = start - Math.min(a, b);
    if (overlap > 0) { a += overlap; b += overlap; }
    editor.view.dispatch(state.tr.replace(start, a, made.slice(start, b)).setMeta("addToHistory", false).setMeta("heeded", true));
    return undefined;
  }

  // ---- What may stand in a text ------------------------------------------------------------

  const auto = { dir: "auto" };
  const Link = Mark.create({
    name: "link",
    inclusive: false,
    addAttributes: () => ({ href: { default: "" } }),
    parseHTML: () => [{ tag: "a[href]", getAttrs: (link) => { const href = signs.safeAddress(link.getAttribute("href")); return href ? { href } : false; } }],
    renderHTML: ({ HTMLAttributes }) => ["a", { ...HTMLAttributes, rel: "noopener" }, 0],
  });
  const Note = Node.create({
    name: "note",
    group: "inline",
    inline: true,
    atom: true,
    addAttributes: () => ({ runs: { default: [], parseHTML: (sup) => signs.readLine(sup.dataset.note ?? "").filter((run) => !run.note), renderHTML: ({ runs }) => ({ "data-note": signs.writeLine(runs), title: runs.map((run) => run.text).join("") }) } }),
    parseHTML: () => [{ tag: "sup[data-note]" }],
    renderHTML: ({ HTMLAttributes }) => ["sup", HTMLAttributes],
  });
  const Figure = Node.create({
    name: "figure",
    group: "block",
    atom: true,
    draggable: true,
    addAttributes: () => ({ key: { default: 0 }, alternative: { default: "" }, caption: { default: [] }, source: { default: [] } }),
    parseHTML: () => [{ tag: "figure[data-figure]", getAttrs: (shown) => JSON.parse(shown.dataset.figure) }],
    renderHTML: ({ node }) => ["figure", { "data-figure": JSON.stringify(node.attrs) }],
    addNodeView: () => ({ node, getPos }) => {
      const dom = document.createElement("figure"), plain = (runs) => runs.map((run) => run.text ?? "").join("");
      const image = Object.assign(document.createElement("img"), { alt: node.attrs.alternative });
      if (known[node.attrs.key]) image.src = known[node.attrs.key];
      const told = document.createElement("figcaption");
      told.dir = "auto";
      told.textContent = [plain(node.attrs.caption), plain(node.attrs.source)].filter(Boolean).join(" – ") || node.attrs.alternative || words.no_alternative;
      const change = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-outline btn-small", textContent: words.change_figure });
      change.addEventListener("click", () => changeFigure(getPos()));
      if (!node.attrs.alternative) dom.dataset.lacks = words.no_alternative;
      dom.append(image, told, change);
      return { dom, stopEvent: (event) => event.target === change };
    },
  });
  const inTable = () => pm.tables.isInTable(editor.state);
  const Keys = Extension.create({
    name: "keys",
    priority: 1000,
    addKeyboardShortcuts: () => ({
      Enter: () => (inTable() ? editor.commands.setHardBreak() : openSelected()),
      Tab: () => {
        if (isLeaving) return false;
        if (inTable()) return pm.tables.goToNextCell(1)(editor.state, editor.view.dispatch);
        return editor.state.selection.$from.depth < 4 && editor.commands.sinkListItem("listItem");
      },
      "Shift-Tab": () => (isLeaving ? false : inTable() ? pm.tables.goToNextCell(-1)(editor.state, editor.view.dispatch) : editor.commands.liftListItem("listItem")),
      Escape: () => { isLeaving = true; return false; },
      "Mod-k": () => { changeLink(); return true; },
      "Alt-F10": () => { tools.focus(); return true; },
    }),
  });
  const wrapped = (name) => ({ renderHTML: ({ HTMLAttributes }) => [name, { ...HTMLAttributes, ...auto }, 0] });
  const extensions = [
    kit.Document, kit.Text, kit.HardBreak, kit.History, kit.Gapcursor, Link, Note, Figure, Keys,
    kit.Paragraph.extend(wrapped("p")),
    kit.Heading.configure({ levels: [1, 2] }).extend({
      content: "text*",
      marks: "",
      parseHTML: () => [1, 2].map((level) => ({ tag: `h${level + 2}`, attrs: { level } })),
      renderHTML: ({ node }) => [`h${node.attrs.level + 2}`, auto, 0],
    }),
    kit.Bold.extend({ addInputRules() { return [kit.markInputRule({ find: /(?:^|\s)(\*\*(?!\s)([^*]+)\*\*)$/, type: this.type })]; }, addPasteRules: () => [] }),
    kit.Italic.extend({ addInputRules: () => [], addPasteRules: () => [] }),
    kit.BulletList.extend({ renderHTML: () => ["ul", 0] }),
    kit.OrderedList.extend({
      addAttributes: () => ({}),
      addNodeView: () => null,
      renderHTML: () => ["ol", 0],
      addInputRules() { return [kit.wrappingInputRule({ find: /^1[.)]\s$/, type: this.type })]; },
    }),
    kit.ListItem.extend({ content: "paragraph (bulletList | orderedList)*", addKeyboardShortcuts() { return { Enter: () => this.editor.commands.splitListItem(this.name) }; }, ...wrapped("li") }),
    kit.Table.configure({ resizable: false }).extend({ addNodeView: () => null, addMenuItems: () => {}, addKeyboardShortcuts: () => ({}), renderHTML: () => ["div", { class: "table-wrap" }, ["table", ["tbody", 0]]] }),
    kit.TableRow, kit.TableHeader.extend({ content: "paragraph" }), kit.TableCell.extend({ content: "paragraph" }),
  ];

  // ---- What the tools ask ------------------------------------------------------------------

  async function changeLink() {
    const { from, to, empty } = editor.state.selection, now = editor.getAttributes("link").href ?? "";
    const told = await ask(place, words.link, [{ name: "address", label: words.address, value: now, type: "url", hint: words.address_hint }, ...(empty && !now ? [{ name: "text", label: words.words, value: "" }] : [])], words, now && words.remove_link);
    if (!told) return editor.commands.focus();
    const chain = editor.chain().focus().setTextSelection({ from, to });
    if (told.isRemoved) return chain.extendMarkRange("link").unsetMark("link").run();
    const bare = told.address.trim(), href = signs.safeAddress(/^[a-z]+:/i.test(bare) ? bare : bare.includes("@") ? `mailto:${bare}` : `https://${bare}`);
    if (!bare || !href) return chain.run();
    if (empty && !now) return chain.insertContent({ type: "text", text: told.text.trim() || bare, marks: [{ type: "link", attrs: { href } }] }).run();
    return chain.extendMarkRange("link").setMark("link", { href }).run();
  }

  async function changeNote(at = null) {
    const { from } = editor.state.selection, node = at === null ? null : editor.state.doc.nodeAt(at);
    const told = await ask(place, words.note, [{ name: "text", label: words.note_text, value: node ? signs.writeLine(node.attrs.runs) : "", rows: 3, hint: words.note_hint }], words);
    const runs = told ? signs.readLine(told.text.replace(/\s+/g, " ")).filter((run) => !run.note) : [];
    const chain = editor.chain().focus();
    if (!runs.length) return chain.run();
    if (node) return chain.command(({ tr }) => Boolean(tr.setNodeAttribute(at, "runs", runs))).run();
    return chain.setTextSelection(from).insertContent({ type: "note", attrs: { runs } }).run();
  }

  async function changeFigure(at) {
    const node = editor.state.doc.nodeAt(at), line = (runs) => signs.writeLine(runs, true);
    const told = await ask(place, words.figure, [
      { name: "alternative", label: words.alternative, value: node.attrs.alternative, rows: 2, hint: words.alternative_hint },
      { name: "caption", label: words.caption, value: line(node.attrs.caption) }, { name: "source", label: words.source, value: line(node.attrs.source), hint: words.note_hint },
    ], words, words.remove_figure);
    if (!told) return editor.commands.focus();
    if (told.isRemoved) return editor.chain().focus().deleteRange({ from: at, to: at + node.nodeSize }).run();
    const attrs = { ...node.attrs, alternative: told.alternative.replace(/\s+/g, " ").trim(), caption: signs.readLine(told.caption), source: signs.readLine(told.source) };
    return editor.chain().focus().command(({ tr }) => Boolean(tr.setNodeMarkup(at, null, attrs))).run();
  }

  // Enter on a figure or a note that is selected opens it.
  function openSelected() {
    const { node, from } = editor.state.selection;
    if (node?.type.name === "figure") changeFigure(from);
    else if (node?.type.name === "note") changeNote(from);
    else return false;
    return true;
  }

  // The form below takes the file; where it was sent, the picture stands where the caret was.
  function addFigure() {
    figures.closest("details")?.setAttribute("open", "");
    figures.scrollIntoView({ block: "center" });
    figures.querySelector("input:not([type=hidden]), textarea")?.focus();
  }
  // Behind the upload of the file, and before all who keep what is sent.
  document.addEventListener("submit", async (event) => {
    if (event.target !== figures || !editor) return;
    event.preventDefault();
    event.stopPropagation();
    const body = new FormData(figures);
    body.delete("once");
    body.set("as_data", "1");
    const response = await fetch(figures.getAttribute("action"), { method: "POST", body }).catch(() => null);
    const answer = await response?.json().catch(() => null), said = figures.querySelector("[data-said]");
    if (!response?.ok) { (said ?? tools.state).textContent = Object.values(answer?.errors ?? {}).flat().map((one) => one.message ?? one).concat(answer?.refusals ?? [])[0] ?? words.not_sent; return; }
    known[answer.key] = answer.address;
    const told = new FormData(figures), { from } = editor.state.selection;
    const attrs = { key: answer.key, alternative: String(told.get("alternative")).replace(/\s+/g, " ").trim(), caption: signs.readLine(String(told.get("caption"))), source: signs.readLine(String(told.get("source"))) };
    figures.reset();
    figures.dispatchEvent(new CustomEvent("sent"));
    figures.closest("details")?.removeAttribute("open");
    editor.chain().focus().setTextSelection(from).insertContent({ type: "figure", attrs }).run();
  }, true);

  // ---- Pasting -----------------------------------------------------------------------------

  function put(blocks, view) {
    const { schema } = view.state, nodes = blocks.map((block) => schema.nodeFromJSON(nodeOf(block)));
    if (!nodes.length) return;
    const ends = (node) => (node.type.name === "paragraph" ? 1 : 0);
    const slice = new pm.model.Slice(pm.model.Fragment.from(nodes), ends(nodes[0]), ends(nodes.at(-1)));
    if (pm.tables.isInTable(view.state)) {
      if (pm.tables.handlePaste(view, null, slice)) return;
      // A cell holds lines, and nothing else.
      const lines = blocks.flatMap((block) => block.rows?.map((row) => row.flat()) ?? block.entries?.map((entry) => entry.runs) ?? [block.runs ?? [{ text: block.text ?? block.alternative }]]);
      const runs = lines.flatMap((line, n) => [...(n ? [{ text: "\n" }] : []), ...line]);
      editor.commands.insertContent(inlineOf(signs.settled(runs)));
      return;
    }
    view.dispatch(view.state.tr.replaceSelection(slice).scrollIntoView().setMeta("paste", true).setMeta("uiEvent", "paste"));
  }

  function paste(view, event) {
    const data = event.clipboardData, html = data?.getData("text/html") ?? "", text = data?.getData("text/plain") ?? "";
    if (html.includes("data-pm-slice")) return false;
    if (html) {
      const { blocks, pictures } = pasted.fromHtml(html, signs);
      if (pictures) tools.say(words.no_pictures);
      if (blocks.length) { put(blocks, view); return true; }
    }
    if (!text.trim()) return true;
    if (!/[\n\t]/.test(text.trim())) { view.dispatch(view.state.tr.insertText(text.trim()).scrollIntoView()); return true; }
    const simple = () => text.split(/\r?\n/).map((line) => signs.settled([{ text: line }])).filter((runs) => runs.length).map((runs) => ({ kind: "paragraph", runs }));
    blocksIn(signs.isSigned(text) ? ` ${text}` : text).catch(simple).then((blocks) => put(blocks, view));
    return true;
  }

  // ---- Opening and closing -----------------------------------------------------------------

  const label = document.querySelector(`label[for="${CSS.escape(field.id)}"]`);
  const attributes = { role: "textbox", "aria-multiline": "true", "aria-label": (label?.textContent ?? "").replace(/\s+/g, " ").trim(), class: "form-control prose-text", lang: field.lang || "" };
  for (const name of ["aria-describedby", "aria-invalid", "aria-required"]) if (field.hasAttribute(name)) attributes[name] = field.getAttribute(name);
  if (!attributes.lang) delete attributes.lang;

  function showField() {
    editor?.destroy();
    editor = null;
    tools?.close();
    place.querySelector(".prose-editor")?.remove();
    field.hidden = false;
  }

  async function showEditor() {
    const text = field.value.replaceAll("\r\n", "\n"), blocks = await blocksIn(text).catch(() => null);
    if (!blocks || editor) return;
    const element = Object.assign(document.createElement("div"), { className: "prose-editor" });
    field.before(element);
    const hadFocus = document.activeElement === field;
    written = text;
    editor = new kit.Editor({
      element,
      extensions,
      content: contentOf(blocks),
      injectCSS: false,
      enablePasteRules: false,
      editorProps: {
        attributes,
        handleClickOn: (_view, _at, node, from) => { if (node.type.name === "note") changeNote(from); return node.type.name === "note"; },
        // Before the editor looks at it: it would apply what it reads.
        handleDOMEvents: { paste: (view, event) => { const isTaken = paste(view, event); if (isTaken) event.preventDefault(); return isTaken; }, keydown: (_view, event) => { if (event.key !== "Tab") isLeaving = false; return false; } },
      },
      onUpdate: ({ transaction }) => { if (!transaction.getMeta("heeded")) tell(); },
      onTransaction: () => tools?.refresh(),
    });
    tools = new Tools({ editor, element, words, pm, hasFigures: Boolean(figures), acts: { changeLink, changeNote, addFigure, showPlain } });
    field.hidden = true;
    if (hadFocus) editor.commands.focus("end");
  }

  function showPlain() {
    localStorage.setItem(PLAIN, "1");
    showField();
    field.focus();
    back.hidden = false;
  }
  const back = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-outline btn-small", textContent: words.as_it_reads, hidden: true });
  back.addEventListener("click", () => { localStorage.removeItem(PLAIN); back.hidden = true; showEditor().then(() => editor?.commands.focus()); });
  field.after(back);

  field.addEventListener("input", heed);
  label?.addEventListener("click", (event) => { if (editor) { event.preventDefault(); editor.commands.focus(); } });
  document.addEventListener("click", ({ target }) => { if (editor && target.closest?.(`a[href="#${CSS.escape(field.id)}"]`)) editor.commands.focus(); });
  if (localStorage.getItem(PLAIN)) back.hidden = false;
  else await showEditor();
  place.dispatchEvent(new CustomEvent("prose:open", { bubbles: true, detail: { editor } }));
}

for (const place of places) open(place);
