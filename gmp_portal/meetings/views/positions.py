"""What electors say about a decision, and how they take an objection back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gmp_portal.meetings import permissions
from gmp_portal.meetings.actions import positions
from gmp_portal.meetings.forms.decisions import NoteForm, PositionForm
from gmp_portal.meetings.models import Decision, Position
from gmp_portal.meetings.reading import electorates, own_voices, subjects
from gmp_portal.meetings.views.lookup import get_decision, get_objection
from gmp_portal.ui.forms import render_form, said_at
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.writing import read_texts


def decision_position(request: SignedInRequest, slug: str) -> HttpResponse:
    """Take or change one's position, or object (A1-4a-iii, A1-4b-iii)."""
    decision = get_decision(request, slug, permissions.can_decision_position)
    lines = electorates.lines_of(request.user, decision)
    form = PositionForm(request.POST or None, lines=lines)
    if form.is_valid():
        # What the time does not allow to be kept is said in the form.
        with read_texts.acting_on(request, decision, form), said_at(form, "statement"):
            _take(request, decision, form.cleaned_data)
        if not form.errors:
            return redirect(decision)
    read_texts.shown(form, decision)
    voices = own_voices.of_lines(decision, lines)
    is_over = all(voice.is_over for voice in voices)
    if is_over and not form.data.get("statement") and _objects(form):
        form.offer_objection_alone()
    page = {
        "decision": decision,
        "text": decision.current_text,
        "title": _("Your position"),
        "voices": voices,
        "subject_label": subjects.label(decision),
        "subject_link": subjects.link(request.user, decision),
    }
    return render_form(request, "meetings/position.html", page, form=form)


def _objects(form: PositionForm) -> bool:
    """Whether nothing else was chosen, so that nothing else has to be shown again."""
    return form.data.get("kind") in (None, Position.Kind.OBJECTION)


def _take(request: SignedInRequest, decision: Decision, data: dict[str, Any]) -> None:
    if data["kind"] != Position.Kind.OBJECTION:
        positions.take_position(
            decision,
            kind=data["kind"],
            statement=data["statement"],
            line=data.get("line"),
            by=request.user,
        )
        messages.success(request, _("Your position is recorded. You may change it."))
        return
    objection = positions.object_to(
        decision,
        reason=data["reason"],
        acceptable_wording=data["acceptable_wording"],
        statement=data["statement"],
        line=data.get("line"),
        by=request.user,
    )
    if objection.is_after_declaration:
        messages.warning(
            request,
            _(
                "Consensus was declared before. Your objection is kept as late and stops nothing. "
                "If the declaration is recalled, object again: then it counts."
            ),
        )
    elif objection.is_late:
        messages.warning(request, _("The end has passed. Your objection is kept as late."))
    else:
        messages.success(
            request, _("Your objection is recorded. Nothing is adopted over it.")
        )


def objection_withdraw(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Take one's objection back, perhaps with a note."""
    objection = get_objection(request, slug, pk, permissions.can_objection_withdraw)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with read_texts.acting_on(request, objection, form):
            positions.withdraw_objection(
                objection, note=form.cleaned_data["note"], by=request.user
            )
        messages.success(request, _("Your objection is withdrawn."))
        return redirect(objection.decision)
    read_texts.shown(form, objection)
    page = {
        "decision": objection.decision,
        "text": objection.decision.current_text,
        "title": _("Withdraw your objection"),
        "submit": _("Withdraw my objection"),
    }
    return render_form(request, "meetings/form.html", page, form=form)
