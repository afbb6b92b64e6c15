"""What has a date in this app: the terms of those who speak for partners."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gmp_portal import ledger
from gmp_portal.accounts import offices
from gmp_portal.accounts.rights import Anybody
from gmp_portal.rounds import Reading
from gmp_portal.ui import dated
from gmp_portal.ui.dated import Dated, Source
from partners.acts import Act
from partners.models import Representative


def register_all() -> None:
    """Called when the portal starts."""
    label = gettext_lazy("Terms of representatives that end")
    acts = (
        Act.PARTNER_REPRESENTATIVE_APPOINTED,
        Act.PARTNER_REPRESENTATIVE_ENDED,
        Act.PARTNER_RENAMED,
    )
    dated.register(
        "representative", Source(label, representative_terms, acts, is_personal=True)
    )


def representative_terms(user: Anybody, first: date, last: date) -> Reading[list[Dated]]:
    """The last days of one's own terms; the secretariat sees all (A1-6a-ii)."""
    # Of two entries that became one, the terms of the one that stays count.
    terms = Representative.objects.filter(partner__merged_into=None)
    rows = offices.ends_told_to(user, terms, first, last)
    rows = rows.select_related("person", "partner__country")
    yield [rows]
    return [_end_of(term) for term in rows]


def _end_of(term: Representative) -> Dated:
    names = {
        "person": term.person.name,
        "role": term.get_role_display(),
        "partner": term.partner.full_name,
    }
    title = _("Term ends: %(person)s, %(role)s, %(partner)s") % names
    subject = ledger.subject_of(term.partner)
    return dated.end_of_term("representative", term, subject, title)
