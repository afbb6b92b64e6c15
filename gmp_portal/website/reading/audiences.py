"""Whom an announcement reaches today: people of partners, and leads, that fit its choice."""

from collections.abc import Iterable, Sequence
from typing import Any

from areas.models import AreaMembership, LeadTerm
from gmp_portal.accounts.models import User
from gmp_portal.website.models.announcements import Announcement, Audience
from gmp_portal.website.models.subscriptions import Subscription
from gmp_portal.workflow import token_of
from partners.models import Partner, Representative

Reader = User | Subscription


def of(announcement: Announcement) -> Sequence[Reader]:
    """The readers of a draft, by their names; of what was sent off, those who were named then."""
    if announcement.is_newsletter:
        return _subscribers(announcement)
    if announcement.status == Announcement.Status.DRAFT:
        people = User.objects.filter(is_active=True, pk__in=_terms(announcement))
    else:
        people = User.objects.filter(pk__in=announcement.recipients)
    return list(people.select_related("merged_into").order_by("name", "pk"))


def _subscribers(issue: Announcement) -> list[Subscription]:
    """Whoever has ended the newsletter meanwhile is not among them (R-62).

    What an account had that was merged since comes to the one that stays for it (R-58).
    """
    rows = Subscription.objects.confirmed().filter(area=issue.area_id)
    rows = rows.filter(person__merged_into=None)
    if issue.status != Announcement.Status.DRAFT:
        rows = rows.filter(pk__in=issue.recipients)
    return list(rows.select_related("person").order_by("pk"))


def token_for(people: Iterable[Reader]) -> str:
    """The name of exactly this list, by which somebody says who was seen."""
    return token_of(",".join(str(person.pk) for person in people))


def _terms(announcement: Announcement) -> Any:
    if announcement.audience == Audience.LEADS:
        terms: Any = LeadTerm.objects.current().filter(partner__in=_partners(announcement))
        if announcement.area_id:
            terms = terms.filter(area=announcement.area_id)
        return terms.values("person")
    partners = _partners(announcement)
    if announcement.area_id:
        members = AreaMembership.objects.counted().filter(area=announcement.area_id)
        partners = partners.filter(pk__in=members.values("partner"))
    people: Any = Representative.objects.current().filter(partner__in=partners)
    if announcement.audience == Audience.FOCAL_POINTS:
        people = people.filter(role=Representative.Role.FOCAL_POINT)
    return people.values("person")


def _partners(announcement: Announcement) -> Any:
    partners = Partner.objects.confirmed().order_by()
    if announcement.kind:
        partners = partners.filter(kind=announcement.kind)
    if announcement.country_id:
        partners = partners.filter(country=announcement.country_id)
    return partners
