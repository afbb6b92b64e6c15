"""Who tells new partners of an area what they need, and who takes first steps (A1-6a-viii)."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy

from areas import not_now
from areas.models import PartnershipArea
from areas.permissions.plans import AREA, THE_LEADS, leads
from gmp_portal.accounts.rights import Anybody, asked_once, role
from partners.models import Partner
from partners.permissions import works_for

# Roles ---------------------------------------------------------------------------------


@asked_once
def worked_for_in(user: Anybody, area: PartnershipArea) -> list[Partner]:
    """The partners of the area for which this person works today, as speaker or contributor."""
    if isinstance(user, AnonymousUser):
        return []
    own = Partner.objects.with_person(user)
    partners = area.current_partners().filter(pk__in=own.values("pk"))
    partners = partners.select_related("country").order_by("name", "pk")
    return [partner for partner in partners if works_for(user, partner)]


_host = role(
    leads,
    gettext_lazy("Only the leads of the area write what new partners need."),
    "A1-6b-iii",
    who=THE_LEADS,
)
_newcomer = role(
    lambda user, area: bool(worked_for_in(user, area)),
    gettext_lazy("Whoever works for a partner of the area notes its first steps."),
    "R-82",
    who=gettext_lazy("whoever works for a partner of the area"),
)

# Steps ---------------------------------------------------------------------------------


def _is_at_work(area: PartnershipArea) -> bool:
    return area.status == PartnershipArea.Status.ESTABLISHED


can_welcome_edit = AREA.step("welcome_edit", _host, _is_at_work, not_now.why_not_at_work)
can_first_step_take = AREA.step(
    "first_step_take", _newcomer, _is_at_work, not_now.why_not_at_work
)
can_first_step_open = AREA.part("first_step_open", can_first_step_take)
