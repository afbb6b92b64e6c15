"""A version as a file: having it made, and how far that is (A1-6d-ii)."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from areas import jobs, permissions
from areas.actions import files
from areas.models import PlanFile, PlanVersion
from areas.reading import language_versions
from areas.views.lookup import get_plan
from gmp_portal.jobs import progress
from gmp_portal.ui.types import SignedInRequest


@require_POST
def make(
    request: SignedInRequest, slug: str, number: int, kind: str, language: str
) -> HttpResponse:
    """Have the version made as a PDF or a Word file, in one of its languages."""
    plan = get_plan(request, slug, number, permissions.can_file_make)
    if kind not in PlanFile.Kind.values or not _is_there(plan, language):
        raise Http404
    files.make(plan, kind=kind, language=language, by=request.user)
    return redirect(f"{language_versions.address(plan, language)}#files")


@require_safe
def state(
    request: HttpRequest, slug: str, number: int, kind: str, language: str
) -> JsonResponse:
    """How far the file is."""
    plan = get_plan(request, slug, number)
    if kind not in PlanFile.Kind.values or not _is_there(plan, language):
        raise Http404
    return progress.answer(jobs.plan_copy_job(plan, kind, language))


def _is_there(plan: PlanVersion, language: str) -> bool:
    return language == plan.language or language in language_versions.codes(plan)
