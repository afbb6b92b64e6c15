"""The facts every installation starts with: countries, formats, bodies, areas, the register."""

from areas import facts as area_facts
from gmp_portal.meetings import facts as meeting_facts
from gmp_portal.reference import facts as reference_facts
from partners import facts as partner_facts
from reporting import formats


def load() -> None:
    """Load every fact; safe to run again, it changes nothing that people changed since."""
    reference_facts.load()
    partner_facts.load()
    meeting_facts.load()
    area_facts.load()
    formats.load()
