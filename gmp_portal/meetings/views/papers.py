"""The papers of a meeting."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gmp_portal.documents import policies
from gmp_portal.meetings import permissions
from gmp_portal.meetings.actions import papers
from gmp_portal.meetings.forms.gatherings import PaperForm
from gmp_portal.meetings.models import Paper
from gmp_portal.meetings.views.lookup import get_meeting, get_paper
from gmp_portal.ui.forms import ReasonForm, render_form
from gmp_portal.ui.shared_pages import shared
from gmp_portal.ui.types import SignedInRequest


@shared
@require_safe
def detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One paper: its file, its other languages and revisions, how to cite it (A1-4a-vi)."""
    user = request.user
    visible = Paper.objects.visible_to(user).select_related(
        "meeting__body", "document", "agenda_item"
    )
    paper = get_object_or_404(visible, pk=pk, meeting__slug=slug)
    same = visible.filter(meeting=paper.meeting, number=paper.number).in_order()
    others = [other for other in same if other.pk != paper.pk]
    newer = [
        other
        for other in others
        if other.is_available
        and other.language == paper.language
        and other.revision > paper.revision
    ]
    is_open = paper.document and policies.may_read(user, paper.document)
    context = {
        "paper": paper,
        "meeting": paper.meeting,
        "document": paper.document if is_open else None,
        "others": others,
        "newest": newer[-1] if newer else None,
        "possible": permissions.PAPER.possible(user, paper),
    }
    return render(request, "meetings/paper.html", context)


def add(request: SignedInRequest, slug: str) -> HttpResponse:
    """Upload a paper; it gets the next symbol of the meeting."""
    meeting = get_meeting(request, slug, permissions.can_paper_add)
    form = PaperForm(request.POST or None, request.FILES or None, meeting=meeting)
    if form.is_valid():
        data = form.cleaned_data
        paper = papers.add(meeting, data.pop("file"), by=request.user, **data)
        messages.success(request, _("Added as %(symbol)s.") % {"symbol": paper.symbol})
        return redirect(paper)
    page = {
        "meeting": meeting,
        "title": _("Add a paper"),
        "submit": _("Add the paper"),
        "has_file": True,
    }
    return render_form(request, "meetings/form.html", page, form=form)


def revise(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Upload a revision of a paper."""
    paper = get_paper(request, slug, pk, permissions.can_paper_revise)
    form = PaperForm(
        request.POST or None,
        request.FILES or None,
        meeting=paper.meeting,
        purpose="revise",
        initial={"title": paper.title},
    )
    if form.is_valid():
        data = form.cleaned_data
        revised = papers.revise(paper, data["file"], title=data["title"], by=request.user)
        messages.success(request, _("Added as %(symbol)s.") % {"symbol": revised.symbol})
        return redirect(paper)
    title = _("Revision of %(symbol)s") % {"symbol": paper.symbol}
    page = {
        "meeting": paper.meeting,
        "title": title,
        "submit": _("Add the revision"),
        "has_file": True,
    }
    return render_form(request, "meetings/form.html", page, form=form)


def translate(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Upload a paper in another language."""
    paper = get_paper(request, slug, pk, permissions.can_paper_translate)
    form = PaperForm(
        request.POST or None,
        request.FILES or None,
        meeting=paper.meeting,
        purpose="translate",
    )
    if form.is_valid():
        data = form.cleaned_data
        papers.translate(paper, data.pop("file"), by=request.user, **data)
        messages.success(request, _("Added as %(symbol)s.") % {"symbol": paper.symbol})
        return redirect(paper)
    title = _("%(symbol)s in another language") % {"symbol": paper.symbol}
    page = {
        "meeting": paper.meeting,
        "title": title,
        "submit": _("Add the translation"),
        "has_file": True,
    }
    return render_form(request, "meetings/form.html", page, form=form)


def withdraw(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Withdraw a paper; its symbol stays on the list."""
    paper = get_paper(request, slug, pk, permissions.can_paper_withdraw)
    form = ReasonForm(
        request.POST or None,
        label=_("Why is the paper withdrawn?"),
        hint=_(
            "The symbol stays on the list with this reason; the file is no longer public."
        ),
    )
    if form.is_valid():
        papers.withdraw(paper, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The paper is withdrawn."))
        return redirect(paper)
    title = _("Withdraw %(symbol)s") % {"symbol": paper.symbol}
    page = {"meeting": paper.meeting, "title": title, "is_danger": True}
    return render_form(request, "meetings/form.html", page, form=form)
