"""What others changed in a draft since somebody was here, known to that person alone (R-67)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from areas import annex2
from areas.forms.row_kinds import KINDS
from areas.models import PlanVersion
from areas.reading import change_page, changed_since, plan_rows
from areas.reading.change_page import Held
from areas.reading.changed_since import Changes
from areas.views.lookup import get_plan
from gmp_portal import rounds, rulebook
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.writing import visits


@require_safe
def change_list(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Everything that others changed since this person was here, section by section."""
    plan = get_plan(request, slug, number)
    if plan.is_frozen:
        return redirect(plan)
    changes = _changes(request, plan)
    page = page_of(request, changes.listed)
    context = {
        "plan": plan,
        "area": plan.area,
        "changes": changes,
        "page": page,
        "groups": changes.grouped(page),
    }
    return render(request, "areas/change_list.html", context)


@require_POST
def see_all(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Take all for seen that stood on the page of which this was sent."""
    plan = get_plan(request, slug, number)
    if not plan.is_frozen and not hasattr(request, "impersonation"):
        until = request.POST.get("until", "")
        visits.see_all(changed_since.scope_of(plan), until, by=request.user)
        messages.success(request, _("Everything up to now counts as seen."))
    return redirect(plan)


@require_safe
def change_of_section(
    request: SignedInRequest, slug: str, number: int, key: str
) -> HttpResponse:
    """The text of a section as it was, and as it is now."""
    section = annex2.BY_KEY.get(key)
    plan = get_plan(request, slug, number)
    if section is None:
        raise Http404
    return _page(request, plan, change_page.section(plan, section), str(section))


@require_safe
def change_of_row(
    request: SignedInRequest, slug: str, number: int, kind: str, pk: int
) -> HttpResponse:
    """An entry as it was, and as it is now."""
    row_kind = KINDS.get(kind)
    plan = get_plan(request, slug, number)
    if row_kind is None:
        raise Http404
    held = change_page.row(plan, row_kind, pk)
    title = _("%(kind)s: %(row)s") % {"kind": row_kind.singular, "row": held.name}
    return _page(request, plan, held, title)


@require_safe
def change_of_frame(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Title, language and period as they were, and as they are now."""
    plan = get_plan(request, slug, number)
    title = _("Title, language and period")
    return _page(request, plan, change_page.frame(plan), title)


def _page(
    request: SignedInRequest, plan: PlanVersion, held: Held, title: str
) -> HttpResponse:
    if plan.is_frozen:
        return redirect(plan)
    changes = _changes(request, plan)
    change = next((each for each in changes.listed if each.key == held.key), None)
    hidden = changed_since.hidden_from(request.user, plan)
    context: dict[str, Any] = {
        "plan": plan,
        "area": plan.area,
        "title": title,
        "change": change,
        "since": change.since if change else changes.since,
        "fields": change_page.between(plan, held, change, hidden),
    }
    return render(request, "areas/change_detail.html", context)


def _changes(request: SignedInRequest, plan: PlanVersion) -> Changes:
    look = visits.look(request, changed_since.scope_of(plan))
    changes: Changes
    _kept, changes, _rules = rounds.run(
        plan_rows.kept(plan),
        changed_since.gather(plan, request.user, look),
        rounds.asked(*rulebook.questions()),
    )
    visits.note(request, look)
    return changes
