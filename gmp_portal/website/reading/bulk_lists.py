"""Which partners a list shows, all of its pages, for an act on many of them (R-53)."""

from django.http import QueryDict

from gmp_portal import dates
from gmp_portal.accounts.rights import Anybody
from partners.forms.partner_filters import RegisterFilter
from partners.models import Partner, PartnerQuerySet
from partners.reading import quality, silence

REGISTER, SILENT = "register", "silent"


def partners_of(source: str, asked: str, user: Anybody) -> PartnerQuerySet | None:
    """The partners of a list by its name and its filter; nothing of a list that is none."""
    visible = Partner.objects.visible_to(user)
    if source == REGISTER:
        form = RegisterFilter(QueryDict(asked))
        rows = visible.filter(pk__in=form.apply(visible).values("pk"))
        return None if form.left_out else rows
    if source == SILENT:
        return silence.to_ask(dates.today())
    check = quality.CHECKS.data.get(source)
    if check is None:
        return None
    found = check.open_rows(source, dates.today())
    return found if isinstance(found, PartnerQuerySet) else None
