"""Elections and terms of the chair or co-chairs."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from advisory_group import permissions
from advisory_group.actions import chairs
from advisory_group.acts import Act
from advisory_group.forms.chairs import ElectionDecisionForm, ElectionForm
from advisory_group.forms.seats import EndForm
from advisory_group.models import ChairTerm
from advisory_group.reading import terms
from advisory_group.views.lookup import get_chair_term
from gmp_portal import ledger
from gmp_portal.accounts.rights import require
from gmp_portal.ledger import histories
from gmp_portal.meetings.views.drafted import to_draft
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.shared_pages import shared
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.workflow import RuleRefusedError


@require_http_methods(["GET", "HEAD", "POST"])
def draft_decision(request: SignedInRequest) -> HttpResponse:
    """Draft the decision by which the group may elect somebody (A1-3d-1)."""
    require(request.user, permissions.can_chair_draft_decision)
    form = ElectionDecisionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        person = form.cleaned_data["seat"].person
        return to_draft(request, chairs.draft_decision(person, by=request.user))
    context = {
        "title": _("Draft the decision on an election"),
        "button": _("Draft the decision"),
        "back": reverse("advisory_group:home"),
    }
    return render_form(request, "advisory_group/reason.html", context, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def elect(request: SignedInRequest) -> HttpResponse:
    """Record whom the group elected by consensus (A1-3d-1)."""
    require(request.user, permissions.can_elect)
    form = ElectionForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            term = chairs.elect(
                data["seat"].person,
                kind=data["kind"],
                starts_on=data["starts_on"],
                decision=data["decision"],
                by=request.user,
            )
        except RuleRefusedError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The election is recorded; the members know."))
            return redirect(term)
    return render_form(request, "advisory_group/elect.html", {}, form=form)


@shared
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One term as chair: since when, until when, elected by which decision."""
    term = get_object_or_404(
        ChairTerm.objects.select_related("person", "decision__body", "recorded_by"), pk=pk
    )
    earlier = ChairTerm.objects.of(term.person).exclude(pk=term.pk).order_by("period")
    context = {
        "term": term,
        "others": list(earlier),
        "ends_soon": terms.ends_soon(term),
        "can_elect": permissions.can_elect(request.user),
        "possible": permissions.CHAIR.possible(request.user, term),
        "trail": histories.told(
            ledger.trail(term), to=request.user, about_people={Act.CHAIR_ENDED}
        ),
    }
    return render(request, "advisory_group/chair.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """End the term early: the secretariat does, or the chair steps down."""
    term = get_chair_term(request, pk, permissions.can_chair_end)
    form = EndForm(request.POST or None)
    if form.is_valid():
        try:
            chairs.end(term, **form.cleaned_data, by=request.user)
        except RuleRefusedError as error:
            form.add_error("last_day", error)
        else:
            messages.success(request, _("The end of the term is recorded."))
            return redirect(term)
    context = {
        "title": _("End the term of %(person)s as chair early") % {"person": term.person},
        "button": _("End the term"),
        "back": term.get_absolute_url(),
    }
    return render_form(request, "advisory_group/reason.html", context, form=form)
