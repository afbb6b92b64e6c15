"""The plan of an area: its page, and the steps from draft to publication."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from areas import permissions
from areas.actions import comments, plans, sections
from areas.forms.plans import CommentForm, FrameForm, SendForm
from areas.models import PlanComment, PlanVersion
from areas.reading import completeness, plan_display, snapshot, tasklist
from areas.reading.compare import versions
from areas.views.areas import with_refusals
from areas.views.lookup import (
    LEADS_ONLY,
    TermEndedError,
    area_for,
    plan_for,
    plan_to_write,
    refuse,
    term_ended,
    typed,
    visible_plans,
)
from gmp_portal import jobs, ledger
from gmp_portal.jobs import progress
from gmp_portal.ui.components import Step
from gmp_portal.ui.forms import ConfirmForm, ReasonForm
from gmp_portal.ui.shortcuts import render_form
from gmp_portal.ui.types import SignedInRequest

Status = PlanVersion.Status


@login_not_required
@require_safe
def current_plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Lead to the version being written, for those who may see it, else to the newest one."""
    area = area_for(request, slug)
    mine = visible_plans(request.user).filter(area=area).order_by("-number")
    is_public = not request.user.is_authenticated
    plan = (mine.current().first() if is_public else None) or mine.first()
    if plan:
        return redirect(plan)
    can_start = permissions.can_start(request.user, area)
    return render(request, "areas/no_plan.html", {"area": area, "can_start": can_start})


@login_not_required
@require_safe
def plan_detail(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One version of a plan: what it says, where it stands, and what is missing (B4-1)."""
    plan = get_object_or_404(visible_plans(request.user), area__slug=slug, number=number)
    content = snapshot.of(plan)
    read = plan_display.sections(content)
    lines = [] if plan.is_frozen else tasklist.lines(plan, read)
    earlier = visible_plans(request.user).filter(area=plan.area, number__lt=number)
    context = {
        "plan": plan,
        "area": plan.area,
        "sections": read,
        "lines": lines,
        "done": tasklist.done(lines),
        "blocking": [one for line in lines for one in line.problems if one.blocks],
        "steps": _steps(plan),
        "comments": list(plan.comments.select_related("author", "resolved_by")),
        "comment_form": CommentForm(),
        "earlier": earlier.order_by("-number").first(),
        "job": jobs.find("areas.typeset_plan", plan.pk)
        if plan.is_public and not plan.pdf
        else None,
        "trail": ledger.trail(plan),
        **_buttons(request, plan),
    }
    return render(request, "areas/plan.html", context)


def _buttons(request: HttpRequest, plan: PlanVersion) -> dict[str, bool]:
    user = request.user
    if not user.is_authenticated:
        return {}
    return {
        "can_edit": permissions.can_edit(user, plan),
        "can_comment": permissions.can_comment(user, plan),
        "can_resolve": permissions.leads(user, plan.area),
        "can_send": permissions.can_send(user, plan),
        "can_record": permissions.can_record_consensus(user, plan),
        "can_take_back": permissions.can_take_back(user, plan),
        "can_submit": permissions.can_submit(user, plan),
        "can_publish": permissions.can_publish(user, plan),
        "can_start": plan.is_frozen and permissions.can_start(user, plan.area),
    }


def _steps(plan: PlanVersion) -> list[Step]:
    """The way of a plan as people see it."""
    order = [
        (_("Written by the leads"), {Status.DRAFT}, None),
        (_("Before the area's partners"), {Status.IN_CONSENSUS}, None),
        (_("Agreed by the area"), {Status.AGREED}, plan.agreed_at),
        (_("Reviewed by the Advisory Group"), {Status.UNDER_REVIEW}, plan.frozen_at),
        (
            _("Answered by the area"),
            {Status.RECOMMENDATIONS_MADE, Status.ALIGNED, Status.ANSWERED},
            plan.answered_at,
        ),
        (_("Published"), {Status.PUBLISHED, Status.SUPERSEDED}, plan.published_at),
    ]
    now = next(
        place for place, (_title, states, _at) in enumerate(order) if plan.status in states
    )
    last = len(order) - 1
    found = []
    for place, (title, _states, at) in enumerate(order):
        state = (
            "done"
            if place < now or now == last
            else "current"
            if place == now
            else "upcoming"
        )
        found.append(Step(title, state, at=at if place <= now else None))  # type: ignore[arg-type]
    return found


def start(request: SignedInRequest, slug: str) -> HttpResponse:
    """Begin the next version, as a copy of the one before (B4-2)."""
    refusal = refuse(
        _("A lead of the area begins a version when none is being written."), LEADS_ONLY
    )
    area = area_for(request, slug, permissions.can_start, refusal)
    last = area.plans.order_by("-number").first()
    initial = {"title": last.title, "language": last.language} if last else {}
    form = FrameForm(typed(request), initial=initial)
    if form.is_valid():
        plan = plans.start(area, **form.cleaned_data, by=request.user)
        messages.success(request, _("The draft is there. Fill the sections in any order."))
        return redirect(plan)
    return render_form(
        request, "areas/plan_start.html", {"area": area, "last": last}, form=form
    )


def frame(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Change title, language or period of the draft."""
    try:
        plan = plan_to_write(request, slug, number)
    except TermEndedError as error:
        return term_ended(request, error)
    form = FrameForm(typed(request), instance=plan)
    if form.is_valid():
        plan.refresh_from_db()
        sections.change_frame(plan, **form.cleaned_data, by=request.user)
        messages.success(request, _("Saved."))
        return redirect(plan)
    title = _("Title, language and period")
    return _act(request, plan, form, title=title, submit=_("Save"))


def send(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Put the plan before the area, or say exactly what is missing (A1-4b-iii)."""
    plan = plan_for(request, slug, number, permissions.can_send, _leads_only())
    problems = completeness.check(plan)
    blocking = [problem for problem in problems if problem.blocks]
    warnings = [problem for problem in problems if not problem.blocks]
    form = SendForm(None if blocking else typed(request), plan=plan)
    if not blocking and form.is_valid():
        decision = with_refusals(
            form, plans.send_to_area, plan, **form.choice, by=request.user
        )
        if decision:
            messages.success(request, _("The area's partners have been asked."))
            return redirect(plan)
        plan.refresh_from_db()
    context = {"plan": plan, "area": plan.area, "blocking": blocking, "warnings": warnings}
    status = 422 if blocking and request.method == "POST" else None
    return render_form(request, "areas/send.html", context, form=form, status=status)


@require_POST
def record_consensus(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Note that the area has adopted the plan (A1-4b-iii)."""
    refusal = refuse(
        _("The leads or the secretariat note the area's agreement once it is adopted."),
        "A1-4b-iii",
    )
    plan = plan_for(request, slug, number, permissions.can_record_consensus, refusal)
    plans.record_consensus(plan, by=request.user)
    messages.success(request, _("The area's agreement is recorded."))
    return redirect(plan)


def take_back(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Go back to writing."""
    plan = plan_for(request, slug, number, permissions.can_take_back, _leads_only())
    form = ReasonForm(typed(request), label=_("Why is the plan changed again?"))
    if form.is_valid():
        plans.take_back(plan, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("The plan is a draft again."))
        return redirect(plan)
    return _act(
        request, plan, form, title=_("Change the plan again"), submit=_("Back to the draft")
    )


def submit(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Freeze the text and put it before the Advisory Group (A1-3f-ii)."""
    plan = plan_for(request, slug, number, permissions.can_submit, _leads_only())
    form = ConfirmForm(
        typed(request),
        question=_(
            "I understand that the text of this version cannot be changed any more."
        ),
    )
    if form.is_valid():
        with_refusals(form, plans.submit, plan, by=request.user)
        if form.is_valid():
            messages.success(request, _("The plan lies before the Advisory Group."))
            return redirect(plan)
        plan.refresh_from_db()
    title = _("Submit the plan to the Advisory Group")
    return _act(request, plan, form, title=title, submit=_("Submit"), clause="A1-3f-ii")


def publish(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Put the plan in force and before the public (A1-6d-ii)."""
    refusal = refuse(_("The secretariat publishes plans."), "A1-6d-ii")
    plan = plan_for(request, slug, number, permissions.can_publish, refusal)
    form = ConfirmForm(
        typed(request),
        question=_(
            "Publish this version; the version in force becomes an earlier version."
        ),
    )
    if form.is_valid():
        plans.publish(plan, by=request.user)
        messages.success(request, _("The plan is published. Its PDF is being made."))
        return redirect(plan)
    title = _("Publish the plan")
    return _act(request, plan, form, title=title, submit=_("Publish"), clause="A1-6d-ii")


@login_not_required
@require_safe
def compare(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What changed since an earlier version, section by section (B4-4)."""
    mine = visible_plans(request.user).filter(area__slug=slug)
    plan = get_object_or_404(mine, number=number)
    earlier = list(mine.filter(number__lt=number).order_by("-number"))
    wanted = request.GET.get("with", "")
    other = next((one for one in earlier if str(one.number) == wanted), None)
    other = other or next(iter(earlier), None)
    if other is None:
        raise Http404(_("There is no earlier version to compare with."))
    context = {
        "plan": plan,
        "area": plan.area,
        "other": other,
        "earlier": earlier,
        "changes": versions(snapshot.of(other), snapshot.of(plan)),
    }
    return render(request, "areas/compare.html", context)


@require_POST
def comment(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Say something about the draft (B4-2)."""
    refusal = refuse(_("Partners of the area comment on its drafts."), "B4-2")
    plan = plan_for(request, slug, number, permissions.can_comment, refusal)
    form = CommentForm(request.POST)
    if form.is_valid():
        comments.write(plan, **form.cleaned_data, by=request.user)
        messages.success(request, _("Your comment is on the plan."))
        return redirect(plan.get_absolute_url() + "#comments")
    return _act(
        request, plan, form, title=_("Comment on the plan"), submit=_("Send the comment")
    )


@require_POST
def resolve(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Note that a comment has been dealt with."""
    found = PlanComment.objects.select_related("plan__area")
    one = get_object_or_404(found, pk=pk, plan__area__slug=slug, plan__number=number)
    get_object_or_404(visible_plans(request.user), pk=one.plan_id)
    if not permissions.can_resolve(request.user, one):
        raise _leads_only()
    comments.resolve(one, by=request.user)
    messages.success(request, _("The comment is marked as dealt with."))
    return redirect(one.plan.get_absolute_url() + "#comments")


@login_not_required
@require_safe
def pdf_state(request: HttpRequest, slug: str, number: int) -> JsonResponse:
    """How far the PDF of a published plan is."""
    plans_ = PlanVersion.objects.published()
    plan = get_object_or_404(plans_, area__slug=slug, number=number)
    job = jobs.find("areas.typeset_plan", plan.pk)
    return progress.answer(job, is_over=plan.pdf_id is not None)


def _leads_only() -> Any:
    return refuse(_("Only the leads of the area take this step."), LEADS_ONLY)


def _act(request: HttpRequest, plan: PlanVersion, form: Any, **words: str) -> HttpResponse:
    context = {
        "plan": plan,
        "area": plan.area,
        "title": words["title"],
        "submit": words["submit"],
        "clause_id": words.get("clause", ""),
    }
    return render_form(request, "areas/plan_act.html", context, form=form)
