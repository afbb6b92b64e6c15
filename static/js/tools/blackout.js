// Draws black boxes on the pages of a signed letter; the figures in the rows are what is sent.
const SVG = "http://www.w3.org/2000/svg", WHOLE = 100, LEAST = 0.5;
const fields = (row) => [...row.querySelectorAll("input")];
const place = (row) => fields(row).map((field) => Number.parseFloat(field.value));
const isEmpty = (row) => fields(row).every((field) => field.value === "");
const within = (figure) => Math.min(WHOLE, Math.max(0, figure));

for (const page of document.querySelectorAll("[data-black-out]")) {
  const sheet = page.querySelector("svg"), list = page.querySelector("[data-boxes]");
  const rows = () => [...list.querySelectorAll("[data-box]")];

  const show = () => {
    const boxes = rows().filter((row) => place(row).every(Number.isFinite)).map((row) => draw(place(row)));
    sheet.replaceChildren(...boxes);
  };
  const set = (box, figures) => ["x", "y", "width", "height"].forEach((name, n) => { box.setAttribute(name, figures[n]); });
  const draw = (figures) => {
    const box = document.createElementNS(SVG, "rect");
    set(box, figures);
    return box;
  };
  const at = ({ clientX, clientY }) => {
    const { left, top, width, height } = sheet.getBoundingClientRect();
    return [within(((clientX - left) / width) * WHOLE), within(((clientY - top) / height) * WHOLE)];
  };
  const between = ([x, y], [u, v]) => [Math.min(x, u), Math.min(y, v), Math.abs(x - u), Math.abs(y - v)];

  function free() {
    const last = rows().find(isEmpty);
    if (last) return last;
    const copy = rows().at(-1).cloneNode(true);
    fields(copy).forEach((field) => { field.value = ""; });
    list.append(copy);
    return copy;
  }

  sheet.addEventListener("pointerdown", (down) => {
    if (down.button) return;
    down.preventDefault();
    sheet.setPointerCapture(down.pointerId);
    const from = at(down), drawn = draw([...from, 0, 0]);
    sheet.append(drawn);
    const move = (event) => set(drawn, between(from, at(event)));
    const end = (event) => {
      sheet.removeEventListener("pointermove", move);
      const box = between(from, at(event));
      if (event.type === "pointerup" && box[2] >= LEAST && box[3] >= LEAST) {
        fields(free()).forEach((field, n) => { field.value = box[n].toFixed(1); });
      }
      show();
    };
    sheet.addEventListener("pointermove", move);
    for (const type of ["pointerup", "pointercancel"]) sheet.addEventListener(type, end, { once: true });
  });
  list.addEventListener("input", show);
  list.addEventListener("click", (event) => {
    const row = event.target.closest("[data-remove]")?.closest("[data-box]");
    if (!row) return;
    fields(row).forEach((field) => { field.value = ""; });
    show();
    fields(row)[0].focus();
  });
  for (const button of list.querySelectorAll("[data-remove]")) button.hidden = false;
  show();
}
