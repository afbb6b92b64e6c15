"""Reviews of plans: one page for everybody, forms for those who take part."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from advisory_group import permissions
from advisory_group.actions import reviews
from advisory_group.forms.reviews import (
    AssessmentForm,
    CommentForm,
    OpenReviewForm,
    StandAsideForm,
)
from advisory_group.models import PlanReview
from advisory_group.reading import review_display
from areas.models import PlanVersion
from gmp_portal import ledger
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.shortcuts import get_permitted, render_form
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.workflow import RuleRefusedError


@login_not_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Reviews that this reader may see, and plans that wait for one."""
    found = PlanReview.objects.visible_to(request.user).for_pages()
    waiting = PlanVersion.objects.none()
    if permissions.steers(request.user):
        waiting = PlanVersion.objects.filter(status="under_review", reviews=None)
    context = {
        "page": page_of(request, found),
        "waiting": list(waiting.select_related("area")),
    }
    return render(request, "advisory_group/reviews.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def open_(request: SignedInRequest, plan: int) -> HttpResponse:
    """Lay a submitted plan version before the group (A1-3f-ii)."""
    found = get_permitted(
        PlanVersion.objects.visible_to(request.user).select_related("area", "continues"),
        request.user,
        lambda user, _plan: permissions.steers(user),
        refusal=RuleRefusedError(
            _("Only the secretariat or a chair of the group opens a review."),
            clause="A1-3f-ii",
            status=403,
        ),
        pk=plan,
    )
    if not permissions.can_open_review(request.user, found):
        raise RuleRefusedError(
            _("This version is not frozen for a review, or it has a review already."),
            clause="A1-3f-ii",
        )
    form = OpenReviewForm(request.POST or None)
    if form.is_valid():
        try:
            review = reviews.open_(found, **form.cleaned_data, by=request.user)
        except RuleRefusedError as error:
            form.add_error("due_at", error)
        else:
            messages.success(request, _("The review is open; the members have been told."))
            return redirect(review)
    return render_form(
        request, "advisory_group/review_open.html", {"plan": found}, form=form
    )


@login_not_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One address for everybody; who takes part finds the forms here."""
    review = find(request, pk)
    return render(request, "advisory_group/review.html", page_context(request, review))


def find(request: HttpRequest, pk: int) -> PlanReview:
    visible = PlanReview.objects.visible_to(request.user).for_pages()
    return get_object_or_404(visible.select_related("plan__continues"), pk=pk)


def page_context(request: HttpRequest, review: PlanReview) -> dict[str, Any]:
    """Everything the page of a review shows to this reader."""
    user = request.user
    recommendations = list(review.recommendations.select_related("answered_by"))
    inside = permissions.can_read_comments(user, review)
    recommends = permissions.can_recommend(user, review)
    assessments = list(review.assessments.select_related("person")) if inside else []
    own = next((one for one in assessments if one.person_id == user.pk), None)
    comments = list(review.comments.select_related("author", "recommendation"))
    consolidates = permissions.can_consolidate(user, review)
    return {
        "review": review,
        "plan_visible": PlanVersion.objects.visible_to(user)
        .filter(pk=review.plan_id)
        .exists(),
        "standing": review_display.standing(review, recommendations),
        "recommendations": review_display.by_section(recommendations),
        "has_recommendations": bool(recommendations),
        "sections": review_display.commented_sections(review.plan, comments)
        if inside
        else [],
        "waiting_comments": sum(one.recommendation_id is None for one in comments),
        "criteria": review_display.criteria(assessments) if inside else [],
        "assessments": assessments,
        "inside": inside,
        "steps": review_display.steps(review),
        "stood_aside": list(review.stood_aside.select_related("person")),
        "own_aside": permissions.stands_aside(user, review) if inside else None,
        "overlaps": review_display.overlaps(review.plan),
        "previous": review_display.previous_review(review),
        "decisions": review_display.decisions_on(review) if consolidates else [],
        "can_recommend": recommends,
        "can_consolidate": consolidates,
        "can_conclude": consolidates,
        "can_answer": permissions.can_answer(user, review),
        "can_hand_in": permissions.can_hand_in(user, review)
        and not any(one.needs_answer for one in recommendations),
        "comment_form": CommentForm() if recommends else None,
        "assessment_form": AssessmentForm(instance=own) if recommends else None,
        "trail": ledger.trail(review) if inside else ledger.trail(review)[:0],
    }


def for_members(request: SignedInRequest, pk: int) -> PlanReview:
    """The review, if this person takes part in it; else 403 with the reason."""
    review = find(request, pk)
    if permissions.can_recommend(request.user, review):
        return review
    aside = permissions.stands_aside(request.user, review)
    if aside is not None:
        sentence = _("You stand aside in this review: %(cause)s.") % {
            "cause": aside.get_cause_display()
        }
    elif not review.is_open:
        sentence = _("This review is concluded; nothing is added to it any more.")
    else:
        sentence = _("Only members of the Advisory Group comment on plans.")
    raise RuleRefusedError(sentence, clause="A1-3f-ii", status=403)


@require_POST
def comment(request: SignedInRequest, pk: int) -> HttpResponse:
    review = for_members(request, pk)
    form = CommentForm(request.POST)
    if form.is_valid():
        reviews.comment(review, **form.cleaned_data, by=request.user)
        if review.is_past_due:
            messages.warning(request, _("Your comment is kept and marked as late."))
        else:
            messages.success(request, _("Your comment is kept."))
        return redirect(review)
    context = page_context(request, review) | {"comment_form": form}
    return render_form(request, "advisory_group/review.html", context, form=form)


@require_POST
def assess(request: SignedInRequest, pk: int) -> HttpResponse:
    review = for_members(request, pk)
    own = review.assessments.filter(person=request.user).first()
    form = AssessmentForm(request.POST, instance=own)
    if form.is_valid():
        reviews.assess(review, form.save(commit=False), by=request.user)
        messages.success(request, _("Your answers to the checklist are kept."))
        return redirect(review)
    context = page_context(request, review) | {"assessment_form": form}
    return render_form(request, "advisory_group/review.html", context, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def stand_aside(request: SignedInRequest, pk: int) -> HttpResponse:
    review = for_members(request, pk)
    form = StandAsideForm(request.POST or None)
    if form.is_valid():
        reviews.stand_aside(review, **form.cleaned_data, by=request.user)
        messages.success(request, _("You stand aside in this review."))
        return redirect(review)
    context = {
        "title": _("Stand aside in this review"),
        "button": _("Stand aside"),
        "back": review.get_absolute_url(),
    }
    return render_form(request, "advisory_group/reason.html", context, form=form)
