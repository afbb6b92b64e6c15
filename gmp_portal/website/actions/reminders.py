"""The days of a reminder are chosen, with a reason that the ledger keeps (R-61)."""

from collections.abc import Collection, Iterator, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from gmp_portal import dates, ledger, rulebook
from gmp_portal.accounts import rights
from gmp_portal.accounts.models import User
from gmp_portal.notifications import reminders
from gmp_portal.notifications.models import ReminderRule
from gmp_portal.notifications.reminders import RULE, ReminderKind
from gmp_portal.website import permissions
from gmp_portal.website.acts import Act
from gmp_portal.workflow import RuleRefusedError, unmet


def refusals(
    kind: ReminderKind, days: Collection[int]
) -> Iterator[tuple[str, RuleRefusedError]]:
    """What of these days cannot be, by the field, for the form and for the act."""
    rule = rulebook.value(RULE)
    first = "before" if kind.is_before else "after"
    if not days:
        yield first, unmet(_("Name at least one day, or switch the reminder off."), RULE)
    if len(days) > rule["most"]:
        said = _("There are at most %(most)d reminders of a kind.")
        yield first, unmet(said, RULE, {"most": rule["most"]})
    if any(-each > rule["before"] for each in days):
        said = _("At most %(most)d days before.")
        yield "before", unmet(said, RULE, {"most": rule["before"]})
    if any(each > rule["after"] for each in days):
        said = _("At most %(most)d days after.")
        yield "after", unmet(said, RULE, {"most": rule["after"]})
    if not kind.is_after and any(each > 0 for each in days):
        yield "after", unmet(_("Once the day is over there is nothing to remind of."), RULE)
    if not kind.is_before and any(each <= 0 for each in days):
        said = _("Before the day there is nothing to remind of.")
        yield "before", unmet(said, RULE)


@transaction.atomic
def edit(
    key: str, days: Sequence[int] | None, *, is_active: bool, reason: str, by: User
) -> ReminderRule:
    """Remind on these days from tomorrow on, on those that are built in, or not at all (R-61)."""
    rights.require(by, permissions.can_reminder_edit)
    kind = reminders.KINDS[key]
    chosen = None if days is None else sorted(set(days))
    for _name, refusal in refusals(kind, chosen) if chosen is not None else ():
        raise refusal
    ReminderRule.objects.get_or_create(
        kind=key, defaults={"changed_on": dates.today(), "changed_by": by}
    )
    rule = ReminderRule.objects.select_for_update().get(kind=key)
    before = reminders.plan_of(key).days
    if (rule.days, rule.is_active) == (chosen, is_active):
        return rule
    rule.days, rule.is_active = chosen, is_active
    rule.changed_on, rule.changed_by = dates.today(), by
    rule.save(update_fields=["days", "is_active", "changed_on", "changed_by"])
    ledger.record(
        Act.REMINDER_CHANGED,
        rule,
        by=by,
        reason=reason,
        reminder=key,
        before=list(before),
        after=list(reminders.plan_of(key).days),
    )
    return rule
