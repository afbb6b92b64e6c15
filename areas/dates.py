"""What has a date in this app: reviews of plans that are due, and the terms of leads."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.acts import Act
from areas.models import LeadTerm, PlanVersion
from gmp_portal import ledger
from gmp_portal.accounts import offices
from gmp_portal.accounts.rights import Anybody
from gmp_portal.rounds import Reading
from gmp_portal.ui import dated
from gmp_portal.ui.dated import Dated, Source
from gmp_portal.words import sentences


def register_all() -> None:
    """Called when the portal starts."""
    reviews, terms = (
        gettext_lazy("Plans to be reviewed"),
        gettext_lazy("Terms of leads that end"),
    )
    of_leads = (Act.AREA_LEAD_DESIGNATED, Act.AREA_LEAD_ENDED, Act.AREA_LEAD_EXPIRED)
    dated.register("plan-review", Source(reviews, reviews_due, (Act.PLAN_PUBLISHED,)))
    dated.register("lead-term", Source(terms, lead_terms, of_leads, is_personal=True))


def reviews_due(user: Anybody, first: date, last: date) -> Reading[list[Dated]]:
    """The days that plans in force name for their next review (B4-3)."""
    rows = PlanVersion.objects.visible_to(user).current()
    rows = rows.filter(next_review_on__range=(first, last)).select_related("area")
    rows = rows.defer("snapshot")
    yield [rows]
    return [_review_of(plan) for plan in rows]


def _review_of(plan: PlanVersion) -> Dated:
    day = plan.next_review_on or dated.EARLIEST
    return Dated(
        uid=("plan", str(plan.pk), "review"),
        subject=ledger.subject_of(plan),
        title=_("The plan of the area %(area)s is to be reviewed")
        % {"area": plan.area.name},
        url=plan.get_absolute_url(),
        first_on=day,
        last_on=day,
        description=sentences(_("The plan itself names this day."), dated.whose_day()),
        area=plan.area.slug,
    )


def lead_terms(user: Anybody, first: date, last: date) -> Reading[list[Dated]]:
    """The last days of one's own terms as a lead; the secretariat sees all (A1-4b-vi)."""
    rows = offices.ends_told_to(user, LeadTerm.objects.all(), first, last)
    rows = rows.select_related("person", "area")
    yield [rows]
    return [_end_of(term) for term in rows]


def _end_of(term: LeadTerm) -> Dated:
    names = {
        "person": term.person.name,
        "role": term.get_kind_display(),
        "area": term.area.name,
    }
    title = _("Term ends: %(person)s, %(role)s of the area %(area)s") % names
    subject = ledger.subject_of(term.area)
    return dated.end_of_term("lead-term", term, subject, title, area=term.area.slug)
