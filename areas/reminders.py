"""What people are reminded of here: terms as lead that end (C3)."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from areas.emails import FOLDER
from areas.models import LeadTerm
from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import once
from gmp_portal.notifications import reminders
from gmp_portal.notifications.reminders import Occasion, ReminderKind

TERM_ENDS = "lead_term"
GROUP = "terms"
DAYS = (-180, -90, -30)
# A clock that stood still for longer than this sends no old reminder.
FRESH = 7


def find_ending(today: date) -> Iterator[Occasion]:
    """Terms that run and have a last day."""
    terms = LeadTerm.objects.current(today).filter(period__endswith__isnull=False)
    for term in terms.select_related("person", "partner", "area"):
        yield Occasion(term, term.period.upper - timedelta(days=1))


def leads(user: User) -> bool:
    """Whether somebody leads an area today; a page asks it once."""
    terms = LeadTerm.objects.current().filter(person=user)
    return bool(once(("leads an area", user.pk), terms.exists))


def _concerns(user: User) -> bool:
    return user.is_secretariat or leads(user)


def register_all() -> None:
    """Say on which days people are reminded of terms that end."""
    reminders.GROUPS.register(GROUP, _("Terms that end"))
    reminders.register(
        ReminderKind(
            key=TERM_ENDS,
            group=GROUP,
            what=_("The term of a lead of an area ends"),
            whom=_("the leads of the area, the secretariat"),
            template=f"{FOLDER}/term_ends.txt",
            days=lambda: DAYS,
            find=find_ending,
            concerns=_concerns,
            late=FRESH,
        )
    )
