// The tools above a text: one stop of the Tab key, arrows go from one to the next.
const BUTTONS = [
  ["heading", (c) => c.toggleHeading({ level: 1 }), (e) => e.isActive("heading", { level: 1 })],
  ["subheading", (c) => c.toggleHeading({ level: 2 }), (e) => e.isActive("heading", { level: 2 })],
  ["bold", (c) => c.toggleBold(), (e) => e.isActive("bold")],
  ["italic", (c) => c.toggleItalic(), (e) => e.isActive("italic")],
  ["bullets", (c) => c.toggleBulletList(), (e) => e.isActive("bulletList")],
  ["numbers", (c) => c.toggleOrderedList(), (e) => e.isActive("orderedList")],
];
const IN_TABLE = ["addRowBefore", "addRowAfter", "deleteRow", "addColumnBefore", "addColumnAfter", "deleteColumn", "deleteTable"];

export class Tools {
  constructor({ editor, element, words, pm, hasFigures, acts }) {
    Object.assign(this, { editor, words, pm });
    this.bar = document.createElement("div");
    this.bar.className = "prose-tools";
    this.bar.setAttribute("role", "toolbar");
    this.bar.setAttribute("aria-label", words.tools);
    this.pressed = BUTTONS.map(([name, act, isOn]) => [this.button(name, () => act(editor.chain().focus()).run()), isOn]);
    this.button("link", acts.changeLink);
    this.button("note", () => acts.changeNote());
    this.button("table", () => editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run());
    if (hasFigures) this.button("figure", acts.addFigure);
    this.inTable = IN_TABLE.map((name) => this.button(name, () => editor.chain().focus()[name]().run()));
    this.button("undo", () => editor.chain().focus().undo().run());
    this.button("redo", () => editor.chain().focus().redo().run());
    this.button("plain", acts.showPlain);
    this.state = Object.assign(document.createElement("p"), { className: "form-text" });
    this.state.setAttribute("role", "status");
    element.prepend(this.bar);
    element.append(this.state);
    this.bar.addEventListener("keydown", (event) => this.go(event));
    this.at(this.bar.firstChild);
    this.refresh();
  }

  button(name, act) {
    const made = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-outline btn-small", textContent: this.words[name], tabIndex: -1 });
    made.addEventListener("click", act);
    made.addEventListener("focus", () => this.at(made));
    // The text keeps its selection.
    made.addEventListener("mousedown", (event) => event.preventDefault());
    this.bar.append(made);
    return made;
  }

  get shown() { return [...this.bar.children].filter((each) => !each.hidden); }
  at(button) { for (const each of this.bar.children) each.tabIndex = each === button ? 0 : -1; }
  focus() { (this.shown.find((each) => each.tabIndex === 0) ?? this.shown[0]).focus(); }
  say(sentence) { this.state.textContent = sentence; }
  close() { this.bar.remove(); this.state.remove(); }

  go(event) {
    const { shown } = this, place = shown.indexOf(document.activeElement), isRtl = getComputedStyle(this.bar).direction === "rtl";
    const step = { ArrowRight: isRtl ? -1 : 1, ArrowLeft: isRtl ? 1 : -1, Home: -place, End: shown.length - 1 - place }[event.key];
    if (event.key === "Escape") this.editor.commands.focus();
    if (step === undefined || place < 0) return;
    event.preventDefault();
    shown.at((place + step) % shown.length).focus();
  }

  refresh() {
    const isInTable = this.pm.tables.isInTable(this.editor.state);
    for (const [made, isOn] of this.pressed) made.setAttribute("aria-pressed", isOn(this.editor));
    for (const made of this.inTable) made.hidden = !isInTable;
    if (!this.shown.some((each) => each.tabIndex === 0)) this.at(this.shown[0]);
  }
}

// A question in front of the page; answers what was typed, or nothing.
export function ask(place, title, fields, words, remove = "") {
  const dialog = document.createElement("dialog"), form = document.createElement("form"), named = `prose-ask-${Date.now()}`;
  form.method = "dialog";
  form.append(Object.assign(document.createElement("h2"), { textContent: title, id: named }));
  dialog.setAttribute("aria-labelledby", named);
  const controls = fields.map(({ name, label, value, rows, hint, type }) => {
    const id = `${named}-${name}`, control = document.createElement(rows ? "textarea" : "input");
    Object.assign(control, { id, name, value, className: "form-control", dir: "auto" }, rows ? { rows } : { type: "text", inputMode: type === "url" ? "url" : "text" });
    form.append(Object.assign(document.createElement("label"), { className: "form-label", htmlFor: id, textContent: label }));
    if (hint) {
      form.append(Object.assign(document.createElement("p"), { className: "form-text", id: `${id}-hint`, textContent: hint }));
      control.setAttribute("aria-describedby", `${id}-hint`);
    }
    form.append(control);
    return control;
  });
  const actions = Object.assign(document.createElement("div"), { className: "actions" });
  const button = (text, value, style) => {
    const made = Object.assign(document.createElement("button"), { type: "submit", value, className: `btn ${style}`, textContent: text });
    actions.append(made);
  };
  button(words.save, "save", "btn-primary");
  if (remove) button(remove, "remove", "btn-outline");
  button(words.cancel, "", "btn-outline");
  form.append(actions);
  dialog.append(form);
  // Outside of the form of the text, so that nothing of it is sent or kept with it.
  document.body.append(dialog);
  return new Promise((done) => {
    dialog.addEventListener("close", () => {
      const told = Object.fromEntries(controls.map((control) => [control.name, control.value]));
      dialog.remove();
      done(dialog.returnValue ? { ...told, isRemoved: dialog.returnValue === "remove" } : null);
    });
    dialog.showModal();
    controls[0].focus();
  });
}
