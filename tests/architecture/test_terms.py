"""Years are added to a day in one place only, so that all terms end alike."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from advisory_group.models import ChairTerm
from areas.actions import leads
from gmp_portal.accounts.models.terms import last_day_of

ROOT = Path(settings.BASE_DIR)
PACKAGES = ("gmp_portal", "partners", "areas", "advisory_group", "reporting")
RECKONER = "gmp_portal/dates.py"
# Years reckoned by hand, which go wrong on 29 February.
BY_HAND = re.compile(
    r"relativedelta|replace\(\s*year=|timedelta\((days=)?(365|366|730|731)|years?'::interval"
    r"|interval '\d+ years?'|365 \*|\* 365"
)


def test_nobody_else_adds_years() -> None:
    found = [
        str(path.relative_to(ROOT))
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if not {"demo", "migrations"} & set(path.parts)
        and BY_HAND.search(path.read_text(encoding="utf-8"))
    ]

    assert found == [RECKONER]


@pytest.mark.parametrize("years", [leads.YEARS, ChairTerm.YEARS])
def test_two_years_from_the_29th_end_on_the_28th(years: int) -> None:
    assert last_day_of(date(2024, 2, 29), years=years) == date(2026, 2, 28)
