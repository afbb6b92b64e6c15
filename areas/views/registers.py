"""The public registers of business plans and of leads (A1-3f-ii, A1-4b-vi)."""

from django.db.models import Case, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from areas.forms.lead_filters import LeadFilter
from areas.forms.plan_filters import PlanFilter
from areas.models import LeadTerm, PlanVersion
from areas.reading import who_led
from gmp_portal.ui.forms import UNPROCESSABLE
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.shared_pages import shared

OK = 200


@shared
@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    """Every published version of a plan, those in force first; whoever writes one sees it too."""
    visible = PlanVersion.objects.visible_to(request.user)
    form = PlanFilter(request.GET)
    fitting = form.apply(visible).select_related("area", "pdf").defer("snapshot")
    page = page_of(
        request,
        fitting.order_by(
            Case(When(status=PlanVersion.Status.PUBLISHED, then=0), default=1),
            "status",
            "-period_to",
            "area__slug",
            "-number",
        ),
    )
    context = {
        "form": form,
        "page": page,
        "total": visible.count() if form.is_filtered else page.paginator.count,
        "with_reviews": any(plan.next_review_on for plan in page),
        "with_files": any(plan.pdf and plan.published_at for plan in page),
    }
    return render(request, "areas/plan_list.html", context)


@shared
@require_safe
def lead_list(request: HttpRequest) -> HttpResponse:
    """Everybody who leads an area or led it; or who did so on a day, area by area (C3)."""
    visible = LeadTerm.objects.visible_to(request.user)
    form = LeadFilter(request.GET)
    asked = form.applied
    context = {"form": form, "day": asked.get("on")}
    if day := asked.get("on"):
        answers = who_led.on(day, asked.get("area"))
        context["page"] = page_of(request, answers)
        context["led"] = sum(bool(answer.terms) for answer in answers)
    else:
        page = page_of(request, form.apply(visible.for_page().newest_first()))
        context["page"] = page
        context["total"] = visible.count() if form.is_filtered else page.paginator.count
    # A day that nobody understood is a question without an answer, not only a longer list.
    status = UNPROCESSABLE if "on" in form.errors else OK
    return render(request, "areas/lead_list.html", context, status=status)
