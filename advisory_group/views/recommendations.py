"""The consolidated list: written by the group, answered by the area."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from advisory_group import permissions
from advisory_group.actions import recommendations
from advisory_group.forms.reviews import MergeForm, RecommendationForm
from advisory_group.models import Recommendation
from advisory_group.reading import review_display
from advisory_group.views.lookup import get_recommendation, get_review
from advisory_group.writings import ANSWER, WORDING
from gmp_portal.ui.forms import ReasonForm, render_form
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.writing import read_texts, turns

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
def add(request: SignedInRequest, pk: int) -> HttpResponse:
    review = get_review(request, pk, permissions.can_add)
    form = RecommendationForm(request.POST or None)
    if form.is_valid():
        recommendations.add(review, form.save(commit=False), by=request.user)
        messages.success(request, _("The recommendation is on the list."))
        return redirect(review)
    context = {"review": review, "recommendation": None}
    return render_form(request, "advisory_group/recommendation.html", context, form=form)


@require_http_methods(FORM_METHODS)
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """Word a point anew; what somebody else worded meanwhile is joined or shown (C4)."""
    point = get_recommendation(request, pk, permissions.can_change)
    turn = turns.take(request, WORDING, point)
    if turn.is_saved:
        turn.tell(request, _("The recommendation is changed."))
        return redirect(point.review)
    context = {
        "review": point.review,
        "recommendation": point,
        "comments": point.comments.select_related("author"),
    }
    return render_form(
        request, "advisory_group/recommendation.html", context, form=turn.form
    )


@require_http_methods(FORM_METHODS)
def merge(request: SignedInRequest, pk: int) -> HttpResponse:
    point = get_recommendation(request, pk, permissions.can_merge)
    form = MergeForm(request.POST or None, recommendation=point)
    # The page shows the whole list: the other point is acted on as well.
    review = point.review
    if form.is_valid():
        with read_texts.acting_on(request, review, form):
            recommendations.merge(point, into=form.cleaned_data["into"], by=request.user)
        messages.success(request, _("The two recommendations are one now."))
        return redirect(review)
    title = _("Merge recommendation %(number)s into another one")
    others = list(review.recommendations.exclude(pk=point.pk))
    return _about(request, point, form, title, _("Merge"), read=review, others=others)


@require_http_methods(FORM_METHODS)
def drop(request: SignedInRequest, pk: int) -> HttpResponse:
    point = get_recommendation(request, pk, permissions.can_drop)
    form = ReasonForm(request.POST or None, label=_("Why is it dropped?"))
    if form.is_valid():
        with read_texts.acting_on(request, point, form):
            reason = form.cleaned_data["reason"]
            recommendations.drop(point, reason=reason, by=request.user)
        messages.success(request, _("The recommendation is off the list."))
        return redirect(point.review)
    return _about(request, point, form, _("Drop recommendation %(number)s"), _("Drop"))


@require_http_methods(FORM_METHODS)
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """The area's lead answers one recommendation, as it is worded (A1-3f-ii)."""
    point = get_recommendation(request, pk, permissions.can_answer)
    turn = _answered(request, point)
    if turn.is_saved:
        turn.tell(request, _("Your answer is kept."))
        return redirect(point.review)
    title, button = _("Answer recommendation %(number)s"), _("Keep the answer")
    return _about(request, point, turn.form, title, button)


def _answered(request: SignedInRequest, point: Recommendation) -> turns.Turn:
    if request.method != "POST":
        return turns.show(ANSWER, point)
    [form] = ANSWER.forms(point, request.POST)
    with read_texts.acting_on(request, point, form):
        return turns.take(request, ANSWER, point)


def _about(
    request: SignedInRequest,
    point: Recommendation,
    form: Any,
    title: str,
    button: str,
    **details: Any,
) -> HttpResponse:
    """The page of a form about one point, which it shows as it is worded now."""
    read_texts.shown(form, details.pop("read", point))
    context = {
        "title": title % {"number": point.number},
        "button": button,
        "back": point.review.get_absolute_url(),
        "quoted": point.text,
        "point": point,
        "section": review_display.section_spoken_of(point),
        **details,
    }
    return render_form(request, "advisory_group/reason.html", context, form=form)
