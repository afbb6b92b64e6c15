"""The facts every installation starts with: countries, formats, bodies, areas, the register."""

from areas import seed as area_facts
from gmp_portal.meetings import seed as meeting_facts
from gmp_portal.reference import seed as reference_facts
from partners import seed as partner_facts
from reporting import seed as reporting_facts


def load() -> None:
    """Load every fact; safe to run again, it changes nothing that people changed since."""
    reference_facts.load()
    partner_facts.load()
    meeting_facts.load()
    area_facts.load()
    reporting_facts.load()
