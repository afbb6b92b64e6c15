"""How an area begins and ends (P-6)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from areas import emails
from areas.actions import memberships, topics
from areas.acts import Act
from areas.models import PartnershipArea
from gmp_portal import ledger, offered
from gmp_portal.accounts.models import User
from gmp_portal.meetings.actions import decisions
from gmp_portal.meetings.models import Body, Decision
from gmp_portal.reference import numbers
from gmp_portal.workflow import RuleRefusedError, unmet

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Status = PartnershipArea.Status


@transaction.atomic
def propose(
    *,
    slug: str,
    names: dict[str, str],
    objective: str,
    priorities: Sequence[str],
    convention_articles: Sequence[int] = (),
    by: User,
) -> PartnershipArea:
    """Put a new area on record as proposed (P-6)."""
    numbers.hold_slugs(Body)
    refuse_name(slug)
    body = Body.objects.create(slug=slug, kind=Body.Kind.AREA, name=names["en"])
    area = PartnershipArea.objects.create(
        slug=slug,
        names=names,
        objective=objective,
        priorities=sorted(priorities),
        convention_articles=sorted(convention_articles),
        body=body,
    )
    ledger.record(Act.AREA_PROPOSED, area, by=by, to=area.status)
    return area


def refuse_name(slug: str) -> None:
    """Refuse a short name that a body or a page has already (P-6)."""
    if Body.objects.filter(slug=slug).exists():
        raise unmet(
            _("Another body has this short name already: choose another one."), "P-6"
        )
    numbers.refuse_reserved(PartnershipArea, slug, "P-6")


@transaction.atomic
def draft_decision(area: PartnershipArea, *, by: User) -> Decision:
    """Draft the decision that may establish a proposed area; while one is there, that one (P-6)."""
    area.lock()
    area.refuse_unless_it_becomes(Status.ESTABLISHED)
    with offered.whole() as language:
        title = gettext("Establishment of the area “%(area)s”") % {"area": area}
        text = gettext(
            "The Partnership Advisory Group establishes the partnership area “%(area)s”. Its "
            "objective: %(objective)s"
        ) % {"area": area, "objective": area.objective}
    return decisions.draft_once(
        Body.objects.get(kind=Body.Kind.ADVISORY_GROUP),
        title=title,
        text=text,
        language=language,
        about=area.establishment,
        by=by,
    )


@transaction.atomic
def establish(area: PartnershipArea, *, decision: Decision, by: User) -> None:
    """Establish a proposed area as the Advisory Group decided (P-6)."""
    area.lock()
    if not decision.is_adopted or not decision.body.is_advisory_group:
        raise RuleRefusedError(
            _("Only an adopted decision of the Advisory Group establishes an area."),
            clause="P-6",
        )
    decisions.refuse_another(decision, area.establishment, clause="P-6")
    before = area.become(Status.ESTABLISHED)
    area.established_decision = decision
    area.established_year = decision.year
    area.save(update_fields=["status", "established_decision", "established_year"])
    ledger.record(
        Act.AREA_ESTABLISHED,
        area,
        by=by,
        from_=before,
        to=area.status,
        decision=decision.symbol,
    )


@transaction.atomic
def close(area: PartnershipArea, *, reason: "StrOrPromise", by: User) -> None:
    """End the work of an area and of its partners in it; all stays on record (P-6, R-23)."""
    area.lock()
    before = area.become(Status.CLOSED)
    people = area.current_people()
    area.save(update_fields=["status"])
    memberships.end_all(area, reason=str(_("The area was closed.")), by=by)
    topics.end_all(area, by=by)
    ledger.record(
        Act.AREA_CLOSED, area, by=by, from_=before, to=area.status, reason=str(reason)
    )
    emails.area_closed(area, people, reason=str(reason), by=by)
