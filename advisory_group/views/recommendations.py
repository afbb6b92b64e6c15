"""The consolidated list: written by the group, answered by the area."""

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from advisory_group import permissions
from advisory_group.actions import recommendations
from advisory_group.forms.reviews import MergeForm, RecommendationForm
from advisory_group.models import Recommendation
from advisory_group.views.lookup import get_recommendation, get_review
from advisory_group.writings import ANSWER, WORDING, wording_token
from gmp_portal.ui.forms import ReasonForm, render_form
from gmp_portal.ui.typed import VERSION
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.writing import turns

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
    review, number = point.review, point.number
    with transaction.atomic():
        if _goes_as_read(request, point, form):
            recommendations.merge(point, into=form.cleaned_data["into"], by=request.user)
            messages.success(request, _("The two recommendations are one now."))
            return redirect(review)
    title = _("Merge recommendation %(number)s into another one")
    return _leaving(request, point, form, title % {"number": number}, _("Merge"))


@require_http_methods(FORM_METHODS)
def drop(request: SignedInRequest, pk: int) -> HttpResponse:
    point = get_recommendation(request, pk, permissions.can_drop)
    form = ReasonForm(request.POST or None, label=_("Why is it dropped?"))
    review, number = point.review, point.number
    with transaction.atomic():
        if _goes_as_read(request, point, form):
            reason = form.cleaned_data["reason"]
            recommendations.drop(point, reason=reason, by=request.user)
            messages.success(request, _("The recommendation is off the list."))
            return redirect(review)
    title = _("Drop recommendation %(number)s")
    return _leaving(request, point, form, title % {"number": number}, _("Drop"))


def _goes_as_read(request: SignedInRequest, point: Recommendation, form: Form) -> bool:
    """Whether the form may take the point off the list: it stands as it was read."""
    if not form.is_valid():
        return False
    held = recommendations.hold(point)
    seen = request.POST.get(VERSION)
    if seen is None or seen == wording_token(held):
        return True
    point.text = held.text
    form.add_error(
        None,
        _("Somebody else worded this point anew in the meantime. Read it again first."),
    )
    return False


def _leaving(
    request: SignedInRequest, point: Recommendation, form: Form, title: str, button: str
) -> HttpResponse:
    """The page on which a point leaves the list, with the point as it is worded now."""
    context = {
        "title": title,
        "button": button,
        "back": point.review.get_absolute_url(),
        "quoted": point.text,
        "seen": wording_token(point),
    }
    return render_form(request, "advisory_group/reason.html", context, form=form)


@require_http_methods(FORM_METHODS)
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """The area's lead answers one recommendation (A1-3f-ii)."""
    point = get_recommendation(request, pk, permissions.can_answer)
    turn = turns.take(request, ANSWER, point)
    if turn.is_saved:
        turn.tell(request, _("Your answer is kept."))
        return redirect(point.review)
    context = {
        "title": _("Answer recommendation %(number)s") % {"number": point.number},
        "button": _("Keep the answer"),
        "back": point.review.get_absolute_url(),
        "quoted": point.text,
    }
    return render_form(request, "advisory_group/reason.html", context, form=turn.form)
