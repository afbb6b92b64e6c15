"""Find what the portal holds, by words, for whoever looks (A1-6d-ii)."""

from collections import Counter
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

from gmp_portal.search import highlights, looking
from gmp_portal.search.models import Entry
from gmp_portal.search.questions import LONGEST_QUESTION, Question
from gmp_portal.search.register import FINDABLE, UNDATED
from gmp_portal.ui.components import Bar
from gmp_portal.ui.filters import FilterForm
from gmp_portal.ui.paging import page_of
from partners.reading import interests

PER_PAGE = 20


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
        label=_("Order"),
        required=False,
        choices=[
            ("", pgettext_lazy("order of hits", "Best match first")),
            ("newest", pgettext_lazy("order of hits", "Newest first")),
        ],
    )

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
        fields["language"].choices = [every, *settings.LANGUAGES]


@login_not_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Everything with these words that the reader may see, a page at a time."""
    form = SearchForm(request.GET)
    wanted = form.applied
    question = Question(wanted.get("q", ""))
    context: dict[str, Any] = {"form": form, "question": question}
    if not question.is_empty:
        context |= _results(request, question, wanted)
    return render(request, "website/search.html", context)


def _results(
    request: HttpRequest, question: Question, wanted: dict[str, Any]
) -> dict[str, Any]:
    filters = looking.Filters(
        wanted.get("kind", ""), wanted.get("area", ""), wanted.get("language", "")
    )
    hits = looking.hits(question, request.user, filters)
    by_fitness = wanted.get("order") != "newest"
    ordered = looking.in_order(hits, question, by_fitness=by_fitness)
    page = page_of(request, [key for key, _kind in ordered], PER_PAGE)
    shown = looking.shown(list(page.object_list), request.user)
    return {
        "page": page,
        "hits": [_hit(entry, question) for entry in shown],
        "has_more": len(ordered) == looking.WEIGHED,
        "kinds": _kinds(request, ordered) if not filters.kind else [],
        "near": looking.near(question) if not ordered else [],
    }


def _hit(entry: Entry, question: Question) -> dict[str, Any]:
    return {
        "title": highlights.marked(entry.title, question),
        "url": _in_this_language(entry.path),
        "text": highlights.excerpt(entry.text, question),
        "kind": FINDABLE[entry.kind].label,
        "language": entry.language,
        "dated_on": entry.dated_on if entry.dated_on != UNDATED else None,
    }


def _in_this_language(path: str) -> str:
    """The address as the reader's language has it in front."""
    language = get_language()
    return path if language == settings.LANGUAGE_CODE else f"/{language}{path}"


def _kinds(request: HttpRequest, ordered: list[tuple[int, str]]) -> list[Bar]:
    """How many hits are of each kind; each is a link to just these."""
    counts = Counter(kind for _key, kind in ordered)
    kept = {name: value for name, value in request.GET.items() if value and name != "page"}
    return [
        Bar(FINDABLE[kind].label, number, "?" + urlencode(kept | {"kind": kind}))
        for kind, number in counts.most_common()
    ]


@login_not_required
@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """How a browser's address bar looks into the portal (OpenSearch 1.1)."""
    context = {"site": settings.SITE_URL}
    media_type = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "website/opensearch.xml", context, content_type=media_type)
