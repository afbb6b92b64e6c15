"""Sitemaps (sitemaps.org): an index, and for each language its pages, part by part."""

from typing import Any

from django.conf import settings
from django.http import Http404
from django.template import loader
from django.utils import translation

from gmp_portal import offered
from gmp_portal.ui import full_addresses, public_pages

# Far below the 50,000 addresses and 50 MB that are allowed: a part is made in memory.
PER_PART = 2_000


def _parts(numbers: dict[str, int]) -> int:
    """Into how many parts so many pages of each language are divided."""
    return max(1, -(-sum(numbers.values()) // PER_PART))


def index() -> str:
    """All parts in all languages."""
    numbers = range(1, _parts(public_pages.numbers()) + 1)
    addresses = [
        full_addresses.whole(f"/sitemap-{code}.xml" + (f"?page={n}" if n > 1 else ""))
        for code in offered.codes()
        for n in numbers
    ]
    return loader.render_to_string("website/sitemap_index.xml", {"addresses": addresses})


def part(code: str, number: int) -> str:
    """One part in one language, each page with its other languages."""
    if code not in offered.codes():
        raise Http404
    numbers = public_pages.numbers()
    if not 1 <= number <= _parts(numbers):
        raise Http404
    first = (number - 1) * PER_PART
    with translation.override(settings.LANGUAGE_CODE):
        pages = public_pages.part(numbers, first, first + PER_PART)
    rows: list[Any] = [
        (
            full_addresses.whole(full_addresses.in_language(page.path, code)),
            page.changed_at,
            full_addresses.in_each_language(page.path),
        )
        for page in pages
    ]
    return loader.render_to_string("website/sitemap.xml", {"rows": rows})
