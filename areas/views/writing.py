"""Writing a draft: the texts of its sections, and the rows of its lists."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from areas import annex2
from areas.actions import rows, sections
from areas.actions.sections import SavedMeanwhileError
from areas.annex2 import BY_KEY, Section
from areas.forms.plans import SectionForm
from areas.forms.rows import KINDS, RowKind
from areas.models import Effort, PlanVersion
from areas.reading import completeness, plan_display, snapshot
from areas.views.lookup import TermEndedError, plan_to_write, term_ended, typed
from gmp_portal.ui.forms import ConfirmForm
from gmp_portal.ui.shortcuts import render_form
from gmp_portal.ui.types import SignedInRequest

CONFLICT = 409


def section(request: SignedInRequest, slug: str, number: int, key: str) -> HttpResponse:
    """Write one section: its text, and the rows it holds (A2)."""
    found = _section(key)
    try:
        plan = plan_to_write(request, slug, number)
    except TermEndedError as error:
        return term_ended(request, error)
    if not found.has_text:
        return render(request, "areas/section.html", _context(plan, found))
    form = _form(request, plan, found)
    if form.is_valid():
        try:
            _save(plan, found, form, by=request.user)
        except SavedMeanwhileError as error:
            return _conflict(request, plan, found, error)
        messages.success(request, _("Section %(key)s is saved.") % {"key": key})
        return redirect(_next(request, plan, found))
    return render_form(request, "areas/section.html", _context(plan, found), form=form)


@require_POST
def autosave(request: SignedInRequest, slug: str, number: int, key: str) -> HttpResponse:
    """Save a text while its author types on; a stale version is refused with 409."""
    found = _section(key)
    try:
        plan = plan_to_write(request, slug, number)
    except TermEndedError as error:
        return term_ended(request, error)
    form = _form(request, plan, found)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors.get_json_data()}, status=422)
    try:
        version = _save(plan, found, form, by=request.user)
    except SavedMeanwhileError as error:
        return JsonResponse({"version": error.kept.version}, status=CONFLICT)
    saved = timezone.localtime().strftime("%H:%M")
    return JsonResponse({"version": version, "saved": saved})


def _section(key: str) -> Section:
    try:
        return BY_KEY[key]
    except KeyError:
        raise Http404 from None


def _form(request: SignedInRequest, plan: PlanVersion, found: Section) -> SectionForm:
    kept = plan.text_by_section.get(found.key)
    initial = {
        "text": kept.text if kept else "",
        "version": kept.version if kept else 0,
        "next_review_on": plan.next_review_on,
    }
    return SectionForm(typed(request), section=found, initial=initial)


def _save(plan: PlanVersion, found: Section, form: SectionForm, *, by: Any) -> int:
    data = form.cleaned_data
    kept = sections.save_text(plan, found.key, data["text"], version=data["version"], by=by)
    if found.has_review_date:
        sections.set_review_date(plan, data["next_review_on"], by=by)
    return kept.version


def _next(request: SignedInRequest, plan: PlanVersion, found: Section) -> str:
    following = annex2.after(found.key)
    if "save_and_next" in request.POST and following:
        return reverse(
            "areas:section_edit", args=[plan.area.slug, plan.number, following.key]
        )
    return plan.get_absolute_url()


def _conflict(
    request: SignedInRequest, plan: PlanVersion, found: Section, error: SavedMeanwhileError
) -> HttpResponse:
    """Both texts side by side; saving here takes the newest version as read (C4)."""
    initial = {
        "text": error.typed,
        "version": error.kept.version,
        "next_review_on": request.POST.get("next_review_on") or None,
    }
    form = SectionForm(section=found, initial=initial)
    context = {
        "plan": plan,
        "area": plan.area,
        "section": found,
        "kept": error.kept,
        "typed": error.typed,
        "form": form,
    }
    return render(request, "areas/conflict.html", context, status=CONFLICT)


def _context(plan: PlanVersion, found: Section) -> dict[str, Any]:
    content = snapshot.gather(plan)
    kept = plan.text_by_section.get(found.key)
    return {
        "plan": plan,
        "area": plan.area,
        "section": found,
        "following": annex2.after(found.key),
        "kept": kept,
        "text_version": kept.version if kept else 0,
        "read": next(one for one in plan_display.sections(content) if one.key == found.key),
        "lists": [_list(plan, KINDS[key]) for key in found.rows],
        "problems": [one for one in completeness.check(plan) if one.section == found.key],
        "comments": plan.comments.filter(
            section=found.key, resolved_at=None
        ).select_related("author"),
        "word_rule": completeness.word_rule() if found.max_words else "",
        "totals": plan_display.totals(content) if found.key == "IV" else [],
    }


def _list(plan: PlanVersion, kind: RowKind) -> dict[str, Any]:
    """The rows of one kind as cards, each with what it says and its buttons."""
    records = list(rows_of(plan, kind))
    return {
        "kind": kind,
        "cards": [
            {
                "row": row,
                "number": place,
                "is_first": place == 1,
                "is_last": place == len(records),
                "milestones": list(row.milestones.all())
                if isinstance(row, Effort)
                else None,
            }
            for place, row in enumerate(records, start=1)
        ],
    }


def rows_of(plan: PlanVersion, kind: RowKind) -> Any:
    """The rows of one kind in this plan, with what their cards show."""
    model = kind.form._meta.model
    if kind.key == "milestones":
        return model._default_manager.filter(effort__plan=plan)
    found = model._default_manager.filter(plan=plan)
    if kind.key == "efforts":
        found = found.select_related("partner", "contact", "action").prefetch_related(
            "milestones"
        )
    return found


# Rows ----------------------------------------------------------------------------------


def row_add(request: SignedInRequest, slug: str, number: int, kind: str) -> HttpResponse:
    """Add a row to a list of the draft."""
    return _row(request, slug, number, kind, None)


def row_change(
    request: SignedInRequest, slug: str, number: int, kind: str, pk: int
) -> HttpResponse:
    """Change a row of the draft."""
    return _row(request, slug, number, kind, pk)


def _row(
    request: SignedInRequest, slug: str, number: int, key: str, pk: int | None
) -> HttpResponse:
    kind = _kind(key)
    try:
        plan = plan_to_write(request, slug, number)
    except TermEndedError as error:
        return term_ended(request, error)
    row = get_object_or_404(rows_of(plan, kind), pk=pk) if pk else None
    initial = {"effort": request.GET.get("effort")} if key == "milestones" else {}
    form = kind.form(typed(request), instance=row, plan=plan, initial=initial)
    if form.is_valid():
        rows.save(plan, form, by=request.user)
        messages.success(request, _("Saved."))
        if "save_and_add" in request.POST:
            return redirect("areas:row_add", slug, number, key)
        return redirect(_place(plan, kind))
    context = {
        "plan": plan,
        "area": plan.area,
        "kind": kind,
        "row": row,
        "section": BY_KEY[kind.section],
        "back": _place(plan, kind),
    }
    return render_form(request, "areas/row.html", context, form=form)


def row_remove(
    request: SignedInRequest, slug: str, number: int, kind: str, pk: int
) -> HttpResponse:
    """Take a row out of the draft, after one question."""
    found = _kind(kind)
    try:
        plan = plan_to_write(request, slug, number)
    except TermEndedError as error:
        return term_ended(request, error)
    row = get_object_or_404(rows_of(plan, found), pk=pk)
    form = ConfirmForm(typed(request), question=_("Remove this entry from the draft."))
    if form.is_valid():
        rows.remove(plan, row, by=request.user)
        messages.success(request, _("Removed."))
        return redirect(_place(plan, found))
    context = {
        "plan": plan,
        "area": plan.area,
        "title": _("Remove: %(row)s") % {"row": row},
        "submit": _("Remove"),
        "is_danger": True,
        "back": _place(plan, found),
    }
    return render_form(request, "areas/plan_act.html", context, form=form)


@require_POST
def row_move(
    request: SignedInRequest, slug: str, number: int, kind: str, pk: int
) -> HttpResponse:
    """Let a row change places with its neighbour; the result is told in words."""
    found = _kind(kind)
    if not found.can_move:
        raise Http404
    try:
        plan = plan_to_write(request, slug, number)
    except TermEndedError as error:
        return term_ended(request, error)
    row = get_object_or_404(rows_of(plan, found), pk=pk)
    place, total = rows.move(plan, row, up=request.POST.get("to") == "up", by=request.user)
    messages.success(
        request,
        _("“%(row)s” is now number %(place)d of %(total)d.")
        % {"row": row, "place": place, "total": total},
    )
    return redirect(_place(plan, found))


def _kind(key: str) -> RowKind:
    try:
        return KINDS[key]
    except KeyError:
        raise Http404 from None


def _place(plan: PlanVersion, kind: RowKind) -> str:
    url = reverse("areas:section_edit", args=[plan.area.slug, plan.number, kind.section])
    return f"{url}#{'efforts' if kind.key == 'milestones' else kind.key}"
