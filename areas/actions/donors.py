"""Donors of plans are matched with partners and funders, by hand and never by itself (R-80)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from areas import not_in_register, permissions
from areas.acts import Act
from areas.models import DonorMatch, PlanKey
from areas.reading import donor_names
from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.workflow import GoneError, unmet
from partners.models import Funder, Partner


@transaction.atomic
def match(
    key: PlanKey,
    *,
    partner: Partner | None = None,
    funder: Funder | None = None,
    by: User,
) -> DonorMatch:
    """Note who a donor is: this partner, this funder, or none that the portal knows (R-80)."""
    _hold(key)
    if not permissions.can_donor_match.fits(key):
        raise not_in_register.why_no_donor(key)
    name = donor_names.newest_of(key)
    if partner is not None and funder is not None:
        raise unmet(_("Choose a partner or a funder, not both."), "R-80")
    facts = {
        "name": name,
        "partner": partner,
        "funder": funder,
        "is_none": partner is None and funder is None,
    }
    before = DonorMatch.objects.filter(key=key).first()
    if before is not None and all(
        getattr(before, field) == value for field, value in facts.items()
    ):
        return before
    now = {"matched_by": by, "matched_at": timezone.now()}
    made, _is_new = DonorMatch.objects.update_or_create(key=key, defaults=facts | now)
    ledger.record(
        Act.DONOR_MATCHED,
        key,
        by=by,
        partner=partner.pk if partner else None,
        funder=funder.pk if funder else None,
    )
    return made


def _hold(key: PlanKey) -> None:
    """Two who match one donor at the same time come one after the other."""
    held = PlanKey.objects.select_for_update(of=("self",)).filter(pk=key.pk)
    if not held.exists():
        raise GoneError
