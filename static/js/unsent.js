// What is typed into a form and not sent is kept on the server, too, for its author alone:
// another browser, or the same one after its storage was emptied, goes on with it.
const modules = document.querySelector("script[data-modules]").dataset;
const words = document.querySelector("[data-words]").dataset;
const session = await import(modules.sessionJs);
const IDLE = 3000, LONGEST = 60000, PATIENCE = 20000;
// What browsers still send while a page is closed.
const LAST_WORDS = 60000;
const headers = { Accept: "application/json" };
const isData = (response) => !response.redirected && (response.headers.get("Content-Type") ?? "").includes("json");

// The newest of what is kept for each form of this page; nothing where it cannot be asked.
export async function newest(names) {
  try {
    const query = new URLSearchParams(names.map((name) => ["form", name]));
    const response = await fetch(`${words.unsent}newest/?${query}`, { headers, cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    return response.ok && isData(response) ? await response.json() : {};
  } catch {
    return {};
  }
}

function post(act, values, token, options) {
  const body = new FormData();
  for (const [name, value] of Object.entries({ csrfmiddlewaretoken: token, ...values })) body.set(name, value);
  return fetch(`${words.unsent}${act}/`, { method: "POST", body, headers, ...options });
}

export function start(copy) {
  const { form } = copy;
  let timer = null, running = null, pause = IDLE, held = "", told = "", isRefused = false;
  const token = () => form.elements.csrfmiddlewaretoken?.value ?? "";

  // From the first key on, not from the last: whoever types without a pause is kept, too.
  function later(wait = pause) {
    if (!isRefused) timer ??= setTimeout(keep, wait);
  }
  function again(name, wait = 0) {
    pause = Math.min(2 * pause, LONGEST);
    if (name && !copy.waiting && copy.shown !== name) copy.say(name);
    later(Math.max(wait * 1000, pause));
  }

  function keep(isLeaving = false) {
    clearTimeout(timer);
    timer = null;
    if (isRefused || held === copy.id || copy.shown === "signedOut") return running;
    return (running ??= send(isLeaving === true).finally(() => { running = null; }));
  }

  async function send(isLeaving) {
    const { id, kept } = copy;
    const values = {
      copy: id, form: copy.name, version: kept.version, fields_sent: JSON.stringify(kept.fields),
      page: location.pathname + location.search, action: new URL(form.getAttribute("action") || location.href, location.href).pathname,
      title: document.querySelector("h1")?.textContent.trim().replace(/\s+/g, " ").slice(0, 300) ?? "",
    };
    const isShort = new Blob(Object.values(values)).size < LAST_WORDS;
    const options = isLeaving && isShort ? { keepalive: true } : { signal: AbortSignal.timeout(PATIENCE) };
    let response;
    try {
      response = await post("keep", values, token(), options);
    } catch (error) {
      return again(error.name === "TypeError" ? "offline" : "busy");
    }
    if (response.status === 403 || response.redirected) return refused();
    // It is kept in this browser, and the button sends it; it can be kept nowhere else.
    if ([404, 409, 413, 422].includes(response.status)) { isRefused = true; return; }
    if (!response.ok || !isData(response)) return again("busy", Number(response.headers.get("Retry-After")) || 0);
    held = id;
    pause = IDLE;
    const answer = await response.json();
    if (copy.id !== id) later();
    // A page that saves itself says why it cannot; and nobody needs to hear the same twice.
    if (copy.autosave || copy.waiting || (copy.shown === "held" && told === answer.kept)) return;
    told = answer.kept;
    copy.say("held", told, ["discard", () => copy.discard()]);
  }

  async function refused() {
    const known = await session.check();
    if (known.state === "ok") return again("");
    copy.hindered(known, () => { keep(); });
  }

  // Before the form is sent nothing may be on its way that could arrive after it.
  async function settle() {
    await running;
    clearTimeout(timer);
    timer = null;
  }
  async function drop(id) {
    await settle();
    held = "";
    await post("drop", { copy: id }, token(), { keepalive: true }).catch(() => {});
  }

  addEventListener("online", () => { if (timer) { pause = IDLE; keep(); } });
  document.addEventListener("visibilitychange", () => { if (document.hidden && timer) keep(true); });
  document.addEventListener("copies:end", () => { if (timer) keep(true); });
  const isKept = async () => { await running; await keep(); return held === copy.id; };
  return { later, settle, drop, isKept, isHeld: () => Boolean(held) };
}
