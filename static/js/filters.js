// Shows the filtered list at once, keeps the focus where it is and the address shareable.
function attach(form) {
  const results = document.querySelector("[data-results]");
  const spoken = document.querySelector("[data-results-status]");
  if (!results) return;
  let newest = 0;
  form.addEventListener("change", async () => {
    const turn = ++newest;
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
    const url = `${form.action.split("?")[0]}?${query}`;
    results.setAttribute("aria-busy", "true");
    try {
      const page = new DOMParser().parseFromString(await (await fetch(url)).text(), "text/html");
      const fresh = page.querySelector("[data-results]");
      if (turn !== newest) return;
      if (!fresh) throw new Error("no results in the answer");
      results.replaceChildren(...fresh.childNodes);
      if (spoken) spoken.textContent = page.querySelector("[data-results-status]")?.textContent ?? "";
      history.replaceState(null, "", url);
    } catch {
      form.requestSubmit();
    } finally {
      results.removeAttribute("aria-busy");
    }
  });
}

document.querySelectorAll("form[data-filters]").forEach(attach);
