// Saves a draft two seconds after the last key and on leaving a field, as often as it takes.
const IDLE = 2000, LONGEST = 60000, PATIENCE = 20000;
// What browsers still send while a page is closed.
const LAST_WORDS = 60000;
const modules = document.querySelector("script[data-modules]").dataset;
const session = await import(modules.sessionJs);
const { remember } = await import(modules.offlineJs);

const text = (body) => JSON.stringify([...body].filter(([name]) => name !== "csrfmiddlewaretoken"));

export function start(form, copy) {
  const url = form.dataset.autosave;
  // What was sent and not answered: it may be saved, and is sent again before what was typed since.
  let timer, running = null, unanswered = null, stopped = false, isInvalid = false, pause = IDLE, isComposing = false;

  const later = (name) => {
    copy.dirty = true;
    pause = Math.min(2 * pause, LONGEST);
    copy.say(name);
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  };
  const stop = (sentence) => {
    stopped = true;
    copy.dirty = true;
    copy.tell(sentence);
    copy.unsent.later();
  };

  function save(leaving = false) {
    clearTimeout(timer);
    // Signed out, or somebody else is here: what is typed is kept, and saved when its author is back.
    if (["signedOut", "other"].includes(copy.shown)) return copy.write();
    // The button asks, or sends already: nothing leaves beside it.
    if (!copy.dirty || running || stopped || copy.waiting) return running;
    // A character that is being composed from several keys is no text yet, and nothing may come in now.
    const rest = isComposing && leaving !== true ? IDLE : session.rest();
    if (rest) {
      copy.write();
      timer = setTimeout(save, rest);
      return null;
    }
    running = send(leaving === true).finally(() => { running = null; });
    return running;
  }

  async function send(leaving, isAgain = false) {
    copy.write();
    copy.dirty = false;
    copy.say("saving");
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    body.set("version", copy.version);
    unanswered?.body.set("csrfmiddlewaretoken", body.get("csrfmiddlewaretoken"));
    const attempt = unanswered && text(unanswered.body) !== text(body) ? unanswered : { id: copy.id, body };
    if (attempt.id !== copy.id) copy.dirty = true;
    const length = [...attempt.body.values()].reduce((sum, one) => sum + new Blob([one]).size, 0);
    const options = { keepalive: leaving && length < LAST_WORDS, signal: AbortSignal.timeout(PATIENCE) };
    let response;
    try {
      response = await fetch(url, { method: "POST", body: attempt.body, headers: { Accept: "application/json" }, ...options });
    } catch (error) {
      unanswered = attempt;
      return later(error.name === "TypeError" ? "offline" : "busy");
    }
    const isData = (response.headers.get("Content-Type") ?? "").includes("json") && !response.redirected;
    const answer = isData ? await response.json().catch(() => null) : {};
    const isUnread = response.ok && !answer;
    // A portal that is busy saved nothing; who else answers in its place does not know.
    if (isUnread || (response.status >= 500 && response.status !== 503)) unanswered = attempt;
    else if ((response.ok && isData) || [404, 409, 413, 422].includes(response.status)) unanswered = null;
    if (isUnread) return later("busy");
    if (response.ok && isData) return saved(attempt.id, answer);
    if (response.status === 403 || response.redirected) return refused(leaving, isAgain, answer);
    if (response.status === 409) return stop(answer?.refusals?.[0] || copy.words.conflict);
    if (response.status === 422) return invalid(answer);
    if (response.status === 413 || response.status === 404) return stop(copy.words.failed);
    session.heed(response);
    return later("busy");
  }

  async function refused(leaving, isAgain, answer) {
    copy.dirty = true;
    const known = await session.check();
    if (known.state === "ok" && !isAgain) return send(leaving, true);
    if (known.state === "ok") return stop(answer?.refusals?.[0] || copy.words.failed);
    if (["busy", "offline"].includes(known.state)) return later(known.state);
    copy.hindered(known, save);
  }

  function invalid(answer) {
    copy.dirty = true;
    const [first] = Object.values(answer?.errors ?? {}).flat();
    isInvalid = true;
    copy.tell(first?.message ?? first ?? answer?.refusals?.[0] ?? copy.words.invalid);
    copy.unsent.later();
  }

  function saved(id, answer) {
    pause = IDLE;
    isInvalid = false;
    const isTypedSince = copy.dirty || copy.id !== id;
    // Rows that were entered now are known by their keys from here on, or they would be entered again.
    for (const [name, key] of Object.entries(answer.keys ?? {})) {
      const field = form.elements.namedItem(name);
      if (field) field.value = key;
    }
    // What was typed since, or cannot be shown here, stands on what was sent: it is joined next time.
    const isJoined = answer.merged && !isTypedSince && canJoin(form, answer.merged);
    if (isJoined) join(form, answer.merged);
    copy.version = (answer.merged && !isJoined ? answer.typed : answer.version) ?? copy.version;
    if (isTypedSince) { copy.write(); clearTimeout(timer); timer = setTimeout(save, IDLE); }
    copy.confirmed(id);
    if (answer.notice) copy.tell(answer.notice, false);
    else copy.say("saved", answer.saved ?? new Date().toTimeString().slice(0, 5));
    remember();
  }

  form.addEventListener("input", (event) => {
    if (event.detail === "restored") return;
    clearTimeout(timer);
    timer = setTimeout(save, IDLE);
  });
  form.addEventListener("compositionstart", () => { isComposing = true; });
  form.addEventListener("compositionend", () => { isComposing = false; });
  // On the way to a button the form is sent anyway; saving it too would race with it.
  form.addEventListener("focusout", (event) => { if (!(event.relatedTarget instanceof HTMLButtonElement)) save(); });
  addEventListener("online", () => { pause = IDLE; save(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(true); });
  addEventListener("pageshow", (event) => { if (event.persisted) stopped = false; });

  return {
    isStuck: () => stopped || isInvalid,
    stop: () => { clearTimeout(timer); stopped = true; },
    // The button could not send it: it is saved as a draft as soon as that is possible.
    goOn: () => { copy.dirty = true; timer = setTimeout(save, pause); },
    // A save that is on its way arrives first: it changes the version that the form must carry.
    settle: async () => {
      clearTimeout(timer);
      await running;
      if (unanswered && !stopped) await (running = send(false).finally(() => { running = null; }));
      clearTimeout(timer);
    },
  };
}

const TEXTS = ["textarea", "text", "select-one", "date", "datetime-local", "number", "email", "url"];
const canJoin = (form, merged) => Object.entries(merged).every(
  ([name, text]) => typeof text === "string" && TEXTS.includes(form.elements.namedItem(name)?.type),
);

// Puts in what somebody else wrote, and leaves caret and selection where they are.
function join(form, merged) {
  for (const [name, theirs] of Object.entries(merged)) {
    const field = form.elements.namedItem(name);
    const { value, selectionStart, selectionEnd, selectionDirection, scrollTop } = field;
    field.value = theirs;
    // The browser has a word in it, such as which characters end a line.
    const text = field.value;
    if (text === value) continue;
    // Only a text has a caret; a list or a number has none.
    if (field === document.activeElement && Number.isInteger(selectionStart)) {
      field.setSelectionRange(moved(selectionStart, value, text), moved(selectionEnd, value, text), selectionDirection);
      field.scrollTop = scrollTop;
    }
    field.dispatchEvent(new CustomEvent("input", { bubbles: true, detail: "restored" }));
  }
}

// Where a place in a text is once others have changed lines before or after it, or both.
function moved(at, value, text) {
  if (text.startsWith(value.slice(0, at))) return at;
  if (text.endsWith(value.slice(at))) return text.length - (value.length - at);
  const before = value.slice(0, at).split("\n");
  const line = value.split("\n")[before.length - 1], column = before.pop().length;
  const lines = text.split("\n"), twins = before.filter((one) => one === line).length;
  const index = lines.flatMap((one, number) => (one === line ? [number] : []))[twins] ?? lines.indexOf(line);
  if (index < 0) return Math.min(at, text.length);
  return lines.slice(0, index).reduce((sum, one) => sum + one.length + 1, column);
}
