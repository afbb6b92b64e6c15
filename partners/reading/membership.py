"""Whether somebody was a partner on a day, in a sentence that says on what it rests (A1-6d-ii)."""

from datetime import date

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gmp_portal import dates, ledger
from partners.models import Partner
from partners.reading import past_letters


def answer(partner: Partner, day: date) -> str:
    """Answer also where nobody knows, and where a source or the register is all there is."""
    letter = _year_of_letter(partner, day)
    sentence = _sentence(partner, day, letter)
    values = {"name": partner, "day": date_format(day), "year": partner.on_record_by}
    return sentence % (values | {"letter": letter})


def _sentence(partner: Partner, day: date, letter: int | None) -> str:
    was = partner.took_part_on(day)
    if was is None:
        if _stood_here(partner, day):
            return _(
                "Yes: %(name)s stood in this register on %(day)s. The day on which it joined is "
                "not known."
            )
        if letter:
            return _(
                "Not known: %(name)s signed a letter of intent in %(letter)d, and no source says "
                "whether it was a partner on %(day)s."
            )
        return _("Not known: the sources say nothing about %(name)s on %(day)s.")
    if not was:
        return _("No: %(name)s was not a partner on %(day)s.")
    if _rests_on_a_source(partner, day):
        return _(
            "Yes: %(name)s was on record as a partner by %(year)d, and no source says that it had "
            "left by %(day)s."
        )
    return _("Yes: %(name)s was a partner on %(day)s.")


def _year_of_letter(partner: Partner, day: date) -> int | None:
    """Of the last letter from before the portal that was signed until then (R-44)."""
    until_then = Q(signed_on__lte=day) | Q(year__lte=day.year)
    letters = past_letters.of(partner).standing().filter(until_then)
    dates_of = letters.values_list("signed_on", "year")
    years = [signed_on.year if signed_on else year for signed_on, year in dates_of]
    return max((year for year in years if year), default=None)


def _stood_here(partner: Partner, day: date) -> bool:
    """From the day of its entry on; that it takes part is what `took_part_on` did not deny."""
    entered = ledger.trail(partner).order_by("at", "pk").first()
    return entered is not None and day >= dates.day_of(entered.at)


def _rests_on_a_source(partner: Partner, day: date) -> bool:
    periods = [each.period for each in partner.participations.all()]
    here = [each for each in periods if each.upper is None or day < each.upper]
    return all(each.lower is None for each in here)
