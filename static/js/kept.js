// Keeps a copy of every form with prose, or with more than three fields, in this browser until
// the server has confirmed that very text. Each change gives the copy a new name, so that the
// name which the server confirms belongs to one text alone: the draft, how often it was changed,
// and a word by chance. Each window has a draft of its own; one that goes on with another takes its
// place as soon as somebody types.
const modules = document.querySelector("script[data-modules]").dataset;
const words = document.querySelector("[data-words]").dataset;
const language = document.documentElement.lang;
const UNKEPT = ["submit", "button", "reset", "image", "password", "file", "fieldset", "output"];
const UNNAMED = ["csrfmiddlewaretoken", "kept_copy", "version", "once"];
const PAUSE = 250, TWICE = 15000;
// What people call this form: the record above it, and what is done with it.
const title = [...document.querySelectorAll(".crumbs li:nth-last-child(2), h1")].map((one) => one.textContent.trim().replace(/\s+/g, " ")).join(" – ").slice(0, 300);
const chance = () => Math.random().toString(36).slice(2, 9);
const stemOf = (id) => /^([a-z0-9]{8,30})-\d+-/.exec(id)?.[1];
const drafts = (start) => Object.keys(localStorage).filter((key) => key.startsWith(start));
let session, unsent, line, before = [], isOver = false;
document.addEventListener("copies:end", () => {
  for (const copy of copies) if (copy.timer) copy.write();
  isOver = true;
});

const inside = (address) => new URL(address, location.href).pathname.replace(new RegExp(`^/${language}(?=/)`), "");
const load = (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
const clock = (at) => {
  const today = new Date(at).toDateString() === new Date().toDateString();
  return new Date(at).toLocaleString(language, { dateStyle: today ? undefined : "medium", timeStyle: "short", hourCycle: "h23" });
};

// ---- What a form holds, and putting it back --------------------------------------------------

const controls = (form) => [...form.elements].filter((one) => one.name && !UNKEPT.includes(one.type) && !UNNAMED.includes(one.name));

function read(form) {
  const fields = {};
  for (const one of controls(form)) {
    const values = (fields[one.name] ??= []);
    if (["checkbox", "radio"].includes(one.type)) one.checked && values.push(one.value);
    else if (one.type === "select-multiple") values.push(...[...one.selectedOptions].map((each) => each.value));
    else values.push(one.value);
  }
  return fields;
}

// A browser lets no page choose a file: it is only remembered that there was one.
const filesOf = (form) => [...form.querySelectorAll("input[type=file]")].flatMap((one) => [...one.files].map((each) => each.name));
const changed = (one, other) => Object.keys(one).filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]));

async function fill(form, fields) {
  for (const section of form.querySelectorAll("[data-rows]")) {
    await import(modules.rowsJs);
    const total = Number(fields[`${section.dataset.rows}-TOTAL_FORMS`]?.[0] ?? 0);
    section.dispatchEvent(new CustomEvent("rows:want", { detail: total }));
  }
  const seen = {};
  for (const one of controls(form)) {
    const values = fields[one.name];
    if (!values || one.name.endsWith("_FORMS")) continue;
    if (["checkbox", "radio"].includes(one.type)) one.checked = values.includes(one.value);
    else if (one.type === "select-multiple") for (const each of one.options) each.selected = values.includes(each.value);
    else one.value = values[(seen[one.name] = (seen[one.name] ?? -1) + 1)] ?? one.value;
    one.dispatchEvent(new CustomEvent("input", { bubbles: true, detail: "restored" }));
  }
}

// ---- One form --------------------------------------------------------------------------------

function button(name, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-outline btn-small", textContent: words[name] });
  made.addEventListener("click", act);
  return made;
}

class Copy {
  constructor(form, address, index) {
    Object.assign(this, { form, dirty: false, waiting: false, passing: false, count: 0, from: [], offered: [] });
    this.name = `${address}:${form.getAttribute("id") ?? form.getAttribute("name") ?? index}`;
    this.start = `draft:${words.user}:${this.name}#`;
    this.renew();
    this.state = form.querySelector("[data-save-state]") ?? this.place();
    this.base = read(form);
    this.isOffline = "autosave" in form.dataset || "offline" in form.dataset;
  }

  get words() { return words; }
  // Another draft: what was kept until now stays as it is.
  renew() {
    this.stem = `${Date.now().toString(36)}${chance()}`;
    this.key = this.start + this.stem;
    this.count = 0;
  }

  place() {
    const state = Object.assign(document.createElement("p"), { className: "save-state" });
    state.setAttribute("role", "status");
    const actions = this.form.querySelector(".actions:last-of-type");
    actions ? actions.before(state) : this.form.append(state);
    return state;
  }

  get field() { return this.form.elements.namedItem("version"); }
  get version() { return this.field?.value ?? this.form.dataset.version ?? ""; }
  set version(value) {
    if (this.field) this.field.value = value;
    if ("version" in this.form.dataset) this.form.dataset.version = value;
  }
  // The key by which the server knows a form that it has saved, though the answer was lost.
  get once() { return this.form.elements.namedItem("once"); }
  get changes() { return changed(read(this.form), this.base).filter((name) => this.form.elements.namedItem(name)?.type !== "hidden").length; }

  tell(sentence, isBad = true, ...buttons) {
    this.shown = "";
    this.state.textContent = sentence;
    this.state.classList.toggle("bad", isBad);
    for (const [name, act] of buttons) this.state.append(" ", button(name, act));
  }
  say(name, time = "", ...buttons) {
    this.tell(words[name].replace("{time}", time), !["saving", "saved", "restored", "checking", "held"].includes(name), ...buttons);
    this.shown = name;
  }

  write() {
    clearTimeout(this.timer);
    this.timer = null;
    if (isOver) return;
    this.id = `${this.stem}-${++this.count}-${chance()}`;
    this.kept = {
      id: this.id, from: this.from, version: this.version, at: Date.now(), fields: { ...this.lost, ...read(this.form) }, files: filesOf(this.form), form: this.name, once: this.once?.value,
      page: this.form.dataset.page ?? location.pathname + location.search, action: new URL(this.form.getAttribute("action") || location.href, location.href).pathname,
      title,
    };
    try {
      this.isStored = false;
      localStorage.setItem(this.key, JSON.stringify(this.kept));
      this.isStored = true;
      for (const id of this.from) this.forget(id);
    } catch {
      this.say("full");
    }
    // A page that saves itself needs no other place for what it could save.
    if (!this.waiting && (!this.autosave || this.autosave.isStuck())) this.unsent?.later();
    banner();
  }
  // The copy of this very text in this browser; where a window typed on since, it has another name.
  forget(id) {
    const key = this.start + stemOf(id);
    if (load(key)?.id === id) localStorage.removeItem(key);
  }
  confirmed(id) {
    this.forget(id);
    if (this.id === id) this.base = read(this.form);
    if (this.unsent?.isHeld() || this.from.length) this.unsent.drop(id, ...this.from);
    this.from = [];
    banner();
  }
  async discard() {
    if (!confirm(words.sure)) return;
    clearTimeout(this.timer);
    this.dirty = this.timer = null;
    for (const id of [this.id, ...this.from]) this.forget(id);
    await this.unsent.drop(this.id, ...this.from);
    this.form.reset();
    location.assign(location.pathname + location.search);
  }

  async restore() {
    const all = drafts(this.start).map(load).filter(Boolean).sort((one, other) => other.at - one.at);
    const answered = all.find((kept) => kept.id === words.answered);
    // The page answers that very text: what it shows is the newer of the two.
    if (answered) { this.goOnWith(answered); this.dirty = true; }
    for (const kept of all) if (kept !== answered) await this.offer(kept);
  }
  goOnWith(kept) {
    this.id = kept.id;
    this.kept = kept;
    this.from = [kept.id, ...(kept.from ?? [])].slice(0, 20);
  }
  // What this browser or the server keeps of this form; of two drafts a person chooses.
  async offer(kept) {
    if (!kept || [this.id, ...this.from, ...this.offered, words.answered].map(stemOf).includes(stemOf(kept.id))) return;
    const drop = () => { this.forget(kept.id); return this.unsent.drop(kept.id, ...(kept.from ?? [])); };
    if (!changed(kept.fields, this.base).length) { drop(); return; }
    const isSame = !changed(kept.fields, read(this.form)).length;
    if (!this.id && (isSame || !this.dirty)) { await this.putBack(kept); return; }
    this.offered.push(kept.id);
    const box = Object.assign(document.createElement("div"), { className: "alert warn", textContent: words.elsewhere.replace("{time}", clock(kept.at)) });
    const bring = async () => {
      // What stands here is kept first, beside it.
      if (this.timer || !this.kept) this.write();
      if (!(await this.unsent.isKept())) return;
      await this.autosave?.settle();
      if (this.timer) this.write();
      box.remove();
      this.renew();
      await this.putBack(kept);
    };
    box.append(" ", button("bring", bring), " ", button("discard", () => { if (confirm(words.sure)) { box.remove(); drop(); } }));
    this.form.prepend(box);
  }
  async putBack(kept) {
    this.goOnWith(kept);
    const isStale = kept.version !== this.version;
    await fill(this.form, kept.fields);
    this.showLost(kept.fields);
    this.version = kept.version;
    if (kept.once && this.once) this.once.value = kept.once;
    this.dirty = true;
    this.say(isStale ? "stale" : "restored", clock(kept.at), ["discard", () => this.discard()]);
    if (kept.files?.length) this.state.firstChild.after(` ${words.files.replace("{names}", kept.files.join(", "))}`);
  }
  showLost(fields) {
    const lost = Object.entries(fields).filter(([name, values]) => !this.form.elements.namedItem(name) && values.some((one) => /\p{L}/u.test(one)));
    if (!lost.length) return;
    // They stay in the copy: the page that can take them may come later.
    this.lost = Object.fromEntries(lost);
    const box = Object.assign(document.createElement("details"), { className: "more" });
    box.append(Object.assign(document.createElement("summary"), { textContent: words.kept }));
    for (const text of lost.flatMap(([, values]) => values)) box.append(Object.assign(document.createElement("blockquote"), { textContent: text, dir: "auto" }));
    this.form.prepend(box);
  }

  // What keeps the text from being sent is said in place; the page goes on when it is over.
  hindered({ state }, again) {
    if (["signedOut", "other"].includes(state)) session.whenBack(again, () => { this.shown = ""; again(); }, () => this.say("other"));
    if (state === "signedOut") this.say(state, "", ["signAgain", session.openSignIn]);
    else if (state === "other") this.say(state, "", ["signAgain", session.openSignOut]);
    else this.say(state, "", ["again", again]);
  }

  // What was pressed last is sent once that is possible, unless the text has ended elsewhere since.
  resume = () => {
    if (this.hasEnded) this.sayEnded();
    else this.submit(this.pressed);
  };
  // It was sent, discarded or gone on with in another window of this browser.
  get hasEnded() { return Boolean(!this.autosave && this.isStored) && load(this.key)?.id !== this.id; }
  sayEnded() {
    this.say("ended", "", ["sendAgain", () => this.submit(this.pressed, true)]);
    this.autosave?.goOn();
  }

  async submit(button, isSure = false) {
    this.pressed = button;
    if (this.waiting || this.sent) return;
    this.waiting = true;
    this.say("checking");
    let answer, hasEnded;
    try {
      await this.autosave?.settle();
      this.write();
      await this.unsent.settle();
      answer = await session.check();
      hasEnded = answer.state === "ok" && !isSure && await this.unsent.hasEnded();
    } finally {
      this.waiting = false;
    }
    if (answer.state !== "ok") {
      if (!this.autosave) this.unsent.later();
      this.hindered(answer, this.resume);
      return this.autosave?.goOn();
    }
    if (hasEnded) return this.sayEnded();
    let field = this.form.querySelector("input[name=kept_copy]");
    if (!field) this.form.append(field = Object.assign(document.createElement("input"), { type: "hidden", name: "kept_copy" }));
    field.value = this.id;
    this.autosave?.stop();
    this.passing = this.sent = true;
    this.form.requestSubmit(this.pressed);
    this.passing = false;
    // It waits for a file, and is sent again once that is there.
    if ("uploading" in this.form.dataset) this.sent = false;
    // Whoever clicks twice means it once.
    setTimeout(() => { this.sent = false; }, TWICE);
  }

  async attach() {
    const { form } = this;
    session ??= await import(modules.sessionJs);
    unsent ??= await import(modules.unsentJs);
    if (form.querySelector("[data-rows]")) await import(modules.rowsJs);
    this.unsent = unsent.start(this);
    let isTyped = false;
    form.addEventListener("input", (event) => {
      if (event.detail === "restored") return;
      this.dirty = isTyped = true;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.write(), PAUSE);
    });
    // Somebody was faster at typing than these scripts at loading: nothing is put back over it.
    isTyped ||= [...form.querySelectorAll("textarea, input[type=text]")].some((one) => one.name && one.value !== one.defaultValue);
    this.dirty ||= isTyped;
    await this.restore();
    form.addEventListener("submit", (event) => {
      if (this.passing) return;
      event.preventDefault();
      this.submit(event.submitter?.form === form ? event.submitter : null);
    });
    addEventListener("pageshow", () => { this.sent = false; });
    addEventListener("pagehide", () => { if (this.timer) this.write(); });
    // Where two texts clash, a person decides with the button what is saved.
    if (form.dataset.autosave && !form.querySelector("[data-conflicts]")) this.autosave = (await import(modules.autosaveJs)).start(form, this);
    // What was typed until now, no autosave has seen.
    if (isTyped && !this.id) this.write();
    if (isTyped && this.dirty) this.autosave?.goOn();
    form.dataset.kept = "";
  }
}

function isKept(form) {
  const fields = controls(form).filter((one) => one.type !== "hidden");
  return fields.some((one) => one.type === "textarea") || new Set(fields.map((one) => one.name)).size > 3;
}

// ---- The page --------------------------------------------------------------------------------

function forgetWhatIsSaved() {
  const saved = /(?:^|; )kept_copy_saved=([A-Za-z0-9-]{1,40})/.exec(document.cookie)?.[1];
  if (!saved) return;
  for (const key of drafts("draft:")) {
    const kept = load(key);
    if (kept?.id !== saved) continue;
    localStorage.removeItem(key);
    before = kept.from ?? [];
  }
  document.cookie = "kept_copy_saved=; path=/; max-age=0";
}

forgetWhatIsSaved();
const isAccount = inside(location.pathname).startsWith("/accounts/");
const sameAddress = {}, copies = [];
async function take(place) {
  const forms = isAccount ? [] : [...place.querySelectorAll('form[method="post" i]:not([data-ready])')];
  const taken = forms.filter(isKept).map((form) => {
    const address = inside(form.getAttribute("action") || location.pathname);
    // A form with a name of its own is the same one whenever it is opened.
    if (!form.id) sameAddress[address] = (sameAddress[address] ?? -1) + 1;
    return new Copy(form, address, sameAddress[address]);
  });
  copies.push(...taken);
  await Promise.all(taken.map((copy) => copy.attach()));
  if (before.length) (unsent ??= await import(modules.unsentJs)).drop(...before.splice(0));
  if (!taken.length) return;
  const ids = taken.flatMap((copy) => drafts(copy.start).map((key) => load(key)?.id ?? ""));
  const { forms: kept = {}, ended = [] } = await unsent.newest(taken.map((copy) => copy.name), ids);
  for (const copy of taken) {
    for (const id of ended) copy.forget(id);
    // It was sent or discarded in another window: what was put back here is none of it any more.
    if (ended.includes(copy.id) && !copy.count && !copy.timer) { copy.form.reset(); location.reload(); return; }
    await copy.offer(kept[copy.name]);
  }
}
take(document);
// Forms that come to the page later, and those that were saved without leaving it.
document.addEventListener("form:added", (event) => take(event.target));
document.addEventListener("form:saved", () => { forgetWhatIsSaved(); take(document.createElement("p")); });

function banner(isCut = line && !line.hidden) {
  if (!copies.some((copy) => copy.isOffline)) return;
  if (!line) {
    line = Object.assign(document.createElement("div"), { className: "alert warn", hidden: true });
    line.setAttribute("role", "status");
    document.querySelector("main").prepend(line);
  }
  const sum = copies.reduce((all, copy) => all + copy.changes, 0);
  if (isCut) line.textContent = words.line.replace("{n}", sum);
  line.hidden = !isCut;
}

if (copies.some((copy) => copy.isOffline)) (await import(modules.offlineJs)).start(banner);
