"""Partners join areas and leave them (A1-2a, A1-6a)."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from areas import emails, not_now
from areas.acts import Act
from areas.models import AreaMembership, PartnershipArea
from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import today
from gmp_portal.workflow import RuleRefusedError
from partners.models import Partner


@transaction.atomic
def join(area: PartnershipArea, partner: Partner, *, by: User | None) -> AreaMembership:
    """Let a confirmed partner work in the area from today on; harmless when repeated."""
    area.lock()
    if not partner.is_confirmed:
        raise RuleRefusedError(
            _("Only partners whose participation UNEP has confirmed can join an area."),
            clause="A1-2e",
        )
    if area.status != PartnershipArea.Status.ESTABLISHED:
        raise not_now.why_not_at_work(area)
    current = AreaMembership.objects.current().filter(area=area, partner=partner).first()
    if current is not None:
        return current
    current = AreaMembership.objects.create(area=area, partner=partner, since=today())
    ledger.record(Act.AREA_PARTNER_JOINED, area, by=by, partner=partner.pk)
    emails.partner_joined(area, partner, by=by)
    return current


@transaction.atomic
def leave(area: PartnershipArea, partner: Partner, *, by: User) -> None:
    """Note that a partner leaves the area today; what it did there stays on record (R-11)."""
    area.lock()
    if area.status != PartnershipArea.Status.ESTABLISHED:
        raise not_now.why_not_at_work(area)
    rows = AreaMembership.objects.filter(area=area, partner=partner, until__isnull=True)
    if rows.update(until=today()):
        ledger.record(Act.AREA_PARTNER_LEFT, area, by=by, partner=partner.pk)
        emails.partner_left(area, partner, by=by)


def end_all(area: PartnershipArea, *, reason: str, by: User) -> None:
    """End what every partner does in an area that is being closed (P-6)."""
    open_rows = AreaMembership.objects.filter(area=area, until__isnull=True)
    partners = list(open_rows.order_by("pk").values_list("partner", flat=True))
    open_rows.update(until=today())
    for partner in partners:
        ledger.record(Act.AREA_PARTNER_LEFT, area, by=by, reason=reason, partner=partner)


def join_areas(partner: Partner, slugs: Collection[str], *, by: User | None) -> None:
    """Let a newly confirmed partner take part in the areas its letter names (A1-2e)."""
    for area in PartnershipArea.objects.established().filter(slug__in=slugs).order_by("pk"):
        join(area, partner, by=by)
