// Opens the rows of a list below themselves, and saves them there. It fetches the same pages that
// stand behind the links and forms without it, and takes from them what has changed.
const modules = document.querySelector("script[data-modules]").dataset;
const words = document.querySelector("[data-words]").dataset;
const state = document.querySelector("[data-grid-state]");
const PARTS = ["problems", "removed-rows", "section-dock", "section-steps"];
const say = (text, isBad = false) => {
  state.textContent = text;
  state.classList.toggle("bad", isBad);
};
let opened = null;

async function load(url, options = {}) {
  document.documentElement.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(url, { headers: { Accept: "text/html" }, ...options });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return { response, page };
  } finally {
    document.documentElement.removeAttribute("aria-busy");
  }
}

const gridOf = (element) => element.closest("[data-grid]");
const editorOf = (page) => page.querySelector("[data-row-editor]");
const linesOf = (grid) => [...grid.querySelectorAll('[data-in-place="row"]')];

// What the portal said on the page that it would have shown.
function told(page) {
  const said = [...page.querySelectorAll("main > .alert")].map((one) => one.textContent.trim().replace(/\s+/g, " "));
  if (said.length) say(said.join(" "));
}

// The lists as they stand now, with what hangs on them; the row that is open stays open.
function refresh(page) {
  for (const fresh of page.querySelectorAll("[data-grid]")) {
    const old = document.querySelector(`[data-grid="${fresh.dataset.grid}"]`);
    const kept = opened && gridOf(opened.place) === old ? opened : null;
    old.replaceWith(fresh);
    if (kept) place(kept.editor, fresh, kept.key);
  }
  for (const id of PARTS) {
    const fresh = page.getElementById(id);
    if (fresh) document.getElementById(id)?.replaceWith(fresh);
  }
}

// Below its line; a new row below all others.
function place(editor, grid, key) {
  const line = document.getElementById(key);
  let spot;
  if (line && grid.contains(line)) {
    spot = document.createElement("tr");
    const cell = spot.insertCell();
    cell.colSpan = line.cells.length;
    cell.append(editor);
    line.after(spot);
    line.classList.add("open");
    line.querySelector('[data-in-place="row"]').setAttribute("aria-expanded", "true");
  } else {
    spot = document.createElement("div");
    spot.append(editor);
    grid.append(spot);
  }
  spot.classList.add("opened");
  opened = { editor, place: spot, key, grid: grid.dataset.grid, list: opened?.list };
}

function close(isQuiet = false) {
  if (!opened) return null;
  const { place: spot, key, grid } = opened;
  spot.remove();
  opened = null;
  const line = document.getElementById(key);
  line?.classList.remove("open");
  const link = line?.querySelector('[data-in-place="row"]')
    ?? document.querySelector(`[data-grid="${grid}"] [data-in-place="new"]`);
  link?.removeAttribute("aria-expanded");
  if (!isQuiet) link?.focus();
  return link;
}

async function show(editor, grid, focus = true) {
  close(true);
  place(document.adoptNode(editor), grid, editor.dataset.rowEditor);
  if (editor.querySelector("[data-rows]")) await import(modules.rowsJs);
  await import(modules.hereJs);
  editor.dispatchEvent(new CustomEvent("form:added", { bubbles: true }));
  editor.addEventListener("input", () => { editor.dataset.typed = ""; });
  const first = editor.querySelector("[data-error-summary]") ?? editor.querySelector("input:not([type=hidden]), select, textarea");
  if (focus) first?.focus();
  opened?.place.scrollIntoView({ block: "nearest" });
}

async function open(link) {
  const grid = gridOf(link);
  const isOpen = opened && opened.key === link.closest("tr")?.id;
  if (isOpen || (opened && !link.isConnected)) return leave();
  if (opened) return leave(() => open(document.querySelector(`a[data-in-place][href="${link.getAttribute("href")}"]`)));
  const { response, page } = await load(link.href).catch(() => ({}));
  const editor = response?.ok && editorOf(page);
  if (!editor) return location.assign(link.href);
  return show(editor, grid);
}

// Closes the open row; what was typed into it is saved first, and stands in its line then.
function leave(after = null) {
  const form = opened && "typed" in opened.editor.dataset && opened.editor.querySelector("form[data-autosave]");
  if (form) {
    opened.after = after ?? (() => {});
    form.requestSubmit();
  } else {
    close(Boolean(after));
    after?.();
  }
}

async function list() {
  const { response, page } = await load(location.pathname + location.search);
  if (response.ok) refresh(page);
  return page;
}

// Sends a form of the open row; the answer is the list, the form with its errors, or the next form.
async function send(form, button) {
  const grid = gridOf(form);
  const body = new FormData(form, button);
  const { place: spot } = opened;
  let response, page;
  // What is typed while it is on its way would go with the form that the answer replaces.
  spot.inert = true;
  try {
    ({ response, page } = await load(form.getAttribute("action") || location.href, { method: "POST", body }));
  } catch {
    spot.inert = false;
    return say(words.offline, true);
  }
  const editor = editorOf(page);
  if (!response.ok) {
    if (editor) {
      // The page answers what was sent: what it shows is what this browser keeps.
      words.answered = page.querySelector("[data-words]")?.dataset.answered ?? "";
      return show(editor, grid);
    }
    spot.inert = false;
    return say(page.querySelector("main h1")?.textContent.trim() ?? "", true);
  }
  form.dispatchEvent(new CustomEvent("form:saved", { bubbles: true }));
  const { key, after } = opened ?? {};
  close(true);
  if (page.querySelector("[data-grid]")) refresh(page);
  else if (editor) await list();
  else return location.assign(response.url);
  told(page);
  const now = document.querySelector(`[data-grid="${grid.dataset.grid}"]`);
  if (editor) return show(editor, now);
  if (after) return after();
  (document.getElementById(key)?.querySelector('[data-in-place="row"]') ?? now.querySelector('[data-in-place="new"]')).focus();
  return null;
}

async function move(link, step) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  body.set("to", step < 0 ? "up" : "down");
  const key = link.closest("tr").id;
  const { response, page } = await load(`${link.href}move/`, { method: "POST", body });
  if (!response.ok) return;
  refresh(page);
  told(page);
  document.getElementById(key)?.querySelector('[data-in-place="row"]').focus();
}

document.addEventListener("click", async (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const link = event.target.closest("a");
  const how = link?.dataset.inPlace;
  if (how === "row" || how === "new") {
    event.preventDefault();
    await open(link);
  } else if (how === "remove") {
    event.preventDefault();
    const { response, page } = await load(link.href);
    const asked = response.ok && page.querySelector("main form[method=post]");
    if (!asked) return location.assign(link.href);
    const box = page.querySelector(".page-main");
    asked.setAttribute("action", link.href);
    box.querySelector("h1")?.remove();
    box.className = "asked";
    for (const back of box.querySelectorAll(".actions a")) back.remove();
    opened.editor.querySelector(".asked")?.remove();
    opened.editor.append(document.adoptNode(box));
    box.querySelector("input:not([type=hidden])")?.focus();
  } else if (opened && link && "close" in link.dataset && opened.editor.contains(link)) {
    event.preventDefault();
    await leave();
  }
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !opened?.editor.contains(form)) return;
  event.preventDefault();
  send(form, event.submitter);
});

document.addEventListener("keydown", async (event) => {
  if (event.isComposing) return;
  if (opened?.editor.contains(event.target)) {
    if (event.key === "Escape") { event.preventDefault(); await leave(); }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.target.form?.requestSubmit(event.target.form.querySelector("button[type=submit].btn-primary"));
    }
    return;
  }
  const link = event.target.closest?.('[data-in-place="row"]');
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!link || !step) return;
  event.preventDefault();
  if (event.altKey) { await move(link, step); return; }
  const all = linesOf(gridOf(link));
  all[all.indexOf(link) + step]?.focus();
});

// Rows that were copied elsewhere: they are looked at on a page of their own before any is written.
document.addEventListener("paste", async (event) => {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const grids = document.querySelectorAll("[data-grid]");
  const grid = gridOf(event.target) ?? (grids.length === 1 ? grids[0] : null);
  const link = grid?.querySelector("[data-paste]");
  if (!link || event.target.closest("input, textarea, select, form") || !/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  const { response, page } = await load(link.href);
  const form = response.ok && page.querySelector("main form[method=post]");
  if (!form) { location.assign(link.href); return; }
  form.setAttribute("action", link.href);
  form.querySelector("[name=text]").value = text;
  form.hidden = true;
  document.body.append(document.adoptNode(form));
  form.submit();
});
