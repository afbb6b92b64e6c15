"""Somebody is reminded earlier than the secretariat says, or not at all (R-61)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gmp_portal import ledger
from gmp_portal.accounts import rights
from gmp_portal.accounts.models import User
from gmp_portal.notifications import reminders
from gmp_portal.notifications.models import OwnReminder
from gmp_portal.website import permissions
from gmp_portal.website.acts import Act
from gmp_portal.website.reading import own_reminders
from gmp_portal.workflow import unmet

AS_SET, NONE = own_reminders.AS_SET, own_reminders.NONE


@transaction.atomic
def choose(wishes: dict[str, str], *, by: User) -> User:
    """Keep by groups how the person wishes to be reminded, as far as that can be chosen (R-61)."""
    rights.require(by, permissions.can_own_reminder_choose)
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    offered = {group.key: group for group in own_reminders.groups(by)}
    changed = {}
    for key, wish in wishes.items():
        group = offered.get(key)
        if group is None or wish not in group.values:
            said = _("This cannot be chosen for these reminders.")
            raise unmet(said, reminders.RULE)
        if wish != group.chosen:
            _keep(by, key, wish)
            changed[key] = wish
    if changed:
        ledger.record(Act.OWN_REMINDER_CHOSEN, by, by=by, chosen=changed)
    return by


def _keep(person: User, group: str, wish: str) -> None:
    if wish == AS_SET:
        OwnReminder.objects.filter(person=person, group=group).delete()
        return
    is_off = wish == NONE
    OwnReminder.objects.update_or_create(
        person=person,
        group=group,
        defaults={
            "is_off": is_off,
            "days_before": None if is_off else int(wish),
            "chosen_at": timezone.now(),
        },
    )
