// Adds, removes and moves the rows of a formset; every button says which row it means.
function attach(section) {
  if ("attached" in section.dataset) return;
  section.dataset.attached = "";
  const { rows: prefix, item } = section.dataset;
  const list = section.querySelector("[data-rows-list]");
  const empty = section.querySelector("template[data-rows-empty]");
  const spoken = section.querySelector("[data-rows-spoken]");
  const total = section.querySelector(`[name="${prefix}-TOTAL_FORMS"]`);
  const rows = () => [...list.querySelectorAll("[data-row]")];
  const field = (row, name) => row.querySelector(`[name^="${prefix}-"][name$="-${name}"]`);
  const say = (name, n) => {
    spoken.textContent = section.dataset[name].replace("{item}", item).replace("{n}", n).replace("{total}", rows().length);
  };

  function button(row, name, act) {
    const made = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-outline btn-small" });
    made.dataset.act = name;
    made.textContent = section.dataset[name];
    made.addEventListener("click", () => act(row));
    return made;
  }

  function renumber() {
    const all = rows();
    all.forEach((row, index) => {
      const name = section.dataset.name.replace("{item}", item).replace("{n}", index + 1);
      row.setAttribute("aria-label", name);
      row.querySelector("[data-row-name]").textContent = name;
      row.querySelectorAll("[data-act]").forEach((one) => { one.setAttribute("aria-label", `${one.textContent}: ${name}`); });
      row.querySelectorAll('[data-act="up"]').forEach((one) => { one.disabled = index === 0; });
      row.querySelectorAll('[data-act="down"]').forEach((one) => { one.disabled = index === all.length - 1; });
      const order = field(row, "ORDER");
      if (order) order.value = index + 1;
    });
  }

  function move(row, step) {
    const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    step < 0 ? other.before(row) : other.after(row);
    renumber();
    say("moved", rows().indexOf(row) + 1);
    const again = row.querySelector(`[data-act="${step < 0 ? "up" : "down"}"]`);
    (again.disabled ? row.querySelector("[data-act]:not([disabled])") : again).focus();
    row.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function mark(row) {
    const box = field(row, "DELETE");
    if (!box) return;
    row.classList.toggle("gone", box.checked);
    row.querySelector('[data-act="remove"]').textContent = section.dataset[box.checked ? "keep" : "remove"];
  }

  function toggle(row) {
    const box = field(row, "DELETE");
    box.checked = !box.checked;
    mark(row);
    renumber();
    say(box.checked ? "removed" : "kept", rows().indexOf(row) + 1);
    row.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function dress(row) {
    const actions = row.querySelector("[data-row-actions]");
    const order = field(row, "ORDER"), box = field(row, "DELETE");
    if (order) {
      (order.closest("[data-row-order]") ?? order).hidden = true;
      actions.append(button(row, "up", () => move(row, -1)), button(row, "down", () => move(row, 1)));
    }
    if (box) {
      box.closest(".field").hidden = true;
      actions.append(button(row, "remove", toggle));
      mark(row);
    }
  }

  function add() {
    const holder = document.createElement("template");
    holder.innerHTML = empty.innerHTML.replaceAll("__prefix__", total.value);
    const row = holder.content.querySelector("[data-row]");
    list.append(row);
    total.value = Number(total.value) + 1;
    dress(row);
    renumber();
    row.dispatchEvent(new Event("rows:added", { bubbles: true }));
    return row;
  }

  section.querySelector("[data-rows-add]").addEventListener("click", (event) => {
    event.preventDefault();
    const row = add();
    say("added", rows().length);
    row.dispatchEvent(new Event("input", { bubbles: true }));
    row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  });
  // As many rows as were kept in this browser.
  section.addEventListener("rows:want", (event) => { while (Number(total.value) < event.detail) add(); });
  // What was put back may have been moved and removed; it is put back all in one go.
  let isFilled = false;
  section.addEventListener("input", (event) => {
    if (event.detail !== "restored" || isFilled) return;
    isFilled = true;
    queueMicrotask(() => {
      isFilled = false;
      const place = (row) => Number(field(row, "ORDER")?.value || Infinity);
      if (field(section, "ORDER")) list.append(...rows().sort((one, other) => place(one) - place(other) || 0));
      rows().forEach(mark);
      renumber();
    });
  });
  rows().forEach(dress);
  renumber();
}

document.querySelectorAll("[data-rows]").forEach(attach);
document.addEventListener("form:added", (event) => event.target.querySelectorAll("[data-rows]").forEach(attach));
