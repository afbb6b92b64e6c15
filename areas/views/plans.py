"""The plan of an area: its page, and the steps from draft to publication."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from areas import jobs, permissions
from areas.actions import plans
from areas.forms.plans import FrameForm, SendForm
from areas.models import PlanAmendment, PlanVersion
from areas.reading import (
    changed_since,
    completeness,
    left_open,
    plan_page,
    plan_rows,
    snapshot,
)
from areas.reading import trace as traces
from areas.reading.compare import versions
from areas.views.form_pages import plan_form, typed, with_refusals
from areas.views.lookup import (
    for_writers,
    get_area,
    get_plan,
    get_plan_to_write,
    visible_plans,
)
from areas.writings import FRAME
from gmp_portal import rounds
from gmp_portal.jobs import progress
from gmp_portal.ui.forms import ConfirmForm, ReasonForm, render_form
from gmp_portal.ui.shared_pages import shared, under_way
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.writing import read_texts, turns, visits


@shared
@require_safe
def plan_current(request: HttpRequest, slug: str) -> HttpResponse:
    """Lead to the version being written, for those who may see it, else to the newest one."""
    area = get_area(request, slug)
    mine = visible_plans(request.user).filter(area=area).order_by("-number")
    is_public = not request.user.is_authenticated
    plan = (mine.current().first() if is_public else None) or mine.first()
    if plan:
        return redirect(plan)
    can_start = permissions.can_start(request.user, area)
    return render(request, "areas/plan_none.html", {"area": area, "can_start": can_start})


@shared
@require_safe
def plan_detail(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One version of a plan: what it says, where it stands, and what is missing (B4-1)."""
    plan = get_plan(request, slug, number)
    versions = visible_plans(request.user).filter(area=plan.area).defer("snapshot")
    look = visits.look(request, changed_since.scope_of(plan))
    context = plan_page.gather(plan, request, versions, look)
    if not plan.is_frozen:
        visits.note(request, look)
    page = render(request, "areas/plan_detail.html", context)
    is_made = context["job"] or any(line.job for line in context["files"])
    return under_way(page) if is_made else page


@shared
@require_safe
def compare(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What changed since an earlier version, section by section (B4-4)."""
    plan = get_plan(request, slug, number)
    mine = visible_plans(request.user).filter(area=plan.area, number__lt=number)
    earlier = list(mine.order_by("-number"))
    if not earlier:
        raise Http404(_("There is no earlier version to compare with."))
    wanted = request.GET.get("with", "")
    other = next(
        (version for version in earlier if str(version.number) == wanted), earlier[0]
    )
    changes = versions(snapshot.of(other), snapshot.of(plan))
    context = {
        "plan": plan,
        "area": plan.area,
        "other": other,
        "earlier": earlier,
        "made_of": PlanAmendment.objects.made(plan),
        "hears": permissions.hears(request.user, plan.area),
        "changes": [change for change in changes if change.is_changed],
        "unchanged": [change.section for change in changes if not change.is_changed],
    }
    return render(request, "areas/plan_compare.html", context)


@shared
@require_safe
def trace(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What serves what in a plan, and which links are missing (A2-III-2, A2-VI-1)."""
    plan = get_plan(request, slug, number)
    matrix = traces.of(snapshot.of(plan))
    context = {"plan": plan, "area": plan.area, "trace": matrix}
    return render(request, "areas/plan_trace.html", context)


def start(request: SignedInRequest, slug: str) -> HttpResponse:
    """Begin the next version, as a copy of the one before (B4-2)."""
    area = get_area(request, slug, permissions.can_start)
    last = area.plans.order_by("-number").first()
    initial = {"title": last.title, "language": last.language} if last else {}
    form = FrameForm(typed(request), initial=initial)
    if form.is_valid():
        plan = plans.start(area, **form.cleaned_data, by=request.user)
        messages.success(request, _("The draft is there. Fill the sections in any order."))
        if "from_word" in request.POST:
            return redirect("areas:import_start", area.slug, plan.number)
        return redirect(plan)
    context = {"area": area, "last": last}
    return render_form(request, "areas/plan_start.html", context, form=form)


@for_writers
def change_frame(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Change title, language or period of the draft."""
    plan = get_plan_to_write(request, slug, number, permissions.can_change_frame)
    turn = turns.take(request, FRAME, plan)
    if turn.is_saved:
        turn.tell(request, _("Saved."))
        return redirect(plan)
    title = _("Title, language and period")
    return plan_form(request, plan, turn.form, title=title, submit=_("Save"))


def send(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Put the plan before the area, or say exactly what is missing (A1-4b-iii)."""
    plan = get_plan(request, slug, number, permissions.can_send)
    if request.method == "POST":
        problems = completeness.check(plan)
    else:
        # What is missing and what is read are made of the same rows.
        problems = completeness.problems_of(rounds.read(plan_rows.kept(plan)))
    blocking = [problem for problem in problems if problem.blocks]
    warnings = [problem for problem in problems if not problem.blocks]
    form = SendForm(None if blocking else typed(request), plan=plan)
    if not blocking and form.is_valid():
        with read_texts.acting_on(request, plan, form):
            is_sent = with_refusals(form, plans.send, plan, **form.choice, by=request.user)
        if is_sent:
            messages.success(request, _("The area's partners have been asked."))
            return redirect(plan)
        plan.refresh_from_db()
    read_texts.shown(form, plan)
    context = {"plan": plan, "area": plan.area, "blocking": blocking, "warnings": warnings}
    context["left"] = left_open.of(plan)
    status = 422 if blocking and request.method == "POST" else None
    return render_form(request, "areas/plan_send.html", context, form=form, status=status)


@require_POST
def record_consensus(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Note that the area has adopted the plan (A1-4b-iii)."""
    plan = get_plan(request, slug, number, permissions.can_record_consensus)
    plans.record_consensus(plan, by=request.user)
    messages.success(request, _("The area's agreement is recorded."))
    return redirect(plan)


def rest_on_amendments(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Note that the area decided on all that this version changes (R-84)."""
    plan = get_plan(request, slug, number, permissions.can_rest_on_amendments)
    question = _("The version holds these amendments, and nothing else was changed in it.")
    form = ConfirmForm(typed(request), question=question)
    if form.is_valid():
        with read_texts.acting_on(request, plan, form):
            with_refusals(form, plans.rest_on_amendments, plan, by=request.user)
        if form.is_valid():
            messages.success(request, _("The area's agreement is recorded."))
            return redirect(plan)
        plan.refresh_from_db()
    read_texts.shown(form, plan)
    title = _("Rest on the decisions about the amendments")
    submit = _("Record the area's agreement")
    more = {"clause_id": "R-84", "made_of": PlanAmendment.objects.made(plan)}
    return plan_form(request, plan, form, title=title, submit=submit, **more)


def take_back(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Go back to writing."""
    plan = get_plan(request, slug, number, permissions.can_take_back)
    form = ReasonForm(typed(request), label=_("Why is the plan changed again?"))
    if form.is_valid():
        plans.take_back(plan, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("The plan is a draft again."))
        return redirect(plan)
    title = _("Change the plan again")
    return plan_form(request, plan, form, title=title, submit=_("Back to the draft"))


def submit(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Freeze the text and put it before the Advisory Group (A1-3f-ii)."""
    plan = get_plan(request, slug, number, permissions.can_submit)
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
    return plan_form(
        request,
        plan,
        form,
        title=_("Submit the plan to the Advisory Group"),
        submit=_("Submit"),
        clause_id="A1-3f-ii",
    )


def publish(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Put the plan in force and before the public (A1-6d-ii)."""
    plan = get_plan(request, slug, number, permissions.can_publish)
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
    return plan_form(
        request,
        plan,
        form,
        title=_("Publish the plan"),
        submit=_("Publish"),
        clause_id="A1-6d-ii",
    )


@login_not_required
@require_safe
def pdf_state(request: HttpRequest, slug: str, number: int) -> JsonResponse:
    """How far the PDF of a published plan is."""
    published = PlanVersion.objects.published()
    plan = get_object_or_404(published, area__slug=slug, number=number)
    job = jobs.plan_file_job(plan)
    return progress.answer(job, is_over=plan.pdf_id is not None)
