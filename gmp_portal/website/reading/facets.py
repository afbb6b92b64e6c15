"""How many results a search has of each kind, area and language, each a link to just these."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from gmp_portal.search.looking import Hit
from gmp_portal.search.register import FINDABLE
from gmp_portal.ui import languages
from gmp_portal.ui.components import Bar
from partners.reading import interests

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Facet = tuple["StrOrPromise", list[Bar]]


def of(request: HttpRequest, hits: Iterable[Hit], wanted: dict[str, Any]) -> list[Facet]:
    """The facets by which these hits differ and are not narrowed down yet."""
    hits = list(hits)
    records = {hit.whole: hit for hit in hits}.values()
    # A record counts for each language in which it has the words.
    languages_of = dict.fromkeys((hit.whole, hit.language) for hit in hits if hit.language)
    areas = {area.slug: area.name for area in interests.choices()}
    counted: dict[str, tuple[StrOrPromise, dict[str, StrOrPromise], Counter[str]]] = {
        "kind": (
            _("Kinds"),
            {kind: findable.label for kind, findable in FINDABLE.items()},
            Counter(hit.kind for hit in records),
        ),
        "area": (_("Areas"), areas, Counter(area for hit in records for area in hit.areas)),
        "language": (
            _("Languages"),
            dict(languages.of_content()),
            Counter(language for _whole, language in languages_of),
        ),
    }
    return [
        (label, [_link(request, name, key, names[key], number) for key, number in most])
        for name, (label, names, counts) in counted.items()
        if name not in wanted
        and len(most := [pair for pair in counts.most_common() if pair[0] in names]) > 1
    ]


def _link(
    request: HttpRequest, name: str, key: str, label: "StrOrPromise", number: int
) -> Bar:
    left = {"page", name}
    kept = {
        asked: said for asked, said in request.GET.items() if said and asked not in left
    }
    return Bar(label, number, "?" + urlencode(kept | {name: key}))
