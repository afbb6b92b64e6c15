"""How somebody wishes to be reminded of what is due (R-61)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gmp_portal.accounts import rights
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.website import permissions
from gmp_portal.website.actions import own_reminders
from gmp_portal.website.reading import own_reminders as reading
from gmp_portal.website.reading import reminder_rows
from gmp_portal.website.reminder_forms import OwnReminderForm


def own_reminder_choose(request: SignedInRequest) -> HttpResponse:
    """As the secretariat sets it, earlier, or none, for each group of the own reminders."""
    rights.require(request.user, permissions.can_own_reminder_choose)
    groups = reading.groups(request.user)
    form = OwnReminderForm(request.POST or None, groups=groups)
    if form.is_valid():
        own_reminders.choose(form.cleaned_data, by=request.user)
        messages.success(request, _("Your choice is kept."))
        return redirect("website:own_reminder_choose")
    others = [
        (group.label, reminder_rows.of_group(group))
        for group in groups
        if group.key not in form.fields
    ]
    context = {"groups": groups, "others": others}
    return render_form(request, "website/own_reminders.html", context, form=form)
