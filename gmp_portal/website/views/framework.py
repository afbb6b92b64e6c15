"""The framework clause by clause, what the portal does about each, and its rules (P-5)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gmp_portal import rulebook
from gmp_portal.rulebook.definitions import STATUS_LABELS, Status
from gmp_portal.rulebook.parts import PARTS
from gmp_portal.ui.shared_pages import shared
from gmp_portal.ui.tags.pictures import Share
from gmp_portal.website.reading.framework import contents, found_in, parts

LONGEST_QUESTION = 100


@shared
@require_safe
def framework(request: HttpRequest) -> HttpResponse:
    """Every part with its clauses by name; asked for words, the clauses that hold them."""
    question = _question(request)
    held = [clause.status for clause in rulebook.clauses()]
    read = parts(question)
    context = {
        "parts": read,
        "question": question,
        "found": sum(row.count for row in read),
        "contents": found_in(read) if question else [],
        "statuses": [
            Share(str(STATUS_LABELS[status]), held.count(status)) for status in Status
        ],
        "clauses": len(held),
    }
    return render(request, "website/framework.html", context)


@shared
@require_safe
def part(request: HttpRequest, part: str) -> HttpResponse:
    """One part to read: each clause with its anchor, and what the portal does about it."""
    here = next((row for row in PARTS if row.slug == part), None)
    if here is None:
        raise Http404(_("The framework has no such part."))
    question = _question(request)
    read = parts(question)
    place = PARTS.index(here)
    context = {
        "part": here,
        "sections": read[place].sections,
        "question": question,
        "found": read[place].count,
        "elsewhere": sum(row.count for row in read) - read[place].count,
        "contents": contents(read, here),
        "before": PARTS[place - 1] if place else None,
        "after": PARTS[place + 1] if place + 1 < len(PARTS) else None,
    }
    return render(request, "website/framework_part.html", context)


def _question(request: HttpRequest) -> str:
    return " ".join(request.GET.get("q", "").replace("\0", "").split())[:LONGEST_QUESTION]
