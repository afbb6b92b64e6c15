// What is typed into a form and not sent is kept on the server, too, for its author alone:
// another browser, or the same one after its storage was emptied, goes on with it.
const modules = document.querySelector("script[data-modules]").dataset;
const words = document.querySelector("[data-words]").dataset;
const session = await import(modules.sessionJs);
const IDLE = 3000, LONGEST = 60000, PATIENCE = 20000, GOODBYE = 5000;
// What browsers still send while a page is closed.
const LAST_WORDS = 60000;
const headers = { Accept: "application/json" };
// Who is signed out is led to the page that signs in: not followed, for it brings another token.
const isData = (response) => (response.headers.get("Content-Type") ?? "").includes("json");

// The newest of what is kept for each form of this page; nothing where it cannot be asked.
export async function newest(names, ids) {
  try {
    const query = new URLSearchParams([...names.map((name) => ["form", name]), ...ids.map((id) => ["copy", id])]);
    const response = await fetch(`${words.unsent}newest/?${query}`, { headers, cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
    return response.ok && isData(response) ? await response.json() : {};
  } catch {
    return {};
  }
}

// The name of a copy is that of its draft, how often it was changed, and a word by chance.
const parts = (name) => [name.split("-")[0], Number(name.split("-")[1])];
function includes(name, other) {
  const [[stem, number], [otherStem, otherNumber]] = [parts(name), parts(other)];
  return stem === otherStem && number >= otherNumber;
}

const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
const page = ({ id, from, version, fields, form, page, action, title }) => (
  { copy: id, before: (from ?? []).join(" "), version, form, page, action, title, fields_sent: JSON.stringify(fields) }
);

function post(act, values, options) {
  const body = new FormData();
  for (const [name, value] of Object.entries({ csrfmiddlewaretoken: token(), ...values })) body.set(name, value);
  return fetch(`${words.unsent}${act}/`, { method: "POST", body, headers, redirect: "manual", ...options });
}

// Forgets drafts that were saved, or that nobody wants any more.
export const drop = (...names) => post("drop", { copy: names.join(" ") }, { keepalive: true, signal: AbortSignal.timeout(PATIENCE) }).catch(() => {});

// Whoever signs out leaves nothing in this browser that the server can keep.
export async function handOver() {
  const own = Object.keys(localStorage).filter((key) => key.startsWith(`draft:${words.user}:`));
  await Promise.all(own.map(async (key) => {
    try {
      const kept = localStorage.getItem(key);
      const response = await post("keep", page(JSON.parse(kept)), { signal: AbortSignal.timeout(GOODBYE) });
      // Another window may have typed on meanwhile.
      if (response.ok && isData(response) && localStorage.getItem(key) === kept) localStorage.removeItem(key);
    } catch { /* It stays here, for its author. */ }
  }));
}

export function start(copy) {
  let timer = null, running = null, pause = IDLE, held = "", heldFields = "", told = "", isRefused = false;
  // From the first key on, not from the last: whoever types without a pause is kept, too.
  function later(wait = pause) {
    if (!isRefused) timer ??= setTimeout(keep, wait);
  }
  function again(name) {
    pause = Math.min(2 * pause, LONGEST);
    if (name && !copy.waiting && copy.shown !== name) copy.say(name);
    later(Math.max(session.rest(), pause));
  }

  function keep(isLeaving = false) {
    clearTimeout(timer);
    timer = null;
    if (isRefused || held === copy.id || copy.hasEnded || ["signedOut", "other"].includes(copy.shown)) return running;
    return (running ??= send(isLeaving === true).finally(() => { running = null; }));
  }

  async function send(isLeaving) {
    const { id, kept } = copy;
    const values = page(kept);
    const keepalive = isLeaving && new Blob(Object.values(values)).size < LAST_WORDS;
    // A page that was hidden may come back: it does not wait for ever either.
    const options = { keepalive, signal: AbortSignal.timeout(PATIENCE) };
    let response;
    try {
      response = await post("keep", values, options);
    } catch (error) {
      return again(error.name === "TypeError" ? "offline" : "busy");
    }
    if (response.status === 403 || response.type === "opaqueredirect") return refused();
    // It is kept in this browser, and the button sends it; it can be kept nowhere else.
    if ([404, 409, 413, 422].includes(response.status)) { isRefused = true; return; }
    if (!response.ok || !isData(response)) { session.heed(response); return again("busy"); }
    held = id;
    heldFields = values.fields_sent;
    copy.from = [];
    pause = IDLE;
    const answer = await response.json().catch(() => ({}));
    if (copy.id !== id) later();
    // A page that saves itself says why it cannot; and nobody needs to hear the same twice.
    if (!answer.kept || copy.autosave || copy.waiting || (copy.shown === "held" && told === answer.kept)) return;
    told = answer.kept;
    copy.say("held", told, ["discard", () => copy.discard()]);
  }

  async function refused() {
    const known = await session.check();
    if (known.state === "ok") return again("");
    if (["busy", "offline"].includes(known.state)) return again(known.state);
    copy.hindered(known, () => { keep(); });
  }

  // Before the form is sent nothing may be on its way that could arrive after it.
  async function settle() {
    await running;
    clearTimeout(timer);
    timer = null;
  }
  async function forget(...names) {
    if (names.includes(copy.id)) await settle();
    if (names.some((name) => includes(name, held))) held = "";
    await drop(...names);
  }

  addEventListener("online", () => { if (timer) { pause = IDLE; keep(); } });
  document.addEventListener("visibilitychange", () => { if (document.hidden && timer) keep(true); });
  document.addEventListener("copies:end", () => { if (timer) keep(true); });
  const isKept = async () => { await running; await keep(); return held === copy.id; };
  // Whether this very text was sent or discarded in another window.
  async function hasEnded() {
    if (!held || JSON.stringify(copy.kept.fields) !== heldFields) return false;
    const { ended = [] } = await newest([], [held]);
    return ended.includes(held);
  }
  return { later, settle, drop: forget, isKept, hasEnded, isHeld: () => Boolean(held) };
}
