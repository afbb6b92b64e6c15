"""One working rule: its values over time, and the way to change it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from gmp_portal import ledger, rulebook
from gmp_portal.accounts.rights import require
from gmp_portal.ledger import histories
from gmp_portal.rulebook.models import ParameterValue
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.shared_pages import shared
from gmp_portal.website import permissions
from gmp_portal.website.writings import RULE
from gmp_portal.writing import turns


@shared
def detail(request: HttpRequest, rule: str) -> HttpResponse:
    """One working rule: its values over time, and for the secretariat the way to change it."""
    try:
        working_rule = rulebook.parameter(rule)
    except KeyError as error:
        raise Http404 from error
    values = ParameterValue.objects.filter(parameter=rule).order_by("-effective_from")
    if request.method == "POST":
        require(request.user, permissions.can_change_rule)
    turn = None
    if permissions.can_change_rule(request.user):
        turn = turns.take(request, RULE, working_rule)
        if turn.is_saved:
            turn.tell(request, _("The new value is kept and in force from its day on."))
            return redirect("website:rule_detail", rule=rule)
    context = {
        "rule": working_rule,
        "sentence": working_rule.describe(rulebook.value(rule)),
        "past": [(row, working_rule.describe(row.value)) for row in values],
        "trail": histories.told(
            [entry for row in values for entry in ledger.trail(row)], to=request.user
        ),
    }
    if turn is None:
        return render(request, "website/rule.html", context)
    return render_form(request, "website/rule.html", context, form=turn.form)
