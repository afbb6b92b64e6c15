"""Decisions by consensus: the list, the page of one, drafts, texts and endings."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gmp_portal.accounts.rights import is_officer
from gmp_portal.meetings import body_rules, not_now, permissions
from gmp_portal.meetings.actions import decisions, endings, texts
from gmp_portal.meetings.forms.decisions import (
    AccommodateForm,
    DecisionForm,
    EndForm,
    OpenForm,
    TextForm,
)
from gmp_portal.meetings.forms.lists import DecisionFilter
from gmp_portal.meetings.models import Body, Decision, Meeting
from gmp_portal.meetings.reading import decision_display
from gmp_portal.meetings.views.lookup import get_body, get_decision, get_meeting
from gmp_portal.meetings.writings import DECISION
from gmp_portal.ui.distinct_choices import records_of
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.shared_pages import shared
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.workflow import RuleRefusedError
from gmp_portal.writing import read_texts, turns


@shared
@require_safe
def decision_list(request: HttpRequest) -> HttpResponse:
    """Every decision the reader may see; the public sees what was adopted."""
    form = DecisionFilter(request.GET)
    visible = Decision.objects.visible_to(request.user)
    matching = form.apply(visible)
    rows = matching.select_related("body", "meeting").with_language()
    page = page_of(request, rows.newest_first())
    context = {
        "form": form,
        "page": page,
        "total": visible.count() if form.is_filtered else page.paginator.count,
        "draftable": _draftable(request),
    }
    return render(request, "meetings/decision_list.html", context)


def _draftable(request: HttpRequest) -> list[Body]:
    bodies = Body.objects.exclude(kind=Body.Kind.EVENT)
    if is_officer(request.user):
        return records_of(bodies)
    led = body_rules.bodies_of(request.user)
    return list(bodies.filter(pk__in=led)) if led else []


@shared
@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One decision; what was a proposal moves to the address of its symbol."""
    visible = Decision.objects.visible_to(request.user).select_related("body", "meeting")
    records = visible.filter(Q(slug=slug) | Q(first_slug=slug))
    for decision in records:
        if decision.slug != slug:
            return redirect(decision, permanent=True)
    decision = next(iter(records), None)
    if decision is None:
        raise Http404
    context = decision_display.of_decision(
        decision, request.user, version=request.GET.get("version", "")
    )
    return render(request, "meetings/decision.html", context)


def draft_for_meeting(request: SignedInRequest, slug: str) -> HttpResponse:
    """Draft what a meeting is to decide."""
    meeting = get_meeting(request, slug, permissions.can_draft_for_meeting)
    form = DecisionForm(request.POST or None, meeting=meeting)
    if form.is_valid():
        decision = decisions.draft(
            meeting.body, meeting=meeting, by=request.user, **form.cleaned_data
        )
        messages.success(request, _("Drafted. Open it when members should be asked."))
        return redirect(decision)
    page = {
        "meeting": meeting,
        "title": _("Draft a decision"),
        "submit": _("Draft the decision"),
    }
    return render_form(request, "meetings/form.html", page, form=form)


def draft_for_body(request: SignedInRequest, body: str) -> HttpResponse:
    """Draft what a body is to decide between its meetings."""
    record = get_body(request, body, permissions.can_draft_for_body)
    form = DecisionForm(request.POST or None, meeting=None)
    if form.is_valid():
        decision = decisions.draft(record, by=request.user, **form.cleaned_data)
        messages.success(request, _("Drafted. Open it when members should be asked."))
        return redirect(decision)
    page = {
        "body": record,
        "title": _("Draft a decision"),
        "submit": _("Draft the decision"),
    }
    return render_form(request, "meetings/form.html", page, form=form)


def redraft(request: SignedInRequest, slug: str) -> HttpResponse:
    """Change a draft before anybody is asked."""
    decision = get_decision(request, slug, permissions.can_redraft)
    turn = turns.take(request, DECISION, decision)
    if turn.is_saved:
        turn.tell(request, _("Saved."))
        return redirect(decision)
    page = {"decision": decision, "title": _("Change the draft")}
    return render_form(request, "meetings/form.html", page, form=turn.form)


def decision_open(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask the members: in session, or by a no-objection period (R-07)."""
    decision = get_decision(request, slug, permissions.can_decision_open)
    form = OpenForm(request.POST or None, decision=decision)
    if form.is_valid():
        with read_texts.acting_on(request, decision, form):
            is_open = _opened(request, decision, form)
        if is_open:
            messages.success(request, _said_of_opening(decision))
            return redirect(decision)
    read_texts.shown(form, decision)
    page = {
        "decision": decision,
        "text": decision.current_text,
        "title": _("Open the decision"),
        "submit": _("Open it and ask the members"),
        "lead": _("Whoever is a member now takes positions until the end."),
        "clause": decision.body.consensus_clause,
        "attendance_of": _attendance_of(decision),
    }
    return render_form(request, "meetings/form.html", page, form=form)


def _said_of_opening(decision: Decision) -> str:
    if decision.is_silent:
        return _("The members have been asked.")
    return _("The text is before the meeting, and the members have been told.")


def _attendance_of(decision: Decision) -> Meeting | None:
    """The meeting whose attendance comes before a decision in session (R-18)."""
    return None if not_now.why_not_in_session(decision) else decision.meeting


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


def revise_text(request: SignedInRequest, slug: str) -> HttpResponse:
    """Put a new version of the text before a session."""
    decision = get_decision(request, slug, permissions.can_revise_text)
    text = decision.current_text
    form = TextForm(request.POST or None, initial={"text": text.text if text else ""})
    if form.is_valid():
        with read_texts.acting_on(request, decision, form):
            texts.revise_text(decision, text=form.cleaned_data["text"], by=request.user)
        messages.success(request, _("The new text is before the members."))
        return redirect(decision)
    read_texts.shown(form, decision)
    page = {
        "decision": decision,
        "title": _("Revise the text"),
        "submit": _("Put the new text before the members"),
    }
    return render_form(request, "meetings/form.html", page, form=form)


def accommodate(request: SignedInRequest, slug: str) -> HttpResponse:
    """Meet objections by a new version of the text."""
    decision = get_decision(request, slug, permissions.can_accommodate)
    text = decision.current_text
    initial = {"text": text.text if text else ""}
    form = AccommodateForm(request.POST or None, decision=decision, initial=initial)
    if form.is_valid():
        data = form.cleaned_data
        with read_texts.acting_on(request, decision, form):
            texts.accommodate(
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
    standing = decision.objections.standing().select_related("elector")
    read_texts.shown(form, decision)
    page = {"decision": decision, "standing": standing}
    return render_form(request, "meetings/accommodate.html", page, form=form)


@require_POST
def adopt(request: SignedInRequest, slug: str) -> HttpResponse:
    decision = get_decision(request, slug, permissions.can_decision_adopt)
    with read_texts.acting_on(request, decision):
        endings.adopt(decision, by=request.user)
    messages.success(request, _("Adopted as %(symbol)s.") % {"symbol": decision.symbol})
    return redirect(decision)


def end(request: SignedInRequest, slug: str) -> HttpResponse:
    """Record an end without adoption."""
    decision = get_decision(request, slug, permissions.can_decision_end)
    form = EndForm(request.POST or None, decision=decision)
    if form.is_valid():
        finish = getattr(endings, form.cleaned_data["outcome"])
        with read_texts.acting_on(request, decision, form):
            finish(decision, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The outcome is recorded."))
        return redirect(decision)
    read_texts.shown(form, decision)
    page = {
        "decision": decision,
        "text": decision.current_text,
        "title": _("End without adoption"),
        "is_danger": True,
    }
    return render_form(request, "meetings/form.html", page, form=form)
