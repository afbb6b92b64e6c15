// Sends a chosen file in pieces before its form, and goes on where a bad line broke off (tus 1.0).
const LEAST = 16384, FIRST = 32768, MOST = 262144, BRISK = 3000, PATIENCE = 60000, SECOND = 1000, LONGEST = 30000;
const language = `${document.documentElement.lang}-u-nu-latn`;
const sizeOf = (bytes) => {
  const [unit, value] = bytes < 1e6 ? ["kilobyte", Math.ceil(bytes / 1024)] : ["megabyte", bytes / 1048576];
  return new Intl.NumberFormat(language, { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
};
const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
const unbase64 = (text) => new TextDecoder().decode(Uint8Array.from(atob(text), (one) => one.charCodeAt(0)));
// Tells a file again without its name, which is nobody's business once somebody has signed out.
const markOf = ({ name, size, lastModified }) => [size, lastModified, [...name].reduce((sum, one) => (sum * 31 + one.codePointAt(0)) | 0, 0)].join();
// Whatever script it is in, it keeps its direction.
const apart = (text) => `\u2068${text}\u2069`;
const uploads = [];

class Upload {
  constructor(box) {
    const [input, kept, state, bar, button] = box.querySelectorAll("input, progress, [role=status], button");
    Object.assign(this, { input, kept, state, bar, button, words: box.dataset, form: input.form, key: `upload:${box.dataset.place}` });
    input.addEventListener("change", () => this.choose());
    button.addEventListener("click", () => this.drop());
    // A copy of the form was put back.
    kept.addEventListener("input", () => this.recall());
    this.form.addEventListener("formdata", ({ formData }) => { if (kept.value) formData.delete(input.name); });
    addEventListener("online", () => this.wake?.());
    if (kept.value) this.show("", "remove");
    if (input.files.length) this.choose();
  }

  address(id = this.kept.value) { return `${this.words.upload}${id}/`; }
  say(name, values = {}) {
    const text = Object.entries(values).reduce((all, [key, value]) => all.replace(`{${key}}`, value), this.words[name] ?? name);
    const all = this.pressed ? `${text} ${this.words.waits}` : text;
    // Nobody wants to hear the same twice.
    if (this.state.textContent !== all) this.state.textContent = all;
  }
  show(name, button, values) {
    if (name) this.say(name, values);
    this.button.textContent = this.words[button] ?? "";
    this.button.parentElement.hidden = !button;
    this.bar.parentElement.hidden = button !== "stop";
  }
  ready(name, size) { this.show("ready", "remove", { name: apart(name), size: apart(sizeOf(size)) }); }

  choose() {
    const [file] = this.input.files, { accept } = this.input, { limit, kinds, large, empty } = this.words;
    this.kept.value = "";
    this.file = null;
    if (!file) return this.show(" ");
    const isKnown = accept.split(",").some((one) => file.name.toLowerCase().endsWith(one) || file.type === one);
    const why = !file.size ? empty : file.size > limit ? large : !isKnown && kinds;
    if (why) return this.show(why);
    this.file = file;
    this.send(file);
  }

  async send(file) {
    const mark = markOf(file), [known, id] = (localStorage.getItem(this.key) ?? "").split(" ");
    let address = known === mark ? this.address(id) : "", offset = null, step = FIRST, pause = SECOND, isAgain = false;
    this.bar.max = file.size;
    this.bar.value = 0;
    this.show("going", "stop", { percent: 0 });
    while (offset !== file.size) {
      const began = Date.now();
      let response;
      try {
        if (!address) response = await this.ask("POST", this.words.upload, { "Upload-Length": file.size, "Upload-Metadata": `filename ${base64(file.name)},place ${base64(this.words.place)}` });
        else if (offset === null) response = await this.ask("HEAD", address);
        else response = await this.ask("PATCH", address, { "Upload-Offset": offset, "Content-Type": "application/offset+octet-stream" }, file.slice(offset, offset + step));
        if (response.status >= 500 || response.status === 429) throw response;
      } catch {
        if (this.file !== file) return;
        // The piece may have arrived though its answer did not.
        offset = null;
        step = Math.max(LEAST, step / 2);
        this.say("down");
        await new Promise((wake) => { this.wake = wake; setTimeout(wake, pause); });
        pause = Math.min(2 * pause, LONGEST);
        if (this.file !== file) return;
        continue;
      }
      if (this.file !== file) return;
      if (response.ok) {
        address = response.headers.get("Location") ?? address;
        offset = Number(response.headers.get("Upload-Offset"));
        if (Date.now() - began < BRISK) step = Math.min(2 * step, MOST);
        pause = SECOND;
        isAgain = false;
        localStorage.setItem(this.key, `${mark} ${address.split("/").at(-2)}`);
        this.bar.value = offset;
        this.say("going", { percent: Math.floor(10 * offset / file.size) * 10 });
      } else if (response.status === 409) offset = null;
      else if (response.status === 404 && address) { address = ""; offset = null; }
      else if (response.status === 403 && !isAgain && await this.isBack()) isAgain = true;
      else {
        // The form takes the file itself, as without scripts.
        const answer = await response.json().catch(() => null);
        this.file = null;
        this.show(answer?.signed_out || !answer?.refusals?.[0] ? "failed" : answer.refusals[0]);
        return this.goOn();
      }
    }
    this.kept.value = address.split("/").at(-2);
    this.file = null;
    this.goOn();
    this.ready(file.name, file.size);
  }

  ask(method, address, headers = {}, body = undefined) {
    const token = this.form.elements.namedItem("csrfmiddlewaretoken")?.value ?? "";
    const all = { Accept: "application/json", "Tus-Resumable": "1.0.0", "X-CSRFToken": token, ...headers };
    return fetch(address, { method, headers: all, body, cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
  }

  // Signed out meanwhile, somebody signs in again in another window: then it goes on.
  async isBack() {
    if (!document.querySelector("[data-words]")) return false;
    const { check, whenBack } = await import(document.querySelector("script[data-modules]").dataset.sessionJs);
    const { state } = await check();
    if (state === "signedOut") whenBack(this.key, () => { if (!this.kept.value) this.choose(); }, () => {});
    return state === "ok";
  }

  async recall() {
    if (!this.kept.value) return;
    const response = await this.ask("HEAD", this.address()).catch(() => null);
    if (response?.status === 404) { this.kept.value = ""; this.show(" "); }
    const told = response?.ok && response.headers.get("Upload-Metadata")?.split(" ")[1];
    if (told) this.ready(unbase64(told), response.headers.get("Upload-Length"));
  }

  drop() {
    const id = this.kept.value || (localStorage.getItem(this.key) ?? "").split(" ")[1];
    this.show(this.file ? "stopped" : " ");
    this.input.value = this.kept.value = "";
    this.file = this.pressed = null;
    delete this.form.dataset.uploading;
    this.wake?.();
    localStorage.removeItem(this.key);
    if (id) this.ask("DELETE", this.address(id)).catch(() => {});
    this.input.focus();
  }

  wait(submitter) {
    this.form.dataset.uploading = "";
    this.pressed = { submitter };
    this.say(this.state.textContent.replace(` ${this.words.waits}`, ""));
  }
  goOn() {
    const { pressed } = this;
    this.pressed = null;
    delete this.form.dataset.uploading;
    if (pressed) this.form.requestSubmit(pressed.submitter);
  }
}

// Before all others who listen: the form is sent once its files are there.
addEventListener("submit", (event) => {
  const upload = uploads.find((one) => one.form === event.target && one.file);
  if (!upload) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  upload.wait(event.submitter);
}, true);

for (const box of document.querySelectorAll("[data-upload]")) uploads.push(new Upload(box));
