"""The consolidated list: written by the group, answered by the area, concluded by consensus."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from advisory_group import permissions
from advisory_group.actions import reviews
from advisory_group.forms.reviews import (
    AnswerForm,
    ConcludeForm,
    MergeForm,
    RecommendationForm,
)
from advisory_group.models import PlanReview, Recommendation
from advisory_group.reading import review_display
from advisory_group.views.reviews import find
from gmp_portal.ui.forms import ReasonForm
from gmp_portal.ui.shortcuts import get_permitted, render_form
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.workflow import RuleRefusedError

FORM_METHODS = ["GET", "HEAD", "POST"]


def _steered(request: SignedInRequest, pk: int) -> PlanReview:
    """The review, if this person runs it; else 403."""
    review = find(request, pk)
    if not permissions.can_consolidate(request.user, review):
        raise RuleRefusedError(
            _(
                "Only the secretariat or a chair who does not stand aside does this, and only "
                "while the review is open."
            ),
            clause="A1-3f-ii",
            status=403,
        )
    return review


def _point(request: SignedInRequest, pk: int) -> Recommendation:
    """A recommendation whose wording this person may still change; else 403."""
    return get_permitted(
        _visible(request),
        request.user,
        permissions.can_change,
        refusal=_(
            "The wording stays: the area has answered, or you do not run this review."
        ),
        pk=pk,
    )


def _visible(request: SignedInRequest) -> "QuerySet[Recommendation]":
    seen = PlanReview.objects.visible_to(request.user)
    return Recommendation.objects.filter(review__in=seen).select_related(
        "review__plan__area"
    )


@require_POST
def consolidate(request: SignedInRequest, pk: int) -> HttpResponse:
    review = _steered(request, pk)
    drafted = reviews.consolidate(review, by=request.user)
    said = ngettext(
        "%(number)s recommendation drafted from the comments.",
        "%(number)s recommendations drafted from the comments.",
        drafted,
    )
    messages.success(request, said % {"number": drafted})
    return redirect(review)


@require_http_methods(FORM_METHODS)
def add(request: SignedInRequest, pk: int) -> HttpResponse:
    review = _steered(request, pk)
    form = RecommendationForm(request.POST or None)
    if form.is_valid():
        reviews.recommend(review, form.save(commit=False), by=request.user)
        messages.success(request, _("The recommendation is on the list."))
        return redirect(review)
    context = {"review": review, "recommendation": None}
    return render_form(request, "advisory_group/recommendation.html", context, form=form)


@require_http_methods(FORM_METHODS)
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    point = _point(request, pk)
    form = RecommendationForm(request.POST or None, instance=point)
    if form.is_valid():
        reviews.recommend(point.review, form.save(commit=False), by=request.user)
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
    point = _point(request, pk)
    form = MergeForm(request.POST or None, recommendation=point)
    if form.is_valid():
        review = point.review
        reviews.merge(point, into=form.cleaned_data["into"], by=request.user)
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
    point = _point(request, pk)
    form = ReasonForm(request.POST or None, label=_("Why is it dropped?"))
    if form.is_valid():
        review = point.review
        reviews.drop(point, reason=form.cleaned_data["reason"], by=request.user)
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
    point = get_permitted(
        _visible(request),
        request.user,
        lambda user, one: permissions.can_answer(user, one.review),
        refusal=RuleRefusedError(
            _("The area answers through its lead, until its answers are handed in."),
            clause="A1-3f-ii",
            status=403,
        ),
        pk=pk,
    )
    initial = {"kind": point.answer_kind, "text": point.answer}
    form = AnswerForm(request.POST or None, initial=initial)
    if form.is_valid():
        reviews.answer(point, **form.cleaned_data, by=request.user)
        messages.success(request, _("Your answer is kept."))
        return redirect(point.review)
    context = {
        "title": _("Answer recommendation %(number)s") % {"number": point.number},
        "button": _("Keep the answer"),
        "back": point.review.get_absolute_url(),
        "quoted": point.text,
    }
    return render_form(request, "advisory_group/reason.html", context, form=form)


@require_POST
def hand_in(request: SignedInRequest, pk: int) -> HttpResponse:
    review = find(request, pk)
    if not permissions.can_hand_in(request.user, review):
        raise RuleRefusedError(
            _(
                "The area hands its answers in through its lead, after the group has concluded."
            ),
            clause="A1-3f-ii",
            status=403,
        )
    reviews.hand_in(review, by=request.user)
    messages.success(request, _("The answers are handed in; the plan can be published."))
    return redirect(review)


@require_POST
def draft_decision(request: SignedInRequest, pk: int) -> HttpResponse:
    """Draft the decision from the list; the group then finds its consensus on it."""
    review = _steered(request, pk)
    outcome = request.POST.get("outcome", "")
    if outcome not in PlanReview.Outcome.values:
        outcome = PlanReview.Outcome.RECOMMENDATIONS
    decision = reviews.draft_decision(review, outcome=outcome, by=request.user)
    messages.success(
        request, _("The decision is drafted from the list. Open it in a meeting.")
    )
    return redirect(decision)


@require_http_methods(FORM_METHODS)
def conclude(request: SignedInRequest, pk: int) -> HttpResponse:
    """Conclude the review with the group's consensus (A1-3f-ii)."""
    review = _steered(request, pk)
    unanswered = list(reviews.unanswered(review))
    about = [one for one in review_display.decisions_on(review) if one.is_adopted]
    listed = review.recommendations.exists()
    initial = {
        "decision": about[0] if about else None,
        "outcome": "recommendations_made" if listed else "aligned",
    }
    form = ConcludeForm(request.POST or None, initial=initial, unanswered=len(unanswered))
    if form.is_valid():
        try:
            reviews.conclude(review, **form.cleaned_data, by=request.user)
        except RuleRefusedError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The review is concluded and public."))
            return redirect(review)
    context = {"review": review, "unanswered": unanswered, "about": about}
    return render_form(request, "advisory_group/conclude.html", context, form=form)
