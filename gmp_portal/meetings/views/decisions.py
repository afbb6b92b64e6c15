"""Decisions by consensus: the list, the page of one, drafts and positions."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gmp_portal import ledger
from gmp_portal.meetings import body_rules, permissions
from gmp_portal.meetings.actions import decisions
from gmp_portal.meetings.forms.decisions import (
    AccommodateForm,
    DecisionForm,
    EndForm,
    NoteForm,
    OpenForm,
    PositionForm,
    TextForm,
)
from gmp_portal.meetings.forms.lists import DecisionFilter
from gmp_portal.meetings.models import Body, Decision, Objection, Position
from gmp_portal.meetings.reading import histories, subjects
from gmp_portal.meetings.views.lookup import decision_for, decision_to_answer, meeting_for
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.shortcuts import get_permitted, render_form
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.workflow import RuleRefusedError


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every decision the reader may see; the public sees what was adopted."""
    form = DecisionFilter(request.GET)
    found = form.apply(Decision.objects.visible_to(request.user))
    page = page_of(request, found.select_related("body", "meeting").newest_first())
    context = {
        "form": form,
        "page": page,
        "is_filtered": any(request.GET.get(name) for name in form.fields),
        "draftable": _draftable(request),
    }
    return render(request, "meetings/decisions.html", context)


def _draftable(request: HttpRequest) -> list[Body]:
    bodies = Body.objects.exclude(kind=Body.Kind.EVENT)
    if permissions.is_officer(request.user):
        return list(bodies)
    led = body_rules.bodies_of(request.user)
    return list(bodies.filter(pk__in=led)) if led else []


@login_not_required
@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One decision; what was a proposal moves to the address of its symbol."""
    visible = Decision.objects.visible_to(request.user)
    moved = visible.filter(first_slug=slug).exclude(slug=slug).first()
    if moved is not None:
        return redirect(moved, permanent=True)
    records = visible.select_related("body", "meeting").prefetch_related("texts")
    decision = get_object_or_404(records, slug=slug)
    return render(request, "meetings/decision.html", _page(request, decision))


def _page(request: HttpRequest, decision: Decision) -> dict[str, Any]:
    user = request.user
    text = decision.current_text
    electors = list(decision.electors.select_related("person"))
    is_elector = any(elector.person_id == user.pk for elector in electors)
    reads = is_elector or permissions.runs(user, decision.body)
    positions = list(
        Position.objects.filter(text__decision=decision).select_related("elector", "text")
    )
    current = {one.elector_id: one for one in positions if text and one.text_id == text.pk}
    own = next((one for one in electors if one.person_id == user.pk), None)
    objections = list(
        decision.objections.select_related("elector", "text", "accommodated_in")
    )
    for objection in objections:
        objection.decision = decision
    return {
        "decision": decision,
        "subject_link": subjects.link(user, decision),
        "text": text,
        "older": [one for one in decision.texts.all() if one != text],
        "organisations": sorted({elector.organisation for elector in electors}),
        "positions": [(one, current.get(one.pk)) for one in electors] if reads else [],
        "statements": [one for one in current.values() if one.statement],
        "objections": [
            (one, permissions.can_withdraw_objection(user, one)) for one in objections
        ],
        "standing": [one for one in objections if _stands(one)],
        "own": own,
        "own_position": current.get(own.pk) if own else None,
        "reads_positions": reads,
        "steps": histories.of_decision(decision),
        "trail": ledger.trail(decision) if reads else None,
        **_buttons(request, decision, is_elector=is_elector),
    }


def _stands(objection: Objection) -> bool:
    return objection.status == Objection.Status.MAINTAINED and not objection.is_late


def _buttons(
    request: HttpRequest, decision: Decision, *, is_elector: bool
) -> dict[str, bool]:
    runs = permissions.runs(request.user, decision.body)
    return {
        "can_redraft": runs and decision.status == Decision.Status.DRAFTED,
        "can_open": runs and decision.can_become(Decision.Status.OPEN),
        "can_take_position": is_elector and decision.is_open,
        "can_object_late": is_elector and decision.is_adopted,
        "can_revise_text": runs and decision.is_open and not decision.is_silent,
        "can_accommodate": runs and decision.is_open,
        "can_adopt": runs
        and decision.is_open
        and (not decision.is_silent or decision.deadline_has_passed),
        "can_end": runs and decision.can_become(Decision.Status.WITHDRAWN),
    }


# Drafts --------------------------------------------------------------------------------


def draft_for_meeting(request: SignedInRequest, slug: str) -> HttpResponse:
    """Draft what a meeting is to decide."""
    meeting = meeting_for(request, slug, permissions.can_manage)
    if not permissions.can_draft_decision(request.user, meeting.body):
        raise PermissionDenied(_("This body takes no decisions."))
    form = DecisionForm(request.POST or None, meeting=meeting)
    if form.is_valid():
        decision = decisions.draft(
            meeting.body, meeting=meeting, by=request.user, **form.cleaned_data
        )
        messages.success(request, _("Drafted. Open it when members should be asked."))
        return redirect(decision)
    page = {"meeting": meeting, "title": _("Draft a decision")}
    return render_form(request, "meetings/form.html", page, form=form)


def draft_for_body(request: SignedInRequest, body: str) -> HttpResponse:
    """Draft what a body is to decide between its meetings."""
    record = get_object_or_404(Body, slug=body)
    if not permissions.can_draft_decision(request.user, record):
        raise PermissionDenied(_("The secretariat, chairs and leads draft decisions."))
    form = DecisionForm(request.POST or None, meeting=None)
    if form.is_valid():
        decision = decisions.draft(record, by=request.user, **form.cleaned_data)
        messages.success(request, _("Drafted. Open it when members should be asked."))
        return redirect(decision)
    page = {"body": record, "title": _("Draft a decision")}
    return render_form(request, "meetings/form.html", page, form=form)


def redraft(request: SignedInRequest, slug: str) -> HttpResponse:
    """Change a draft before anybody is asked."""
    decision = decision_for(request, slug, permissions.can_redraft)
    text = decision.current_text
    initial = {
        "title": decision.title,
        "text": text.text if text else "",
        "agenda_item": decision.agenda_item_id,
        "subject_label": decision.subject_label,
    }
    form = DecisionForm(request.POST or None, meeting=decision.meeting, initial=initial)
    if form.is_valid():
        decisions.redraft(decision, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(decision)
    page = {"decision": decision, "title": _("Change the draft")}
    return render_form(request, "meetings/form.html", page, form=form)


def open_(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask the members: in session, or by a no-objection period (R-07)."""
    decision = decision_for(request, slug, permissions.can_open)
    form = OpenForm(request.POST or None, decision=decision)
    if form.is_valid() and _opened(request, decision, form):
        messages.success(request, _("The members have been asked."))
        return redirect(decision)
    page = {
        "decision": decision,
        "title": _("Open the decision"),
        "lead": _("Whoever is a member now takes positions until the end."),
        "clause": decision.body.consensus_clause,
    }
    return render_form(request, "meetings/form.html", page, form=form)


def _opened(request: SignedInRequest, decision: Decision, form: OpenForm) -> bool:
    try:
        if form.cleaned_data["mode"] == Decision.Mode.IN_SESSION:
            decisions.open_in_session(decision, by=request.user)
        else:
            decisions.open_for_silence(
                decision, closes_at=form.cleaned_data["closes_at"], by=request.user
            )
    except RuleRefusedError as error:
        form.add_error(None, error)
        return False
    return True


# Positions -----------------------------------------------------------------------------


def position(request: SignedInRequest, slug: str) -> HttpResponse:
    """Take or change one's position, or object (A1-4a-iii, A1-4b-iii)."""
    decision = decision_to_answer(request, slug, permissions.can_take_position)
    form = PositionForm(request.POST or None)
    if form.is_valid():
        _take(request, decision, form.cleaned_data)
        return redirect(decision)
    page = {
        "decision": decision,
        "text": decision.current_text,
        "title": _("Your position"),
    }
    return render_form(request, "meetings/position.html", page, form=form)


def _take(request: SignedInRequest, decision: Decision, data: dict[str, Any]) -> None:
    if data["kind"] != Position.Kind.OBJECTION:
        decisions.take_position(
            decision, kind=data["kind"], statement=data["statement"], by=request.user
        )
        messages.success(request, _("Your position is recorded. You may change it."))
        return
    objection = decisions.object_to(
        decision,
        reason=data["reason"],
        acceptable_wording=data["acceptable_wording"],
        by=request.user,
    )
    if objection.is_late:
        messages.warning(request, _("The end has passed. Your objection is kept as late."))
    else:
        messages.success(
            request, _("Your objection is recorded. Nothing is adopted over it.")
        )


def withdraw_objection(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Take one's objection back, perhaps with a note."""
    visible = Objection.objects.filter(
        decision__in=Decision.objects.visible_to(request.user), decision__slug=slug
    )
    objection = get_permitted(
        visible.select_related("decision__body", "elector"),
        request.user,
        permissions.can_withdraw_objection,
        refusal=_("An objection is withdrawn by its author, while the decision is open."),
        pk=pk,
    )
    form = NoteForm(request.POST or None)
    if form.is_valid():
        decisions.withdraw_objection(
            objection, note=form.cleaned_data["note"], by=request.user
        )
        messages.success(request, _("Your objection is withdrawn."))
        return redirect(objection.decision)
    page = {"decision": objection.decision, "title": _("Withdraw your objection")}
    return render_form(request, "meetings/form.html", page, form=form)


# Texts and endings ---------------------------------------------------------------------


def revise_text(request: SignedInRequest, slug: str) -> HttpResponse:
    """Put a new version of the text before a session."""
    decision = decision_for(request, slug, permissions.can_change_text)
    text = decision.current_text
    form = TextForm(request.POST or None, initial={"text": text.text if text else ""})
    if form.is_valid():
        decisions.revise_text(decision, text=form.cleaned_data["text"], by=request.user)
        messages.success(request, _("The new text is before the members."))
        return redirect(decision)
    page = {"decision": decision, "title": _("Revise the text")}
    return render_form(request, "meetings/form.html", page, form=form)


def accommodate(request: SignedInRequest, slug: str) -> HttpResponse:
    """Meet objections by a new version of the text."""
    decision = decision_for(request, slug, permissions.can_change_text)
    text = decision.current_text
    initial = {"text": text.text if text else ""}
    form = AccommodateForm(request.POST or None, decision=decision, initial=initial)
    if form.is_valid():
        data = form.cleaned_data
        decisions.accommodate(
            decision,
            list(data["objections"]),
            text=data["text"],
            closes_at=data.get("closes_at"),
            by=request.user,
        )
        messages.success(
            request, _("The new text is before the members, who are asked anew.")
        )
        return redirect(decision)
    standing = decision.standing_objections().select_related("elector")
    page = {"decision": decision, "standing": standing}
    return render_form(request, "meetings/accommodate.html", page, form=form)


@require_POST
def adopt(request: SignedInRequest, slug: str) -> HttpResponse:
    decision = decision_for(request, slug, permissions.can_adopt)
    decisions.adopt(decision, by=request.user)
    messages.success(request, _("Adopted as %(symbol)s.") % {"symbol": decision.symbol})
    return redirect(decision)


def end(request: SignedInRequest, slug: str) -> HttpResponse:
    """Record an end without adoption."""
    decision = decision_for(request, slug, permissions.can_end)
    form = EndForm(request.POST or None, decision=decision)
    if form.is_valid():
        finish = getattr(decisions, form.cleaned_data["outcome"])
        finish(decision, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The outcome is recorded."))
        return redirect(decision)
    page = {"decision": decision, "title": _("End without adoption"), "is_danger": True}
    return render_form(request, "meetings/form.html", page, form=form)
