"""The agenda and the papers of a meeting."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gmp_portal.meetings import permissions
from gmp_portal.meetings.actions import agenda, papers
from gmp_portal.meetings.forms.gatherings import AgendaItemForm, PaperForm
from gmp_portal.meetings.models import Meeting
from gmp_portal.meetings.views.lookup import item_for, meeting_for, paper_for
from gmp_portal.ui.forms import ReasonForm
from gmp_portal.ui.shortcuts import render_form
from gmp_portal.ui.types import SignedInRequest


def add_item(request: SignedInRequest, slug: str) -> HttpResponse:
    """Add an item to the agenda."""
    meeting = meeting_for(request, slug, permissions.can_manage)
    form = AgendaItemForm(request.POST or None, meeting=meeting)
    if form.is_valid():
        agenda.add(meeting, by=request.user, **form.cleaned_data)
        messages.success(request, _("Added to the agenda."))
        return _to(meeting, "agenda")
    page = {"meeting": meeting, "title": _("Add an agenda item")}
    return render_form(request, "meetings/form.html", page, form=form)


def edit_item(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Change the words of an agenda item."""
    item = item_for(request, slug, pk, permissions.can_manage)
    form = AgendaItemForm(request.POST or None, instance=item, meeting=item.meeting)
    if form.is_valid():
        agenda.edit(item, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return _to(item.meeting, "agenda")
    page = {"meeting": item.meeting, "title": _("Edit an agenda item")}
    return render_form(request, "meetings/form.html", page, form=form)


@require_POST
def move_item(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    item = item_for(request, slug, pk, permissions.can_manage)
    if agenda.move(item, up=request.POST.get("direction") == "up", by=request.user):
        messages.success(request, _("“%(title)s” has moved.") % {"title": item.title})
    return _to(item.meeting, "agenda")


@require_POST
def remove_item(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    item = item_for(request, slug, pk, permissions.can_manage)
    agenda.remove(item, by=request.user)
    messages.success(request, _("Taken off the agenda."))
    return _to(item.meeting, "agenda")


def add_paper(request: SignedInRequest, slug: str) -> HttpResponse:
    """Upload a paper; it gets the next symbol of the meeting."""
    meeting = meeting_for(request, slug, permissions.can_add_paper)
    form = PaperForm(request.POST or None, request.FILES or None, meeting=meeting)
    if form.is_valid():
        data = form.cleaned_data
        paper = papers.add(meeting, data.pop("file"), by=request.user, **data)
        messages.success(request, _("Added as %(symbol)s.") % {"symbol": paper.symbol})
        return _to(meeting, "papers")
    page = {"meeting": meeting, "title": _("Add a paper"), "has_file": True}
    return render_form(request, "meetings/form.html", page, form=form)


def revise_paper(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Upload a revision of a paper."""
    paper = paper_for(request, slug, pk, permissions.can_change_paper)
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
        return _to(paper.meeting, "papers")
    title = _("Revision of %(symbol)s") % {"symbol": paper.symbol}
    page = {"meeting": paper.meeting, "title": title, "has_file": True}
    return render_form(request, "meetings/form.html", page, form=form)


def translate_paper(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Upload a paper in another language."""
    paper = paper_for(request, slug, pk, permissions.can_change_paper)
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
        return _to(paper.meeting, "papers")
    title = _("%(symbol)s in another language") % {"symbol": paper.symbol}
    page = {"meeting": paper.meeting, "title": title, "has_file": True}
    return render_form(request, "meetings/form.html", page, form=form)


def withdraw_paper(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Withdraw a paper; its symbol stays on the list."""
    paper = paper_for(request, slug, pk, permissions.can_change_paper)
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
        return _to(paper.meeting, "papers")
    title = _("Withdraw %(symbol)s") % {"symbol": paper.symbol}
    page = {"meeting": paper.meeting, "title": title, "is_danger": True}
    return render_form(request, "meetings/form.html", page, form=form)


def _to(meeting: Meeting, part: str) -> HttpResponse:
    return redirect(f"{meeting.get_absolute_url()}#{part}")
