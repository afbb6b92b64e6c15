// Saves a draft two seconds after the last key and on leaving a field. Nothing typed is lost:
// what the server has not confirmed stays in this browser until it has.
const IDLE = 2000;

function attach(form) {
  const url = form.dataset.autosave;
  const key = `draft:${url}`;
  const state = form.querySelector("[data-save-state]") ?? document.querySelector("[data-save-state]");
  let timer, dirty = false, saving = false, stopped = false, running = null;

  const say = (name, time = "") => {
    if (!state) return;
    state.textContent = (state.dataset[name] ?? "").replace("{time}", time);
    state.classList.toggle("bad", !["saving", "saved", "restored"].includes(name));
  };
  const tell = (sentence) => {
    if (!state) return;
    state.textContent = sentence;
    state.classList.add("bad");
  };
  const version = () => form.dataset.version ?? "";
  const texts = () => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
  const keep = () => { try { localStorage.setItem(key, JSON.stringify({ version: version(), texts: texts() })); } catch { /* storage full or off */ } };
  const forget = () => localStorage.removeItem(key);

  async function save(leaving = false) {
    clearTimeout(timer);
    if (!dirty || saving || stopped) return;
    dirty = false; saving = true;
    say("saving");
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    body.set("version", version());
    try {
      const response = await fetch(url, { method: "POST", body, keepalive: leaving, headers: { Accept: "application/json" } });
      const isData = (response.headers.get("Content-Type") ?? "").includes("json");
      if (response.ok && isData && !response.redirected) {
        const answer = await response.json();
        form.dataset.version = answer.version ?? version();
        if (form.elements.version) form.elements.version.value = form.dataset.version;
        if (!dirty) forget();
        say("saved", answer.saved ?? new Date().toTimeString().slice(0, 5));
      } else if (response.status === 409) {
        stopped = true;
        const [reason] = isData ? (await response.json()).refusals ?? [] : [];
        if (reason) tell(reason);
        else say("conflict");
      } else {
        say(response.status === 422 ? "invalid" : "failed");
      }
    } catch {
      dirty = true;
      say("offline");
    } finally {
      saving = false;
      if (dirty && !stopped) timer = setTimeout(() => { running = save(); }, 5 * IDLE);
    }
  }

  form.addEventListener("input", () => {
    dirty = true;
    keep();
    clearTimeout(timer);
    timer = setTimeout(start, IDLE);
  });
  const start = () => { running = save(); };
  // On the way to a button the form is sent anyway; saving it too would race with it.
  form.addEventListener("focusout", (event) => { if (event.relatedTarget?.type !== "submit") start(); });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (saving) {
      // Let the save arrive first: it changes the version that this form must carry.
      event.preventDefault();
      running.finally(() => form.requestSubmit(event.submitter));
      return;
    }
    stopped = true;
    if (navigator.onLine) forget();
  });
  addEventListener("online", start);
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(true); });

  const kept = JSON.parse(localStorage.getItem(key) ?? "null");
  if (kept?.version === version()) restore(form, kept.texts) && say("restored");
  else if (kept) { showKept(form, state, kept.texts); say("conflict"); }
}

function restore(form, texts) {
  let changed = false;
  for (const [name, value] of texts) {
    const field = form.elements[name];
    if (field && "value" in field && ["textarea", "text"].includes(field.type) && field.value !== value) {
      field.value = value;
      changed = true;
    }
  }
  return changed;
}

function showKept(form, state, texts) {
  const box = document.createElement("details");
  box.className = "more";
  box.append(Object.assign(document.createElement("summary"), { textContent: state?.dataset.kept ?? "…" }));
  for (const [name, value] of texts) {
    if (form.elements[name]?.type !== "textarea") continue;
    box.append(Object.assign(document.createElement("blockquote"), { textContent: value, dir: "auto" }));
  }
  form.prepend(box);
}

document.querySelectorAll("form[data-autosave]").forEach(attach);
