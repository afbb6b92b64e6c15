"""The places of an amendment: chosen, written, left as they are (A2-VIII-2)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from areas import not_amended, permissions
from areas.actions import amendments
from areas.annex2 import BY_KEY, SECTIONS, Section
from areas.forms.row_kinds import KINDS, RowKind
from areas.models import AmendmentPlace, PlanAmendment
from areas.reading import amendments as reading
from areas.reading import entries_by_key, figures
from areas.reading.amendment_joining import NEW
from areas.reading.entries_by_key import Entries
from areas.views.amendments import get_amendment
from areas.views.form_pages import is_of_another_window, typed, with_refusals
from gmp_portal import rounds
from gmp_portal.accounts.rights import Permission
from gmp_portal.ui.forms import CONFLICT, render_form
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.ui.versions import Values, token_of, values_of
from gmp_portal.words import labelled
from gmp_portal.workflow import NotNowError
from gmp_portal.writing import merge

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Offered:
    """A place that can be chosen, with what stands there."""

    title: "StrOrPromise"
    url: str
    remove_url: str = ""
    is_new: bool = False


@require_safe
def amendment_choose(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Choose a section, and in it the text or the entry that shall read otherwise."""
    amendment, entries = _find(request, slug, number, permissions.can_amendment_choose)
    section = BY_KEY.get(request.GET.get("section", ""))
    offered = [] if section is None else list(_offered(amendment, section, entries))
    context = {
        "amendment": amendment,
        "area": amendment.area,
        "plan": entries.plan,
        "sections": [each for each in SECTIONS if not each.is_generated],
        "section": section,
        "page": page_of(request, offered),
    }
    return render(request, "areas/amendment_choose.html", context)


def _offered(
    amendment: PlanAmendment, section: Section, entries: Entries
) -> Iterator[Offered]:
    place = [amendment.area.slug, amendment.number]
    if section.has_text:
        url = reverse("areas:amendment_text", args=[*place, section.key])
        yield Offered(section.text_label, url)
    for kind in KINDS.values():
        if kind.section != section.key:
            continue
        yield Offered(
            kind.add,
            reverse("areas:amendment_row_add", args=[*place, kind.key]),
            is_new=True,
        )
        for row in entries.rows(kind):
            at = [*place, row.key.code]
            url = reverse("areas:amendment_row", args=at)
            gone = reverse("areas:amendment_row_remove", args=at)
            yield Offered(labelled(kind.singular, row), url, gone)


def amendment_text(
    request: SignedInRequest, slug: str, number: int, key: str
) -> HttpResponse:
    """Write the text of a section as it shall read."""
    amendment, entries = _find(request, slug, number, permissions.can_amendment_text)
    section = BY_KEY.get(key)
    if section is None or not section.has_text:
        raise Http404
    kept = amendment.places.filter(kind=AmendmentPlace.TEXT, section=key).first()
    place = kept or AmendmentPlace(
        amendment=amendment, kind=AmendmentPlace.TEXT, section=key
    )
    initial = _initial(place, entries)
    form = entries.text_form(section, typed(request), initial)
    shown = entries.text_form(section, None, initial)
    text = str(initial.get("text") or entries.plan.text_of(key))
    return _edit(request, place, entries, form, shown, figures_of=text)


def amendment_row(
    request: SignedInRequest, slug: str, number: int, code: str
) -> HttpResponse:
    """Change the fields of an entry, or write on an entry that the amendment adds."""
    amendment, entries = _find(request, slug, number, permissions.can_amendment_row)
    kept = _kept(amendment, code)
    if kept is not None and kept.is_new:
        kind, row, place = KINDS[kept.kind], None, kept
    else:
        kind, row = _entry(amendment, entries, code)
        place = kept or _of_entry(amendment, kind, row)
    given = {"initial": _initial(place, entries)}
    form = entries.row_form(kind, row, typed(request), **given)
    shown = entries.row_form(kind, _fresh(row), None, **given)
    return _edit(request, place, entries, form, shown)


def amendment_row_add(
    request: SignedInRequest, slug: str, number: int, kind: str
) -> HttpResponse:
    """Propose a new entry in a list."""
    amendment, entries = _find(request, slug, number, permissions.can_amendment_row_add)
    if kind not in KINDS:
        raise Http404
    row_kind = KINDS[kind]
    place = AmendmentPlace(amendment=amendment, kind=kind, section=row_kind.section)
    form = entries.row_form(row_kind, None, typed(request))
    return _edit(request, place, entries, form, entries.row_form(row_kind))


@require_POST
def amendment_row_remove(
    request: SignedInRequest, slug: str, number: int, code: str
) -> HttpResponse:
    """Propose that an entry goes."""
    permission = permissions.can_amendment_row_remove
    amendment, entries = _find(request, slug, number, permission)
    kind, row = _entry(amendment, entries, code)
    place = _kept(amendment, code) or _of_entry(amendment, kind, row)
    base = entries.values_of(place)
    amendments.put(amendment, place, base=base, proposed=None, by=request.user)
    messages.success(request, _("The amendment takes this entry out."))
    return redirect(amendment)


@require_POST
def amendment_drop(
    request: SignedInRequest, slug: str, number: int, pk: int
) -> HttpResponse:
    """Leave a place as it is in the plan."""
    amendment, _entries = _find(request, slug, number, permissions.can_amendment_drop)
    place = get_object_or_404(amendment.places.all(), pk=pk)
    amendments.drop(amendment, place, by=request.user)
    messages.success(request, _("This place stays as it is in the plan."))
    return redirect(amendment)


def _find(
    request: SignedInRequest,
    slug: str,
    number: int,
    permission: Permission[PlanAmendment],
) -> tuple[PlanAmendment, Entries]:
    """The amendment with everything that stands in the plan in force."""
    amendment = get_amendment(request, slug, number, permission)
    plan = reading.in_force(amendment.area)
    if plan is None:
        raise NotNowError(amendment, not_amended.why_not_begun(amendment.area))
    return amendment, rounds.read(entries_by_key.of(plan))


def _entry(amendment: PlanAmendment, entries: Entries, code: str) -> tuple[RowKind, Any]:
    """An entry of the plan in force; one of an earlier version is gone."""
    if code in entries.by_code:
        return entries.by_code[code]
    if amendment.area.plan_keys.filter(code=code).exists():
        raise NotNowError(amendment, not_amended.why_place_is_gone())
    raise Http404


def _kept(amendment: PlanAmendment, code: str) -> AmendmentPlace | None:
    """The place that the amendment has for this entry already; a new one goes by its number."""
    if code.startswith(NEW):
        number = code.removeprefix(NEW)
        if not number.isdecimal():
            raise Http404
        return get_object_or_404(amendment.places.filter(key=None), pk=number[:18])
    return amendment.places.filter(key__code=code).first()


def _of_entry(amendment: PlanAmendment, kind: RowKind, row: Any) -> AmendmentPlace:
    return AmendmentPlace(
        amendment=amendment, kind=kind.key, section=kind.section, key=row.key
    )


def _fresh(row: Any) -> Any:
    """The entry as it is stored: a form writes into what it is given."""
    return None if row is None else type(row)._default_manager.get(pk=row.pk)


def _initial(place: AmendmentPlace, entries: Entries) -> dict[str, Any]:
    """What the form begins with: what was proposed so far, on top of the plan of today."""
    if place.pk is None or place.proposed is None:
        return {}
    now = None if place.is_new else entries.values_of(place)
    proposed: Values = place.proposed
    if now is not None and now != place.base:
        merged = merge.values(place.base, proposed, now, entries.prose_of(place))
        proposed = merged.values
    return _as_initial(entries.as_here(proposed), entries, place)


def _as_initial(values: Values, entries: Entries, place: AmendmentPlace) -> dict[str, Any]:
    """Values as a form takes them: a list where several are chosen."""
    form = (
        entries.text_form(BY_KEY[place.section])
        if place.is_text
        else entries.row_form(KINDS[place.kind])
    )
    return {
        name: value
        if getattr(form.fields[name].widget, "allow_multiple_selected", False)
        else next(iter(value), "")
        for name, value in values.items()
        if name in form.fields
    }


def _edit(
    request: SignedInRequest,
    place: AmendmentPlace,
    entries: Entries,
    form: Any,
    shown: Any,
    *,
    figures_of: str = "",
) -> HttpResponse:
    """Show the form of a place, or keep what it says."""
    amendment = place.amendment
    token = token_of(values_of([shown]))
    base = None if _is_new(place) else entries.values_of(place)
    status = None
    if form.is_valid():
        proposed = entries.as_keys(values_of([form]))
        if is_of_another_window(request, form, shown, "A2-VIII-2"):
            status = CONFLICT
        else:
            facts = {"base": base, "proposed": proposed, "by": request.user}
            with_refusals(form, amendments.put, amendment, place, **facts)
            if form.is_valid():
                messages.success(request, _("Saved."))
                return redirect(amendment)
    pictures = figures.shown_by(entries.plan, figures_of) if figures_of else {}
    context = {
        "amendment": amendment,
        "area": amendment.area,
        "plan": entries.plan,
        "section": BY_KEY[place.section],
        "kind": None if place.is_text else KINDS[place.kind],
        "place": place,
        "is_new": _is_new(place),
        "token": token,
        "figures": pictures,
        "shown_figures": json.dumps(pictures),
    }
    page = "areas/amendment_place.html"
    return render_form(request, page, context, form=form, status=status)


def _is_new(place: AmendmentPlace) -> bool:
    return not place.is_text and place.key_id is None
