"""Other words for a text of a draft: suggested, compared, taken in or not (B4-2)."""

import json
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from areas import permissions
from areas.actions import suggestions
from areas.annex2 import BY_KEY
from areas.forms.suggestions import AcceptForm, SuggestionForm
from areas.models import PlanSuggestion, PlanVersion
from areas.reading import audience, figures, proposals, wordings
from areas.views.form_pages import plan_form, typed, with_refusals
from areas.views.lookup import get_plan
from gmp_portal.accounts.rights import Permission, get_permitted
from gmp_portal.typesetting.signs import lines
from gmp_portal.ui.forms import CONFLICT, ReasonForm, render_form
from gmp_portal.ui.typed import VERSION
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.workflow import RuleRefusedError


def make(request: SignedInRequest, slug: str, number: int, key: str) -> HttpResponse:
    """Choose a text of a section, and suggest other words for it."""
    section = BY_KEY.get(key)
    if section is None:
        raise Http404
    plan = get_plan(request, slug, number, permissions.can_suggestion_make)
    context: dict[str, Any] = {"plan": plan, "area": plan.area, "section": section}
    code = request.GET.get("text", "")
    if not code and request.method == "POST":
        sentence = _("Choose first which text you mean: nothing was recorded.")
        raise RuleRefusedError(sentence, clause="B4-2", status=422)
    if not code:
        context["wordings"] = list(wordings.of_section(plan, section))
        return render(request, "areas/suggestion_choose.html", context)
    wording = wordings.find(plan, section, code)
    if wording is None:
        raise Http404
    partners = permissions.voices_of(request.user, plan.area)
    form = SuggestionForm(typed(request), wording=wording, partners=partners)
    if form.is_valid():
        suggestion = suggestions.make(plan, wording, **form.cleaned_data, by=request.user)
        messages.success(request, _("Your suggestion lies before the leads."))
        return redirect(suggestion)
    shown = figures.shown_by(plan, wording.text) if wording.is_prose else {}
    context |= {
        "wording": wording,
        "blocks": lines.read(wording.text),
        "figures": shown,
        "shown_figures": json.dumps(shown),
        "audience": audience.sentence(plan.area),
    }
    return render_form(request, "areas/suggestion_make.html", context, form=form)


@require_safe
def suggestion_detail(
    request: SignedInRequest, slug: str, number: int, pk: int
) -> HttpResponse:
    """What is suggested, marked, and what changed since; leads take it in from here."""
    suggestion = _of_plan(request, slug, number, pk)
    return _page(request, suggestion, proposals.of(suggestion, request.user))


def accept(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Take the words in, as they were suggested or changed."""
    suggestion = _get(request, slug, number, pk, permissions.can_suggestion_accept)
    if request.method != "POST":
        return redirect(suggestion)
    proposal = proposals.of(suggestion, request.user)
    if proposal.wording is None:
        return redirect(suggestion)
    form = AcceptForm(request.POST, wording=proposal.wording)
    if form.is_valid():
        seen, text = request.POST.get(VERSION, ""), form.cleaned_data["text"]
        with_refusals(
            form, suggestions.accept, suggestion, text=text, seen=seen, by=request.user
        )
        if form.is_valid():
            messages.success(request, _("The words are taken in."))
            return redirect(proposal.wording.page(suggestion.plan))
        suggestion.refresh_from_db()
    is_stale = request.POST.get(VERSION, "") != form.token
    return _page(request, suggestion, proposal, form, status=CONFLICT if is_stale else None)


def refuse(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Leave the text as it is, and say why."""
    suggestion = _get(request, slug, number, pk, permissions.can_suggestion_refuse)
    form = ReasonForm(
        typed(request),
        label=_("Why the text stays as it is"),
        hint=_("Whoever suggested it reads this."),
    )
    if form.is_valid():
        suggestions.refuse(suggestion, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The text stays as it is, and a mail says why."))
        return redirect(suggestion)
    title = _("Leave the text as it is")
    back = suggestion.get_absolute_url()
    return plan_form(
        request, suggestion.plan, form, title=title, submit=_("Do not accept"), back=back
    )


@require_POST
def withdraw(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Take a suggestion back."""
    suggestion = _get(request, slug, number, pk, permissions.can_suggestion_withdraw)
    suggestions.withdraw(suggestion, by=request.user)
    messages.success(request, _("Your suggestion is withdrawn."))
    return redirect(suggestion)


def _page(
    request: SignedInRequest,
    suggestion: PlanSuggestion,
    proposal: proposals.Proposal,
    form: AcceptForm | None = None,
    status: int | None = None,
) -> HttpResponse:
    possible = permissions.SUGGESTION.possible(request.user, suggestion)
    wording = proposal.wording
    if form is None and wording and proposal.merged and "suggestion_accept" in possible:
        form = AcceptForm(initial={"text": proposal.merged.text}, wording=wording)
    context = {
        "plan": suggestion.plan,
        "area": suggestion.plan.area,
        "section": BY_KEY[suggestion.section],
        "proposal": proposal,
        "suggestion": suggestion,
        "possible": possible,
    }
    if form is None:
        return render(request, "areas/suggestion_detail.html", context)
    template = "areas/suggestion_detail.html"
    return render_form(request, template, context, form=form, status=status)


def _of_plan(request: HttpRequest, slug: str, number: int, pk: int) -> PlanSuggestion:
    """A suggestion for this version, for whoever belongs to the area; 404 to others."""
    plan = get_plan(request, slug, number)
    if not permissions.hears(request.user, plan.area):
        raise Http404
    return get_object_or_404(_all(plan), pk=pk)


def _get(
    request: SignedInRequest,
    slug: str,
    number: int,
    pk: int,
    permission: Permission[PlanSuggestion],
) -> PlanSuggestion:
    plan = get_plan(request, slug, number)
    return get_permitted(_all(plan), request.user, permission, pk=pk)


def _all(plan: PlanVersion) -> "QuerySet[PlanSuggestion]":
    return plan.suggestions.select_related("plan__area", "author", "partner", "settled_by")
