"""Reviews of plans: one page for everybody, forms for those who take part or run them."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from advisory_group import permissions
from advisory_group.actions import reviews
from advisory_group.forms.reviews import (
    AssessmentForm,
    CommentForm,
    ConcludeForm,
    OpenReviewForm,
    StandAsideForm,
)
from advisory_group.models import PlanReview
from advisory_group.reading import review_display, review_page
from advisory_group.views.lookup import get_plan, get_review, get_visible_review
from advisory_group.writings import ASSESSMENT, assessment_of, own_assessment
from areas.models import PlanVersion
from gmp_portal.accounts.models import User
from gmp_portal.meetings.views.drafted import to_draft
from gmp_portal.ui.forms import chosen, render_form
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.shared_pages import shared
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.workflow import RuleRefusedError
from gmp_portal.writing import read_texts, turns


@shared
@require_safe
def review_list(request: HttpRequest) -> HttpResponse:
    """Reviews that this reader may see, and plans that wait for one."""
    visible = PlanReview.objects.visible_to(request.user).for_pages()
    waiting = PlanVersion.objects.none()
    if permissions.steers(request.user):
        waiting = PlanVersion.objects.filter(status="under_review", reviews=None)
    context = {
        "page": page_of(request, visible),
        "waiting": list(waiting.select_related("area")),
    }
    return render(request, "advisory_group/reviews.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def review_open(request: SignedInRequest, plan: int) -> HttpResponse:
    """Lay a submitted plan version before the group (A1-3f-ii)."""
    version = get_plan(request, plan, permissions.can_review_open)
    form = OpenReviewForm(request.POST or None)
    if form.is_valid():
        try:
            review = reviews.open_(version, **form.cleaned_data, by=request.user)
        except RuleRefusedError as error:
            form.add_error("due_at", error)
        else:
            messages.success(request, _("The review is open; the members have been told."))
            return redirect(review)
    context = {"plan": version}
    return render_form(request, "advisory_group/review_open.html", context, form=form)


@shared
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One address for everybody; who takes part finds the forms here."""
    review = get_visible_review(request, pk)
    context = review_page.context(request.user, review)
    if "comment" in context["possible"]:
        context["comment_form"] = CommentForm()
        context["assessment_form"] = _checklist(request, context)
    return render(request, "advisory_group/review.html", context)


@require_POST
def comment(request: SignedInRequest, pk: int) -> HttpResponse:
    review = get_review(request, pk, permissions.can_comment)
    form = CommentForm(request.POST)
    if form.is_valid():
        reviews.comment(review, **form.cleaned_data, by=request.user)
        if review.is_past_due:
            messages.warning(request, _("Your comment is kept and marked as late."))
        else:
            messages.success(request, _("Your comment is kept."))
        return redirect(review)
    context = review_page.context(request.user, review)
    context["comment_form"] = form
    context["assessment_form"] = _checklist(request, context)
    return render_form(request, "advisory_group/review.html", context, form=form)


@require_POST
def assess(request: SignedInRequest, pk: int) -> HttpResponse:
    review = get_review(request, pk, permissions.can_assess)
    turn = turns.take(request, ASSESSMENT, assessment_of(review, request.user))
    if turn.is_saved:
        turn.tell(request, _("Your answers to the checklist are kept."))
        return redirect(review)
    context = review_page.context(request.user, review)
    context |= {"comment_form": CommentForm(), "assessment_form": turn.form}
    return render_form(request, "advisory_group/review.html", context, form=turn.form)


def _checklist(request: HttpRequest, context: dict[str, Any]) -> AssessmentForm:
    """One's own checklist as it is stored, beside another form."""
    person = cast("User", request.user)
    own = own_assessment(context["review"], person, context["own_assessment"])
    return cast("AssessmentForm", turns.show(ASSESSMENT, own).form)


@require_http_methods(["GET", "HEAD", "POST"])
def stand_aside(request: SignedInRequest, pk: int) -> HttpResponse:
    """Declare an interest in the plan and take no further part."""
    review = get_review(request, pk, permissions.can_stand_aside)
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


@require_POST
def consolidate(request: SignedInRequest, pk: int) -> HttpResponse:
    review = get_review(request, pk, permissions.can_consolidate)
    drafted = reviews.consolidate(review, by=request.user)
    said = ngettext(
        "%(number)s recommendation drafted from the comments.",
        "%(number)s recommendations drafted from the comments.",
        drafted,
    )
    messages.success(request, said % {"number": drafted})
    return redirect(review)


@require_POST
def draft_decision(request: SignedInRequest, pk: int) -> HttpResponse:
    """Draft the decision from the list; the group then finds its consensus on it."""
    review = get_review(request, pk, permissions.can_draft_decision)
    outcome = chosen(request, *PlanReview.Outcome.values, clause="A1-3f-ii")
    with read_texts.acting_on(request, review):
        decision = reviews.draft_decision(review, outcome=outcome, by=request.user)
    return to_draft(request, decision)


@require_http_methods(["GET", "HEAD", "POST"])
def conclude(request: SignedInRequest, pk: int) -> HttpResponse:
    """Conclude the review with the group's consensus (A1-3f-ii)."""
    review = get_review(request, pk, permissions.can_conclude)
    # Before the points are read: what is changed in between was not read.
    read = read_texts.token(review)
    points = review.recommendations.select_related("answered_by")
    unanswered = [point for point in points if point.is_unanswered_must]
    decisions = review_display.decisions_on(review)
    about = [decision for decision in decisions if decision.is_adopted]
    listed = bool(points)
    initial = {
        "decision": about[0] if about else None,
        "outcome": "recommendations_made" if listed else "aligned",
    }
    form = ConcludeForm(
        request.POST or None, initial=initial, review=review, unanswered=len(unanswered)
    )
    if form.is_valid():
        try:
            with read_texts.acting_on(request, review, form):
                reviews.conclude(review, **form.cleaned_data, by=request.user)
        except RuleRefusedError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The review is concluded and public."))
            return redirect(review)
    read_texts.shown(form, review, read)
    context = {
        "review": review,
        "points": points,
        "unanswered": review_display.by_section(unanswered),
        "about": about,
        "under_way": review_display.under_way(decisions),
    }
    return render_form(request, "advisory_group/conclude.html", context, form=form)


@require_POST
def hand_in(request: SignedInRequest, pk: int) -> HttpResponse:
    """The area's lead hands the answers in, all of them (A1-3f-ii)."""
    review = get_review(request, pk, permissions.can_hand_in)
    with read_texts.acting_on(request, review):
        reviews.hand_in(review, by=request.user)
    messages.success(request, _("The answers are handed in; the plan can be published."))
    return redirect(review)
