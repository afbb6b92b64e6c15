"""The public register of business plans (A1-3f-ii)."""

from django.db.models import Case, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from areas.forms.plan_filters import PlanFilter
from areas.models import PlanVersion
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.shared_pages import shared


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
