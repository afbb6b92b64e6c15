"""What a partner still holds when it leaves: letters, leads, seats; each app tells its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from gmp_portal import rounds
from gmp_portal.registry import Registry
from partners.models import LetterOfIntent
from partners.reading.involvement import Deed, Part

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from partners.models import Partner

# So many of a kind are named; whoever holds more reads how it is with the first ones.
MOST = 20


@dataclass(frozen=True)
class Held:
    """Things of one kind that the partner holds now."""

    title: "StrOrPromise"
    deeds: list[Deed]


Holder = Callable[["Partner"], Part]
HOLDERS: Registry[str, Holder] = Registry("what partners hold")


def register(key: str, holder: Holder) -> None:
    """Called in ``AppConfig.ready`` of the app that knows about it."""
    HOLDERS.register(key, holder)


def by(partner: "Partner") -> list[Held]:
    """What it holds now, by its kinds; what is empty is left out."""
    parts = [holder(partner) for holder in HOLDERS.values()]
    rows = [part.rows[:MOST] for part in parts]
    rounds.ask(*rows)
    told = [
        Held(part.title, [part.deed(row) for row in some])
        for part, some in zip(parts, rows, strict=True)
    ]
    return [each for each in told if each.deeds]


def letters(partner: "Partner") -> Part:
    """Letters that are confirmed, and not published yet."""
    confirmed = LetterOfIntent.Status.CONFIRMED
    rows = LetterOfIntent.objects.filter(partner=partner, status=confirmed)
    return Part(_("Letters of intent"), rows.order_by("-pk"), _letter)


def _letter(letter: LetterOfIntent) -> Deed:
    status = str(letter.get_status_display())
    return Deed(letter.key, letter.get_absolute_url(), (status,))
