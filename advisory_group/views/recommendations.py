"""The consolidated list: written by the group, answered by the area."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from advisory_group import permissions
from advisory_group.actions import recommendations
from advisory_group.forms.reviews import AnswerForm, MergeForm, RecommendationForm
from advisory_group.views.lookup import get_recommendation, get_review
from gmp_portal.ui.forms import ReasonForm, render_form
from gmp_portal.ui.types import SignedInRequest

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
    point = get_recommendation(request, pk, permissions.can_change)
    form = RecommendationForm(request.POST or None, instance=point)
    if form.is_valid():
        recommendations.change(point, **form.cleaned_data, by=request.user)
        messages.success(request, _("The recommendation is changed."))
        return redirect(point.review)
    context = {
        "review": point.review,
        "recommendation": point,
        "comments": point.comments.select_related("author"),
    }
    return render_form(request, "advisory_group/recommendation.html", context, form=form)


@require_http_methods(FORM_METHODS)
def merge(request: SignedInRequest, pk: int) -> HttpResponse:
    point = get_recommendation(request, pk, permissions.can_merge)
    form = MergeForm(request.POST or None, recommendation=point)
    if form.is_valid():
        review = point.review
        recommendations.merge(point, into=form.cleaned_data["into"], by=request.user)
        messages.success(request, _("The two recommendations are one now."))
        return redirect(review)
    context = {
        "title": _("Merge recommendation %(number)s into another one")
        % {"number": point.number},
        "button": _("Merge"),
        "back": point.review.get_absolute_url(),
        "quoted": point.text,
    }
    return render_form(request, "advisory_group/reason.html", context, form=form)


@require_http_methods(FORM_METHODS)
def drop(request: SignedInRequest, pk: int) -> HttpResponse:
    point = get_recommendation(request, pk, permissions.can_drop)
    form = ReasonForm(request.POST or None, label=_("Why is it dropped?"))
    if form.is_valid():
        review = point.review
        recommendations.drop(point, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The recommendation is off the list."))
        return redirect(review)
    context = {
        "title": _("Drop recommendation %(number)s") % {"number": point.number},
        "button": _("Drop"),
        "back": point.review.get_absolute_url(),
        "quoted": point.text,
    }
    return render_form(request, "advisory_group/reason.html", context, form=form)


@require_http_methods(FORM_METHODS)
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """The area's lead answers one recommendation (A1-3f-ii)."""
    point = get_recommendation(request, pk, permissions.can_answer)
    initial = {"kind": point.answer_kind, "text": point.answer}
    form = AnswerForm(request.POST or None, initial=initial)
    if form.is_valid():
        recommendations.answer(point, **form.cleaned_data, by=request.user)
        messages.success(request, _("Your answer is kept."))
        return redirect(point.review)
    context = {
        "title": _("Answer recommendation %(number)s") % {"number": point.number},
        "button": _("Keep the answer"),
        "back": point.review.get_absolute_url(),
        "quoted": point.text,
    }
    return render_form(request, "advisory_group/reason.html", context, form=form)
