"""The framework clause by clause, what the portal does about each, and its rules (P-5)."""

from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gmp_portal import dates, rulebook
from gmp_portal.rulebook.models import ParameterValue


@login_not_required
@require_safe
def framework(request: HttpRequest) -> HttpResponse:
    """Every clause with its anchor, and whether the portal enforces, flags or supports it."""
    sections = [
        {"title": title, "clauses": list(clauses)}
        for title, clauses in groupby(
            rulebook.clauses(), key=lambda clause: str(clause.section)
        )
    ]
    counts: dict[str, int] = {}
    for clause in rulebook.clauses():
        counts[clause.status] = counts.get(clause.status, 0) + 1
    today = dates.today()
    in_force = _values_in_force(today)
    rows = [
        {"rule": rule, "sentence": rule.describe(in_force.get(rule.id, rule.value))}
        for rule in rulebook.parameters()
    ]
    context = {"sections": sections, "counts": counts, "rules": rows, "today": today}
    return render(request, "website/framework.html", context)


def _values_in_force(day: Any) -> dict[str, Any]:
    """The value in force of every working rule that was ever changed, in one query."""
    decided = ParameterValue.objects.filter(effective_from__lte=day).order_by(
        "effective_from"
    )
    return {row.parameter: row.value for row in decided}
