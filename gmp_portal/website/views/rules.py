"""One working rule: its values over time, and the way to change it."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from gmp_portal import ledger, rulebook
from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import require
from gmp_portal.rulebook.models import ParameterValue
from gmp_portal.ui.forms import render_form
from gmp_portal.website import permissions
from gmp_portal.website.actions import rules
from gmp_portal.website.forms import RuleForm


@login_not_required
def detail(request: HttpRequest, rule: str) -> HttpResponse:
    """One working rule: its values over time, and for the secretariat the way to change it."""
    try:
        working_rule = rulebook.parameter(rule)
    except KeyError as error:
        raise Http404 from error
    values = ParameterValue.objects.filter(parameter=rule).order_by("-effective_from")
    if request.method == "POST":
        require(request.user, permissions.can_change_rule)
    form = None
    if permissions.can_change_rule(request.user):
        form = RuleForm(
            request.POST or None, rule=working_rule, current=rulebook.value(rule)
        )
        if form.is_valid() and _set(request, rule, form):
            messages.success(
                request, _("The new value is kept and in force from its day on.")
            )
            return redirect("website:rule_detail", rule=rule)
    context = {
        "rule": working_rule,
        "sentence": working_rule.describe(rulebook.value(rule)),
        "past": [(row, working_rule.describe(row.value)) for row in values],
        "trail": [entry for row in values for entry in ledger.trail(row)],
    }
    if form is None:
        return render(request, "website/rule.html", context)
    return render_form(request, "website/rule.html", context, form=form)


def _set(request: HttpRequest, rule: str, form: RuleForm) -> bool:
    try:
        rules.set_value(
            rule,
            form.new_value,
            effective_from=form.cleaned_data["effective_from"],
            reason=form.cleaned_data["reason"],
            by=cast("User", request.user),
        )
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True
