"""Which activities somebody may see, which count, and where each stands (A1-6a-i, N25)."""

from datetime import date
from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When

from areas.models.activity_kinds import ActivityStatus, PartRole, Standing
from areas.models.areas import PartnershipArea
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import today
from partners.models import Partner

ACKNOWLEDGED = (ActivityStatus.ACTIVE, ActivityStatus.ENDED)
# What its partner still writes, or its leads have not seen, no report tells of.
TELLABLE = (ActivityStatus.REPORTED, *ACKNOWLEDGED)
# The app of the reports stands above this one: what everybody may read of a report is accepted.
TOLD_PUBLICLY = {"reported__report__status": "accepted"}
# What a report says of an activity, as it stands in lists.
AS_REPORTED = {
    "planned": Standing.AHEAD,
    "under_way": Standing.UNDER_WAY,
    "finished": Standing.ENDED,
    "stopped": Standing.ENDED,
}


class ActivityPartQuerySet(models.QuerySet[Any]):
    """Parts in activities as people ask for them."""

    def joint(self) -> Self:
        """Of partners that are said to carry it out too, and have not said no (R-77)."""
        return self.filter(role=PartRole.JOINT, declined_at=None)


class ActivityQuerySet(models.QuerySet[Any]):
    """Activities as people ask for them."""

    def public(self) -> Self:
        """What a lead acknowledged, and what an accepted report tells of (R-75)."""
        told = self._all().filter(**TOLD_PUBLICLY).values("pk")
        reported = Q(status=ActivityStatus.REPORTED, pk__in=told)
        return self.filter(Q(status__in=ACKNOWLEDGED) | reported)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Drafts are seen by their partner, those who carry them out too, and the leads (R-75).

        The secretariat reads what was sent, since it finds a lead where an area has none.
        """
        public = self.public()
        if isinstance(user, AnonymousUser):
            return public
        begun = [ActivityStatus.DRAFT, ActivityStatus.SENT]
        drafts = self._all().concerning(user).filter(status__in=begun)
        seen = Q(pk__in=public.values("pk")) | Q(pk__in=drafts.values("pk"))
        if user.is_secretariat:
            seen |= Q(status=ActivityStatus.SENT)
        return self.filter(seen)

    def concerning(self, user: User) -> Self:
        """Those of the partners of a person, those they carry out too, and those of its areas."""
        own = Partner.objects.with_person(user).values("pk")
        joint = self._all().carried_out_with(own)
        concerned = Q(partner__in=own) | Q(pk__in=joint.values("pk"))
        concerned |= Q(area__in=PartnershipArea.objects.led_by(user).values("pk"))
        return self.filter(concerned)

    def carried_out_with(self, partners: Any) -> Self:
        """Those that one of these partners is said to carry out too, and has not said no to."""
        part: Any = self.model._meta.get_field("parts").related_model
        joint = part._default_manager.joint().filter(partner__in=partners)
        return self.filter(pk__in=joint.values("activity"))

    def counted(self) -> Self:
        """Each once, however many areas share it and however many reports tell of it (N25, R-76).

        Of several that continue each other the newest counts; one that a lead acknowledged
        counts before those that only a report tells of.
        """
        public = self._all().public()
        later = public.filter(continues=OuterRef("pk"))
        begun_later = later.exclude(status=ActivityStatus.REPORTED)
        return (
            self.filter(counted_with__isnull=True)
            .exclude(
                status=ActivityStatus.REPORTED,
                continues__isnull=False,
                continues__status__in=ACKNOWLEDGED,
            )
            .exclude(Q(Exists(later), status=ActivityStatus.REPORTED))
            .exclude(Exists(begun_later))
        )

    def with_standing(self) -> Self:
        """With ``stands``: where each stands today, by its own days or by its newest report."""
        told = self._all().filter(pk=OuterRef("pk"), **TOLD_PUBLICLY)
        newest = told.order_by("-reported__report__cycle__opened_at", "-reported__pk")
        by_report = Case(
            *(
                When(newest_state=state, then=Value(where))
                for state, where in AS_REPORTED.items()
            ),
            default=Value(Standing.UNDER_WAY),
        )
        day = today()
        stands = Case(
            When(status=ActivityStatus.REPORTED, then=by_report),
            When(status=ActivityStatus.DRAFT, then=Value(Standing.DRAFT)),
            When(status=ActivityStatus.SENT, then=Value(Standing.SENT)),
            When(status=ActivityStatus.ENDED, then=Value(Standing.ENDED)),
            When(ends_on__lt=day, then=Value(Standing.ENDED)),
            When(starts_on__gt=day, then=Value(Standing.AHEAD)),
            default=Value(Standing.UNDER_WAY),
            output_field=models.CharField(),
        )
        return self.annotate(
            newest_state=Subquery(newest.values("reported__state")[:1])
        ).annotate(stands=stands)

    def ran_in(self, first: date, last: date) -> Self:
        """Those that a lead acknowledged and that ran on some day of a period."""
        goes_on = Q(ends_on__isnull=True) | Q(ends_on__gte=first)
        return self.filter(goes_on, status__in=ACKNOWLEDGED, starts_on__lte=last)

    def in_area(self, area: Any) -> Self:
        """Those of an area, and those that other areas share with it."""
        return self.filter(Q(area=area) | Q(Exists(self._shared(OuterRef("pk"), area))))

    def asked_about(self) -> Self:
        """With ``twin``: another of the same partner and title in another area, not linked (N25).

        The older of the two is not asked about, and nothing that was answered already. That an
        area shares one of them answers nothing: typed anew there, it would count twice.
        """
        twins = (
            self._all()
            .public()
            .counted()
            .filter(
                partner=OuterRef("partner"),
                title__iexact=OuterRef("title"),
                pk__lt=OuterRef("pk"),
            )
            .exclude(area=OuterRef("area"))
            .order_by("pk")
        )
        return (
            self.public()
            .counted()
            .filter(counted_apart=False)
            .annotate(twin=Subquery(twins.values("pk")[:1]))
            .filter(twin__isnull=False)
        )

    def titled_alike(self, activity: Any) -> Self:
        """Others of the same partner and title in other areas, whatever was said of them."""
        alike = self.filter(partner=activity.partner_id, title__iexact=activity.title)
        return alike.exclude(pk=activity.pk).exclude(area=activity.area_id)

    def _all(self) -> Any:
        return self.model._default_manager.all()

    def _shared(self, activity: Any, area: Any) -> Any:
        """The rows that say that an area shares an activity."""
        through: Any = self.model._meta.get_field("also_in").remote_field
        rows = through.through._default_manager
        return rows.filter(activity=activity, partnershiparea=area)
