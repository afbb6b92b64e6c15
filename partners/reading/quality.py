"""What is missing or doubtful in the data: checks that apps register, each with its rule.

What an officer accepts as it is, is left out until the day that he or she named (R-48).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import (
    CharField,
    Exists,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gmp_portal import ledger
from gmp_portal.registry import Registry
from partners.models import (
    LetterOfIntent,
    Partner,
    PastLetter,
    Representative,
    SetAside,
)
from partners.models.letter_states import ADMITTED
from partners.reading import unreached

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Check:
    """One thing to look for; ``rows`` are those where it is so, ``url`` is where it is mended."""

    title: "StrOrPromise"
    clause: str
    rows: Callable[[date], "QuerySet[Any]"]
    name: Callable[[Any], str]
    url: Callable[[Any], str]

    def open_rows(self, key: str, today: date) -> "QuerySet[Any]":
        """Those that nobody has accepted as they are."""
        rows = self.rows(today)
        kept: QuerySet[Any] = rows.exclude(Exists(set_aside(rows.model, key, today)))
        return kept.order_by("pk")

    def accepted_rows(self, key: str, today: date) -> "QuerySet[Any]":
        """Those that somebody has accepted as they are."""
        rows = self.rows(today)
        kept: QuerySet[Any] = rows.filter(Exists(set_aside(rows.model, key, today)))
        return kept.order_by("pk")


CHECKS: Registry[str, Check] = Registry("checks of the data")


def register(key: str, check: Check) -> None:
    """Called in ``AppConfig.ready`` of the app that knows about it."""
    CHECKS.register(key, check)


def set_aside(model: type[Model], check: str, today: date) -> "QuerySet[SetAside]":
    """What is accepted of the row of the outer query."""
    label = Value(f"{model._meta.label_lower}:")
    subject = Concat(label, Cast(OuterRef("pk"), CharField()))
    return SetAside.objects.current(check, today).filter(subject=subject)


def note_accepted(check: str, records: Iterable[Any], today: date) -> None:
    """Put on each record what is accepted of it: the reason, the day, and by whom (R-48)."""
    by_subject = {ledger.subject_of(record): record for record in records}
    noted = SetAside.objects.current(check, today).filter(subject__in=[*by_subject])
    for each in noted.select_related("noted_by"):
        by_subject[each.subject].accepted = each


def _without_people(_today: date) -> "QuerySet[Partner]":
    people = Representative.objects.current().filter(partner=OuterRef("pk"))
    return Partner.objects.confirmed().exclude(Exists(people))


def _without_letter(_today: date) -> "QuerySet[Partner]":
    """No letter in the portal and none of the past, here or with an entry merged into it (R-44)."""
    of_it = Q(partner=OuterRef("pk")) | Q(partner__merged_into=OuterRef("pk"))
    letters = LetterOfIntent.objects.filter(of_it, status__in=ADMITTED)
    past = PastLetter.objects.standing().filter(of_it)
    return Partner.objects.confirmed().exclude(Exists(letters)).exclude(Exists(past))


def _late_letters(today: date) -> "QuerySet[LetterOfIntent]":
    confirmed = LetterOfIntent.Status.CONFIRMED
    return LetterOfIntent.objects.filter(status=confirmed, publish_due_on__lt=today)


def _lacking(**fields: Any) -> "Callable[[date], QuerySet[Partner]]":
    return lambda _today: Partner.objects.confirmed().filter(Q(**fields))


def _page_of(record: Any) -> str:
    url: str = record.get_absolute_url()
    return url


def _step(name: str) -> Callable[[Any], str]:
    return lambda partner: reverse(f"partners:{name}", args=[partner.slug])


def of_partners(
    title: "StrOrPromise",
    clause: str,
    rows: "Callable[[date], QuerySet[Partner]]",
    url: Callable[[Any], str] = _page_of,
) -> Check:
    """A check of partners, each with its country (C16)."""

    def with_country(today: date) -> "QuerySet[Partner]":
        return rows(today).select_related("country")

    return Check(title, clause, with_country, lambda row: str(row.name_and_country), url)


def register_own() -> None:
    """The checks of the register itself."""
    invite, rename = _step("invitation_send"), _step("partner_rename")
    edit, describe = _step("partner_edit"), _step("partner_describe")
    own = {
        "without-people": of_partners(
            _("Partners without people"), "A1-6a-ii", _without_people, invite
        ),
        "unreached": of_partners(
            _("Partners that no mail reaches"),
            "A1-6c-v",
            lambda _today: unreached.partners(),
        ),
        "namesakes": of_partners(
            _("Entries of one name to tell apart"),
            "A1-2e",
            lambda _today: Partner.objects.to_be_told_apart(),
            rename,
        ),
        "without-country": of_partners(
            _("Partners without a country"), "A1-6d-ii", _lacking(country=None), edit
        ),
        "without-region": of_partners(
            _("Partners without a region"), "A1-6d-ii", _lacking(unep_region=""), edit
        ),
        "without-website": of_partners(
            _("Partners without a website"), "A1-6d-ii", _lacking(website=""), describe
        ),
        "without-letter": of_partners(
            _("Partners without a letter of intent"),
            "A1-2c-6",
            _without_letter,
            _step("past_letter_add"),
        ),
        "late-letters": Check(
            _("Letters not published in time"),
            "R-05",
            _late_letters,
            lambda letter: str(letter.organisation),
            _page_of,
        ),
    }
    for key, check in own.items():
        register(key, check)
