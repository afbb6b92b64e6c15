"""The agenda of a meeting."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gmp_portal.meetings import permissions
from gmp_portal.meetings.actions import agenda
from gmp_portal.meetings.forms.gatherings import AgendaItemForm
from gmp_portal.meetings.reading import agendas, removed_items
from gmp_portal.meetings.views.lookup import get_agenda_item, get_meeting
from gmp_portal.meetings.writings import AGENDA
from gmp_portal.ui.forms import ConfirmForm, chosen, render_form
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.writing import turns


def add(request: SignedInRequest, slug: str) -> HttpResponse:
    """Add an item to the agenda."""
    meeting = get_meeting(request, slug, permissions.can_agenda_add)
    form = AgendaItemForm(request.POST or None, meeting=meeting)
    if form.is_valid():
        item = agenda.add(meeting, by=request.user, **form.cleaned_data)
        messages.success(request, _("Added to the agenda."))
        return redirect(agendas.address_of(item))
    page = {
        "meeting": meeting,
        "title": _("Add an agenda item"),
        "submit": _("Add the item"),
    }
    return render_form(request, "meetings/form.html", page, form=form)


def edit(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Change the words of an agenda item."""
    item = get_agenda_item(request, slug, pk, permissions.can_agenda_edit)
    turn = turns.take(request, AGENDA, item)
    if turn.is_saved:
        turn.tell(request, _("Saved."))
        return redirect(agendas.address_of(item))
    page = {"meeting": item.meeting, "title": _("Edit an agenda item")}
    return render_form(request, "meetings/form.html", page, form=turn.form)


@require_POST
def move(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    item = get_agenda_item(request, slug, pk, permissions.can_agenda_move)
    clause = item.meeting.body.planning_clause
    up = chosen(request, "up", "down", clause=clause) == "up"
    if agenda.move(item, up=up, by=request.user):
        messages.success(request, _("“%(title)s” has moved.") % {"title": item.title})
    return redirect(agendas.address_of(item))


def remove(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Take an item off the agenda, after one question that shows what goes with it."""
    item = get_agenda_item(request, slug, pk, permissions.can_agenda_remove)
    question = _("Take this item off the agenda.")
    form = ConfirmForm(request.POST or None, question=question)
    if form.is_valid():
        place = agendas.address_of(item)
        agenda.remove(item, by=request.user)
        messages.success(request, _("Taken off the agenda. It can be brought back."))
        return redirect(place)
    page = {
        "meeting": item.meeting,
        "title": _("Remove: %(item)s") % {"item": item},
        "is_danger": True,
        "removed_item": item,
    }
    return render_form(request, "meetings/form.html", page, form=form)


@require_POST
def bring_back(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Put an item that was taken off back to its place."""
    meeting = get_meeting(request, slug, permissions.can_agenda_bring_back)
    kept = removed_items.find(meeting, pk)
    if kept is None:
        raise Http404
    item = agenda.bring_back(meeting, kept, by=request.user)
    messages.success(request, _("“%(title)s” is back.") % {"title": item.title})
    return redirect(agendas.address_of(item))
