"""Find what the portal holds, by words, for whoever looks (A1-6d-ii)."""

import re
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from gmp_portal.search import highlights, looking, spelling
from gmp_portal.search.models import Entry
from gmp_portal.search.questions import LONGEST_QUESTION, Question, Term
from gmp_portal.search.register import FINDABLE, UNDATED
from gmp_portal.ui import languages
from gmp_portal.ui.filters import FilterForm
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.shared_pages import shared
from gmp_portal.website.reading import facets, found_by
from gmp_portal.workflow import STEP_BY_STEP, unmet
from partners.reading import interests

PER_PAGE = 20
# So many places of one record are shown; a link leads to the others.
SHOWN = 3
LONGEST_KEY = 18
# The heading of a paragraph is its number, with the sign of the report's language behind it.
_NUMBER_ALONE = re.compile(r"(\d+)\W*")
_BLANKS = re.compile(r"[^\S\t]+")
# What a record looks like in the list; whatever is not named is a document.
ICONS_OF_KINDS = {
    "partner": "people",
    "letter": "letter",
    "area": "map",
    "plan": "chart",
    "decision": "gavel",
    "meeting": "cal",
    "recommendation": "talk",
}


ORDERS = [
    ("", pgettext_lazy("order of hits", "Best match first")),
    ("newest", pgettext_lazy("order of hits", "Newest first")),
]


class SearchForm(FilterForm):
    """What somebody looks for, and of what kind it shall be."""

    q = forms.CharField(
        label=_("Words, a name or a symbol"),
        max_length=LONGEST_QUESTION,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    area = forms.ChoiceField(label=_("Area"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    order = forms.ChoiceField(
        label=_("Order"), required=False, choices=ORDERS, widget=forms.HiddenInput
    )

    # The words are the question itself, and the order leaves nothing out.
    arranging = ("q", "order", "within")
    within = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = ("", _("All"))
        kinds = [(kind, findable.label) for kind, findable in FINDABLE.items()]
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = [every, *kinds]
        fields["area"].choices = [
            every,
            *((area.slug, area.name) for area in interests.choices()),
        ]
        fields["language"].choices = [every, *languages.of_content()]

    def clean_within(self) -> tuple[str, int] | None:
        """Give the kind and key of the one record of which all places are wanted."""
        within: str = self.cleaned_data["within"]
        kind, _dash, key = within.rpartition("-")
        if not within:
            return None
        if kind not in FINDABLE or not key.isdecimal() or len(key) > LONGEST_KEY:
            raise forms.ValidationError(unmet(_("There is no such record."), STEP_BY_STEP))
        return kind, int(key)


@login_not_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Everything with these words that the reader may see, a page at a time."""
    form = SearchForm(request.GET)
    wanted = form.applied
    question = Question(wanted.get("q", ""))
    context: dict[str, Any] = {
        "form": form,
        "question": question,
        "is_narrowed": bool(wanted.keys() & {"kind", "area", "language"}),
    }
    if not question.is_empty:
        context |= _results(form, request, question, wanted)
    return render(request, "website/search.html", context)


def _results(
    form: SearchForm, request: HttpRequest, question: Question, wanted: dict[str, Any]
) -> dict[str, Any]:
    kind, record = wanted.get("within") or (wanted.get("kind", ""), None)
    filters = looking.Filters(
        kind, wanted.get("area", ""), wanted.get("language", ""), record
    )
    ordered, most = _ordered(request, question, filters, wanted)
    records = looking.by_record(ordered)
    groups = [*records.values()]
    if record is not None:
        groups = [[key] for group in groups for key in group]
    page = page_of(request, groups, PER_PAGE)
    first = [key for group in page.object_list for key in group[:SHOWN]]
    shown = looking.in_this_language(looking.shown(first, request.user))
    told = looking.told(shown.values())
    every = (_result(request, group, shown, told, question) for group in page.object_list)
    results = [result for result in every if result]
    _say_by_what(results, question)
    return {
        "page": page,
        "results": results,
        "is_within": record is not None,
        "outside": _address(request, without="within"),
        "orders": form.switch("order", dict(ORDERS)) if len(groups) > 1 else [],
        "most": most if len(ordered) >= most else 0,
        "facets": [] if record is not None else facets.of(request, ordered, wanted),
        "near": looking.near(question) if not ordered else [],
        "meant": "" if ordered else spelling.meant(question, request.user, filters),
    }


def _ordered(
    request: HttpRequest,
    question: Question,
    filters: looking.Filters,
    wanted: dict[str, Any],
) -> tuple[list[looking.Hit], int]:
    """The hits in the order asked for, and how many they are at most.

    For a first page of the newest ones as few are asked for as make it.
    """
    if wanted.get("order") != "newest":
        return looking.fittest(question, request.user, filters), looking.MOST
    few = looking.newest(question, request.user, filters)
    is_first = request.GET.get("page", "1") == "1"
    if len(few) < looking.NEWEST or (is_first and len(looking.by_record(few)) > PER_PAGE):
        return few, looking.NEWEST
    return looking.newest(question, request.user, filters, looking.MOST), looking.MOST


def _result(
    request: HttpRequest,
    keys: list[int],
    shown: dict[int, Entry],
    told: dict[tuple[str, int], looking.Told],
    question: Question,
) -> dict[str, Any] | None:
    """A record with the places in it that fit best; nothing where it may not be seen."""
    entries = [shown[key] for key in keys[:SHOWN] if key in shown]
    if not entries:
        return None
    best = entries[0]
    of_record = told[best.kind, best.record]
    said = [best.title, of_record.note]
    said += [text for entry in entries for text in (entry.heading, entry.text)]
    whole = highlights.whole_in(said, question)
    places = _with_marks([_place(entry, question, whole) for entry in entries])
    findable = FINDABLE[best.kind]
    return {
        "record": (best.kind, best.record),
        "title": highlights.marked(best.title, question, whole),
        "title_language": "" if findable.is_named_by_portal else best.language,
        "url": _in_this_language(_whole(best)),
        "note": highlights.marked(of_record.note, question, whole),
        "standing": of_record.standing,
        "kind": findable.singular,
        "icon": ICONS_OF_KINDS.get(best.kind, "doc"),
        "language": best.language,
        "dated_on": best.dated_on if best.dated_on != UNDATED else None,
        "places": places,
        "others": len(keys) - len(places),
        "within": _address(request, within=f"{best.kind}-{best.record}"),
    }


def _say_by_what(results: list[dict[str, Any]], question: Question) -> None:
    """Where no word that a reader sees is marked, say which other one was found (C13)."""
    unmarked = [result for result in results if not _is_marked(result)]
    lines = found_by.lines((result["record"] for result in unmarked), question)
    for result in unmarked:
        result["found_by"] = lines.get(result["record"], [])


def _is_marked(result: dict[str, Any]) -> bool:
    said = [*result["title"], *result["note"]]
    said += [
        piece for place in result["places"] for piece in (*place["heading"], *place["text"])
    ]
    return any(piece.is_marked for piece in said)


def _with_marks(places: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The places in which a word stands; the first one where all stand in the title."""
    pieces = ((place, [*place["heading"], *place["text"]]) for place in places)
    return [place for place, said in pieces if any(piece.is_marked for piece in said)] or (
        places[:1]
    )


def _whole(entry: Entry) -> str:
    """The address of the record; of its place, where the record's page begins with it."""
    return entry.path if not entry.heading else entry.path.partition("#")[0]


def _place(entry: Entry, question: Question, whole: frozenset[Term]) -> dict[str, Any]:
    # The lines of a file end where its page did, those of a record where a field ends; only a
    # tab divides the cells of both.
    text = _BLANKS.sub(" ", entry.text) if entry.file_path else entry.text
    bare = _NUMBER_ALONE.fullmatch(entry.heading)
    return {
        "heading": highlights.marked(entry.heading, question, whole),
        "paragraph": bare[1] if bare else "",
        "url": _in_this_language(entry.path) if entry.heading else "",
        "text": highlights.excerpt(text, question, whole),
        "file_url": entry.file_path,
        "page": entry.number if "#page=" in entry.file_path else 0,
        "sheet": entry.number if "#page=" not in entry.file_path else 0,
    }


def _address(request: HttpRequest, *, without: str = "", **more: str) -> str:
    """The search with something more, or less, from its first page on."""
    left = {"page", without}
    kept = {
        name: value for name, value in request.GET.items() if value and name not in left
    }
    return "?" + urlencode(kept | more)


def _in_this_language(path: str) -> str:
    """The address as the reader's language has it in front."""
    language = get_language()
    return path if language == settings.LANGUAGE_CODE else f"/{language}{path}"


@shared
@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """How a browser's address bar looks into the portal (OpenSearch 1.1)."""
    context = {"site": settings.SITE_URL}
    media_type = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "website/opensearch.xml", context, content_type=media_type)
