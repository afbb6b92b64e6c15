"""Who may do what, as the permissions answer; and for the secretariat, why not (N44)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gmp_portal.accounts import rights_table
from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import require
from gmp_portal.ui.shared_pages import shared
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.website import permissions
from gmp_portal.website.forms import SimulatorForm
from gmp_portal.website.reading import rights, simulations
from gmp_portal.words import listed_apart


@shared
@require_safe
def rights_list(request: HttpRequest) -> HttpResponse:
    """Every kind of record that has steps, and the rights that concern no record."""
    context = {
        "kinds": rights.kind_list(),
        "rights": rights.rights_without_record(),
        "can_simulate": permissions.can_simulate(request.user),
    }
    return render(request, "website/rights_list.html", context)


@shared
@require_safe
def detail(request: HttpRequest, kind: str) -> HttpResponse:
    """The steps on one kind of record by state, as the code answers (C1)."""
    model = rights_table.models_with_steps().get(kind)
    if model is None:
        raise Http404
    rows = rights.rows_of(model)
    groups = rights.groups(rows)
    context = {
        "title": model._meta.verbose_name_plural,
        "rows": rows,
        "always": rights.always(rows),
        "groups": [group for group in groups if group.able],
        "ends": listed_apart([str(group.state) for group in groups if not group.able]),
        "has_states": len(groups) > 1,
        "told": rights.told_to_others(rows),
        "not_now": rights.told_not_now(rows),
    }
    return render(request, "website/rights_detail.html", context)


@require_safe
def simulator(request: SignedInRequest) -> HttpResponse:
    """What somebody can do with a record now, and why not; nothing is changed (N44)."""
    require(request.user, permissions.can_simulate)
    form = SimulatorForm(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    people, person = _people(asked)
    records, chosen = _records(asked, request.user)
    context: dict[str, Any] = {
        "form": form,
        "asked": asked,
        "names_nobody": form.is_valid() and not (asked["who"] or asked["person"]),
        "people": people[: simulations.LONGEST_LIST],
        "records": records[: simulations.LONGEST_LIST],
        "person": person,
        "found": chosen,
        "has_more": max(len(people), len(records)) > simulations.LONGEST_LIST,
    }
    if person:
        context["can_look"] = permissions.can_impersonation_begin(request.user)
        context["offices"] = simulations.offices_of(person)
        context["rights"] = simulations.rights_of(person)
    if person and chosen:
        context["simulation"] = simulations.simulate(person, chosen)
    return render(request, "website/simulator.html", context)


def _people(asked: dict[str, Any]) -> tuple[list[User], User | None]:
    """Those whom the words mean, and the one who was chosen, or is the only one."""
    if asked.get("person"):
        return [], User.objects.filter(pk=asked["person"]).first()
    people = simulations.people(asked["who"]) if asked.get("who") else []
    return people, people[0] if len(people) == 1 else None


def _records(
    asked: dict[str, Any], reader: User
) -> tuple[list[simulations.Found], simulations.Found | None]:
    """Those that the words or the address mean, and the one that was chosen."""
    if asked.get("record"):
        return [], simulations.by_value(asked["record"], reader=reader)
    words = asked.get("what", "")
    records = []
    if "/" in words:
        records = simulations.by_address(words, reader=reader)
    if words and asked["kind"] and not records:
        records = simulations.by_words(asked["kind"], words, reader=reader)
    return records, records[0] if len(records) == 1 else None
