// Whoever marks words of a text finds a link beside it that comments on them.
const LONGEST = 500;
const SHOWN = 40;

for (const link of document.querySelectorAll("[data-mark]")) {
  const place = document.querySelector(link.dataset.mark);
  if (!place) continue;
  const plain = link.href;
  const marked = () => {
    // A field that is hidden has its text above it, as it will read.
    const shown = place.hidden ? place.closest("[data-prose]")?.querySelector(".prose-text") : place;
    if (!shown) return "";
    if (shown.value !== undefined) return shown.value.slice(shown.selectionStart, shown.selectionEnd);
    const chosen = getSelection();
    return chosen.rangeCount && shown.contains(chosen.getRangeAt(0).commonAncestorContainer) ? String(chosen) : "";
  };
  // In a whole plan the words stand below the heading of their section.
  const section = () => {
    const { startContainer } = getSelection().getRangeAt(0);
    const above = [...place.querySelectorAll("h2[id^=section-]")].filter(
      (heading) => heading.compareDocumentPosition(startContainer) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    return above.at(-1)?.id.slice("section-".length);
  };
  document.addEventListener("selectionchange", () => {
    const words = marked().trim().slice(0, LONGEST);
    if (!words) return;
    const url = new URL(plain);
    url.searchParams.set("quote", words);
    if (place.value === undefined && section()) url.searchParams.set("section", section());
    link.href = url;
    link.textContent = link.dataset.marked.replace("{words}", words.length > SHOWN ? `${words.slice(0, SHOWN)}…` : words);
    if (place.value === undefined) getSelection().getRangeAt(0).endContainer.parentElement.closest(".para, dl, ul, p, h2, h3")?.after(link);
  });
}
