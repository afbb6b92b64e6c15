// The contents beside a text say where in it the reader is.
const links = new Map([...document.querySelectorAll("[data-contents] a[href^='#']")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
const places = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
let asked = 0;

function show() {
  asked = 0;
  const here = places.findLast((place) => place.getBoundingClientRect().top < innerHeight / 3) ?? places[0];
  for (const [id, link] of links) {
    if (id === here?.id) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

addEventListener("scroll", () => { asked ||= requestAnimationFrame(show); }, { passive: true });
show();
