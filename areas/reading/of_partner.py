"""What a partner brings to the plans in force, for its own page (A2-IV-1)."""

from django.utils.translation import gettext as _

from areas.models import Effort, PlanVersion
from gmp_portal.accounts.rights import Anybody
from gmp_portal.ui import amounts
from partners.models import Partner
from partners.models.partners import followed
from partners.reading.involvement import Deed, Part


def efforts(partner: Partner, reader: Anybody) -> Part:
    """Efforts of published plans that are in force, the newest plan first."""
    rows = (
        Effort.objects.filter(followed(partner), plan__status=PlanVersion.Status.PUBLISHED)
        .select_related("plan__area")
        .defer("plan__snapshot")
        .order_by("-plan__published_at", "position", "pk")
    )
    return Part(_("Efforts"), rows, _deed)


def _deed(effort: Effort) -> Deed:
    plan = effort.plan
    notes = [plan.area.name]
    if effort.cost is not None:
        notes.append(f"{effort.currency} {amounts.grouped(effort.cost)}")
    if effort.starts_on and effort.ends_on:
        notes.append(f"{effort.starts_on.year}–{effort.ends_on.year}")
    return Deed(
        effort.description,
        plan.get_absolute_url(),
        tuple(notes),
        language=plan.language,
    )
