"""Who reads what is said in an area, in words, beside the button that sends it (B4-2)."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from areas.models import LeadTerm, PartnershipArea
from gmp_portal import rounds
from gmp_portal.rounds import Number, Reading
from gmp_portal.words import listed


def sentence(area: PartnershipArea) -> str:
    """Who reads it, counted at this moment."""
    return rounds.read(reading(area))


def reading(area: PartnershipArea) -> Reading[str]:
    """The same, to be read beside other things."""
    partners = Number(area.current_partners())
    leads = Number(LeadTerm.objects.current().filter(area=area))
    yield [partners, leads]
    return in_words(int(partners), int(leads))


def in_words(partners: int, leads: int) -> str:
    people = [
        ngettext("%(count)d partner", "%(count)d partners", partners) % {"count": partners},
        ngettext("%(count)d lead", "%(count)d leads", leads) % {"count": leads},
        _("the secretariat"),
    ]
    said = _("Everybody of the area reads this: %(people)s. The public never does.")
    return said % {"people": listed(people)}
