"""Whether somebody was a partner on a day, in a sentence that says on what it rests (A1-6d-ii)."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gmp_portal import dates, ledger
from partners.models import Partner


def answer(partner: Partner, day: date) -> str:
    """Answer also where nobody knows, and where a source or the register is all there is."""
    sentence = _sentence(partner, day)
    values = {"name": partner, "day": date_format(day), "year": partner.on_record_by}
    return sentence % values


def _sentence(partner: Partner, day: date) -> str:
    was = partner.took_part_on(day)
    if was is None:
        if _stood_here(partner, day):
            return _(
                "Yes: %(name)s stood in this register on %(day)s. The day on which it joined is "
                "not known."
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


def _stood_here(partner: Partner, day: date) -> bool:
    """From the day of its entry on; that it takes part is what `took_part_on` did not deny."""
    entered = ledger.trail(partner).order_by("at", "pk").first()
    return entered is not None and day >= dates.day_of(entered.at)


def _rests_on_a_source(partner: Partner, day: date) -> bool:
    periods = [each.period for each in partner.participations.all()]
    here = [each for each in periods if each.upper is None or day < each.upper]
    return all(each.lower is None for each in here)
