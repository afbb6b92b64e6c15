"""Agreed amendments become part of the next version; what collides is asked (A2-VIII-2)."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext

from areas import not_amended, permissions
from areas.actions import amendment_taking
from areas.forms.amendments import ChoiceForm, SettleForm
from areas.models import PartnershipArea, PlanAmendment, PlanVersion
from areas.reading import amendment_joining, amendment_names
from areas.reading import amendments as reading
from areas.reading.amendment_joining import Collision, Outcome
from areas.reading.amendment_texts import Words
from areas.views.amendments import get_heard
from areas.views.form_pages import with_refusals
from gmp_portal.ui.forms import CONFLICT, render_form
from gmp_portal.ui.typed import VERSION
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.workflow import NotNowError, RuleRefusedError

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import QueryDict


def amendment_take_in(request: SignedInRequest, slug: str) -> HttpResponse:
    """Choose agreed amendments, settle what collides, and take them in."""
    area = get_heard(request, slug)
    source = _source(area)
    agreed = _agreed(request, area)
    sent = request.POST if request.method == "POST" else request.GET
    is_chosen = request.method == "POST" or "amendment" in request.GET
    choice = ChoiceForm(sent if is_chosen else None, offered=agreed)
    context: dict[str, Any] = {"area": area, "source": source}
    if not choice.is_valid():
        context["is_choosing"] = True
        return render_form(request, "areas/amendment_take_in.html", context, form=choice)
    chosen = list(choice.cleaned_data["amendment"])
    result, words = reading.outcome(chosen, source, request.user)
    data = request.POST if request.method == "POST" else None
    form = _settling(data, chosen, result, words)
    status = None
    if data is not None and form.refuse_other(data.get(VERSION, "")):
        status = CONFLICT
    elif form.is_valid():
        facts = {"seen": request.POST.get(VERSION, ""), "choices": form.choices}
        draft = with_refusals(
            form, amendment_taking.take_in, area, chosen, **facts, by=request.user
        )
        if draft is not None:
            _tell(request, chosen, draft)
            return redirect(draft)
    context |= {
        "chosen": chosen,
        "changed": reading.coming(result, words),
        "joined": [
            amendment_names.title_of(place, words.entries) for place in result.joined
        ],
        "questions": reading.questions(words, form),
    }
    return render_form(
        request, "areas/amendment_take_in.html", context, form=form, status=status
    )


def _settling(
    data: "QueryDict | None",
    chosen: list[PlanAmendment],
    result: Outcome,
    words: Words,
) -> SettleForm:
    """All questions; what was chosen at one may let others arise, which are asked then."""
    asked = {each.code: each for each in result.collisions}
    while True:
        collisions = list(asked.values())
        form = SettleForm(
            data, collisions=collisions, entries=words.entries, token=result.token
        )
        if not form.is_valid():
            return form
        settled = amendment_joining.outcome(chosen, words.entries, form.choices)
        further = {each.code: replace(each, choice=None) for each in settled.collisions}
        if all(_is_asked(each, asked) for each in further.values()):
            return form
        asked |= further


def _is_asked(collision: Collision, asked: dict[str, Collision]) -> bool:
    """Whether the form asks it already, and offers what can be chosen by now."""
    before = asked.get(collision.code)
    return before is not None and before.offers == collision.offers


def _source(area: PartnershipArea) -> PlanVersion:
    """The open draft, or the plan in force from which a version begins."""
    try:
        return amendment_taking.source_of(area)
    except RuleRefusedError as refusal:
        back = reading.list_of(area)
        raise NotNowError(area, refusal, back_to=back) from refusal


def _agreed(request: SignedInRequest, area: PartnershipArea) -> "QuerySet[PlanAmendment]":
    """The agreed amendments, for a lead; others are told why not."""
    rows = area.amendments.filter(status=PlanAmendment.Status.AGREED).for_page()
    probe = rows.first() or PlanAmendment(area=area, status=PlanAmendment.Status.AGREED)
    permission = permissions.can_amendment_take_in
    if refusal := permission.refusal_of_role(request.user, probe):
        raise refusal
    if probe.pk is None:
        refusal = not_amended.why_none_agreed()
        raise NotNowError(area, refusal, back_to=reading.list_of(area))
    return rows.prefetch_related("places__key")


def _tell(
    request: SignedInRequest, chosen: list[PlanAmendment], draft: PlanVersion
) -> None:
    said = ngettext(
        "%(count)d amendment is in version %(version)d now.",
        "%(count)d amendments are in version %(version)d now.",
        len(chosen),
    )
    messages.success(request, said % {"count": len(chosen), "version": draft.number})
