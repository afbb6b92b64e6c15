"""What areas tell the apps below them: who belongs to an area, and who leads it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, QuerySet

from areas import emails
from areas.actions import amendments, plans
from areas.looks import look_of
from areas.models import (
    AreaMembership,
    LeadTerm,
    PartnershipArea,
    PlanAmendment,
    PlanVersion,
)
from areas.models.areas import name_of
from areas.permissions import leads
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import today
from gmp_portal.accounts.rights import once, terms_of
from gmp_portal.meetings.body_rules import (
    BodyRecord,
    BodyRules,
    Candidate,
    DecisionRecord,
)
from gmp_portal.reference.models import active_language
from gmp_portal.rounds import Reading
from gmp_portal.ui.full_addresses import pages_of
from partners.models import Partner, Representative
from partners.reading import interests


def choices() -> Sequence[interests.Area]:
    """The areas somebody may join now."""
    return [
        interests.Area(area.slug, area.name, area.aim, area.look)
        for area in PartnershipArea.objects.established()
    ]


def tell_leads(
    partner: Partner, event: interests.Event, *, leaves_on: date | None, by: User | None
) -> None:
    """Tell the leads of the areas in which the partner works how it stands (N24)."""
    memberships = AreaMembership.objects.current().filter(partner=partner)
    areas = PartnershipArea.objects.filter(pk__in=memberships.values("area"))
    emails.partner_standing(partner, areas, event, leaves_on=leaves_on, by=by)


def partners_in(slug: str) -> "QuerySet":
    """The ids of the current members of an area."""
    return (
        AreaMembership.objects.current().filter(area__slug=slug).values_list("partner_id")
    )


def memberships_of(
    partner_ids: Collection[int], *, with_roles: bool = True
) -> Reading[dict[int, list[interests.Membership]]]:
    """The areas of these partners, with the role of whoever leads one."""
    rows = AreaMembership.objects.filter(partner__in=partner_ids).values_list(
        "partner_id", "area_id", "area__slug", "area__names", "since", "until"
    )
    current = LeadTerm.objects.current().filter(partner__in=partner_ids).order_by("-pk")
    terms = current.values_list("partner_id", "area_id", "kind")
    yield [rows, terms] if with_roles else [rows]
    # Of two terms the older one counts.
    told = terms if with_roles else ()
    roles = {(partner, area): LeadTerm.Kind(kind).label for partner, area, kind in told}
    page_of, day = pages_of("areas:area_detail"), today()
    memberships_by_partner: dict[int, list[interests.Membership]] = {}
    for partner, area, slug, names, since, until in rows:
        is_current = until is None or until > day
        memberships_by_partner.setdefault(partner, []).append(
            interests.Membership(
                slug,
                name_of(names),
                page_of(slug),
                since,
                until,
                roles.get((partner, area), "") if is_current else "",
                look_of(slug),
            )
        )
    return memberships_by_partner


def numbers_of(partners: "QuerySet[Partner]") -> dict[str, int]:
    """How many of these partners are members of each area now, by the area's slug."""
    rows = AreaMembership.objects.current().filter(partner__in=partners.values("pk"))
    counted = rows.order_by().values_list("area__slug")
    return dict(counted.annotate(total=Count("partner", distinct=True)))


def is_plan_visible(user: User | AnonymousUser, *, slug: str, number: int) -> bool:
    """Whether a decision may lead this reader to the version that it is about."""
    versions = PlanVersion.objects.visible_to(user)
    return versions.filter(area__slug=slug, number=number).exists()


def is_area_visible(user: User | AnonymousUser, *, slug: str) -> bool:
    """Whether a decision may lead this reader to the area that it is about."""
    return PartnershipArea.objects.visible_to(user).filter(slug=slug).exists()


def _names() -> dict[int, dict[str, str]]:
    return dict(PartnershipArea.objects.values_list("body_id", "names"))


class AreaRules(BodyRules):
    """An area acts by the consensus of its partners, under its leads (A1-4b, A1-6b-i)."""

    subjects = {
        "areas:plan_detail": is_plan_visible,
        "areas:area_detail": is_area_visible,
    }

    def name(self, body: BodyRecord) -> str:
        """Look up the names of all areas once for a page; in English the body has its own."""
        code = active_language()
        if code == "en":
            return ""
        names = once(("names of areas",), _names)
        return str(names.get(body.pk, {}).get(code, ""))

    def members(self, body: BodyRecord) -> Iterable[Candidate]:
        """The consensus of an area is that of its partners' representatives (A1-4b-iii)."""
        rows = AreaMembership.objects.counted().filter(area__body_id=body.pk)
        speakers = (
            Representative.objects.current()
            .speaking()
            .filter(partner__in=rows.values("partner"))
        )
        return [
            Candidate(speaker.person, speaker.partner.name_on_record, speaker.partner)
            for speaker in speakers.select_related("person", "partner").order_by(
                "partner__name", "role"
            )
        ]

    def partners(self, body: BodyRecord) -> Iterable[Partner] | None:
        """Each confirmed partner has one voice, however many speak for it (A1-4b-iii)."""
        area = PartnershipArea.objects.filter(body_id=body.pk).first()
        return None if area is None else area.current_partners().order_by("name")

    def presides(self, user: User, body: BodyRecord) -> bool:
        """Leads convene and chair the meetings of their own area (A1-6b-i)."""
        return any(
            leads(user, term.area)
            for term in terms_of(user, LeadTerm)
            if term.area.body_id == body.pk
        )

    def bodies_of(self, user: User) -> Iterable[int]:
        return [term.area.body_id for term in terms_of(user, LeadTerm)]

    def memberships_of(self, user: User) -> Iterable[int]:
        """Answer the areas of the partners for which this person speaks today (A1-4b-iii)."""
        if not terms_of(user, Representative):
            return []
        partners = Partner.objects.confirmed().represented_by(user)
        current = AreaMembership.objects.current().filter(partner__in=partners)
        return list(current.values_list("area__body_id", flat=True))

    def not_public(self) -> Iterable[int]:
        """The body of a proposed area is there before anybody decided on the area (P-6)."""
        visible = PartnershipArea.objects.visible_to(AnonymousUser())
        hidden = PartnershipArea.objects.exclude(pk__in=visible.values("pk"))
        return hidden.values_list("body_id", flat=True)

    def people(self, body: BodyRecord) -> Iterable[User]:
        return User.objects.filter(
            leadterms__area__body_id=body.pk, leadterms__period__contains=today()
        ).distinct()

    def follow(self, decision: DecisionRecord, by: User | None) -> None:
        """When an area adopts its plan or an amendment, that says so at once (A1-4b-iii)."""
        if not decision.is_adopted:
            return
        for plan in PlanVersion.objects.filter(
            consensus_decision_id=decision.pk, status=PlanVersion.Status.IN_CONSENSUS
        ):
            plans.record_consensus(plan, by=by)
        for amendment in PlanAmendment.objects.filter(
            decision_id=decision.pk, status=PlanAmendment.Status.PROPOSED
        ):
            amendments.record_consensus(amendment, by=by)
