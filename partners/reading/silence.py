"""Which partners have been silent, and what is known of them before they are asked (R-11, N24)."""

from datetime import date
from typing import Any

from django.db.models import (
    Count,
    Exists,
    OuterRef,
    Q,
    Subquery,
)
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gmp_portal import dates
from partners.models import (
    Partner,
    PartnerStatement,
    Representative,
    SilenceQuestion,
)
from partners.models.partners import PartnerQuerySet
from partners.reading import quality, signs, unreached

CHECK = "silent"
# What stands in columns of their own; every other sign is one of activity.
REPORT, LETTER = "report", "letter"


def silent(today: date, first: date | None = None) -> PartnerQuerySet:
    """Confirmed partners of whom nothing was heard for as many periods as R-11 says.

    Whoever has asked already since which day (``signs.silent_since``) hands it on.
    """
    first = first or signs.silent_since(today)
    partners = Partner.objects.confirmed()
    if first is None:
        return partners.none()
    partners = partners.exclude(since__gte=first)
    for sign in signs.SIGNS.values():
        partners = partners.exclude(sign.since(first))
    return partners


def is_silent(partner: Partner) -> bool:
    return silent(dates.today()).filter(pk=partner.pk).exists()


def to_ask(today: date, first: date | None = None) -> PartnerQuerySet:
    """Those of the silent whom nobody has asked, and nobody leaves as they are (R-48)."""
    asked = SilenceQuestion.objects.waiting().filter(partner=OuterRef("pk"))
    leaving = PartnerStatement.objects.leaving().filter(partner=OuterRef("pk"))
    known = (
        Exists(asked) | Exists(leaving) | Exists(quality.set_aside(Partner, CHECK, today))
    )
    return silent(today, first).exclude(known)


def asked(*, is_over: bool, today: date) -> PartnerQuerySet:
    """Those whom somebody has asked: the time to answer runs, or it is over (R-46)."""
    waiting = SilenceQuestion.objects.waiting().filter(partner=OuterRef("pk"))
    over = Q(answer_by__lt=today)
    return Partner.objects.filter(Exists(waiting.filter(over if is_over else ~over)))


def left_alone(today: date, first: date | None = None) -> PartnerQuerySet:
    """The silent whom an officer leaves as they are for now (R-48)."""
    return silent(today, first).filter(Exists(quality.set_aside(Partner, CHECK, today)))


def without_contribution(today: date) -> PartnerQuerySet:
    """Confirmed partners of whom no contribution is recorded in the period that runs (A1-2b)."""
    period = signs.current_period(today)
    partners = Partner.objects.confirmed()
    if period is None:
        return partners.none()
    for contributors in signs.CONTRIBUTIONS.values():
        partners = partners.exclude(pk__in=contributors(*period))
    return partners


def with_facts(partners: PartnerQuerySet) -> PartnerQuerySet:
    """With the last days of its signs, how many people it has, and whether mails arrive."""
    people = Representative.objects.current().filter(partner=OuterRef("pk")).order_by()
    counted = people.values("partner").annotate(number=Count("pk")).values("number")
    waiting = SilenceQuestion.objects.waiting().filter(partner=OuterRef("pk"))
    others = [
        sign.last() for key, sign in signs.SIGNS.items() if key not in {REPORT, LETTER}
    ]
    facts: dict[str, Any] = {
        f"last_{key}": signs.SIGNS[key].last()
        for key in (REPORT, LETTER)
        if key in signs.SIGNS
    }
    return partners.annotate(
        **facts,
        last_activity=Greatest(*others),
        people=Coalesce(Subquery(counted), 0),
        is_unreached=Exists(unreached.partners().filter(pk=OuterRef("pk"))),
        answer_by=Subquery(waiting.values("answer_by")[:1]),
        question=Subquery(waiting.values("pk")[:1]),
    )


def facts_of(partner: Partner) -> Partner:
    """The same of one partner."""
    return with_facts(Partner.objects.filter(pk=partner.pk)).select_related("country").get()


def _list(_row: Partner) -> str:
    return reverse("partners:silence_list")


def register_checks() -> None:
    """Both lists are counted with what is missing in the data, and not on each page."""
    quality.register(
        CHECK,
        quality.of_partners(_("Silent partners to be asked"), "R-11", to_ask, _list),
    )
    quality.register(
        "no-contribution",
        quality.of_partners(
            _("Partners without a contribution in this period"),
            "A1-2b",
            without_contribution,
        ),
    )
