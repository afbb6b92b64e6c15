"""How somebody comes to a seat: an area nominates, the Executive Director invites (A1-3c)."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from advisory_group.models.places import Place
from gmp_portal.accounts.models import User
from gmp_portal.words import beside, in_brackets
from gmp_portal.workflow import Stateful


class Nomination(models.Model):
    """An area puts one of its partners forward for a seat (A1-3c-ii)."""

    area = models.ForeignKey(
        "areas.PartnershipArea",
        models.PROTECT,
        related_name="nominations",
        verbose_name=_("area"),
    )
    partner = models.ForeignKey(
        "partners.Partner",
        models.PROTECT,
        related_name="nominations",
        verbose_name=_("partner"),
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="nominations",
        verbose_name=_("person"),
    )
    reason = models.TextField(_("why the area nominates this partner"))
    nominated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("nominated by"),
    )
    nominated_at = models.DateTimeField(_("nominated at"))

    class Meta:
        verbose_name = _("nomination")
        verbose_name_plural = _("nominations")
        ordering = ["-nominated_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "area", "partner", "person", name="nomination_made_once"
            ),
            models.CheckConstraint(
                condition=Q(reason__regex=r"\S"), name="nomination_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return beside(in_brackets(self.person, self.partner), self.area)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        return self.filter(status=Invitation.Status.INVITED)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The secretariat sees all, everybody else those addressed to them."""
        if isinstance(user, AnonymousUser):
            return self.none()
        if user.is_secretariat:
            return self
        return self.filter(person=user)


class Invitation(Place, Stateful):
    """The Executive Director invites somebody to the group; the secretariat records it (A1-3c)."""

    class Status(models.TextChoices):
        INVITED = "invited", _("Invited")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    TRANSITIONS = {
        Status.INVITED: {Status.ACCEPTED, Status.DECLINED, Status.WITHDRAWN},
        Status.ACCEPTED: set(),
        Status.DECLINED: set(),
        Status.WITHDRAWN: set(),
    }

    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.INVITED
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="advisory_invitations",
        verbose_name=_("person"),
    )
    starts_on = models.DateField(_("first day of the term"))
    ends_on = models.DateField(_("last day of the term"), null=True, blank=True)
    letter_on = models.DateField(_("date of the Executive Director's letter"))
    letter_reference = models.CharField(
        _("reference of the letter"), max_length=80, blank=True
    )
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    seat = models.OneToOneField(
        "advisory_group.Seat",
        models.PROTECT,
        related_name="invitation",
        null=True,
        blank=True,
        verbose_name=_("seat"),
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation to the Advisory Group")
        verbose_name_plural = _("invitations to the Advisory Group")
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            *Place.Meta.constraints,
            models.CheckConstraint(
                condition=Q(status__in=["invited", "accepted", "declined", "withdrawn"]),
                name="invitation_status_is_known",
            ),
            models.CheckConstraint(
                condition=Q(status="accepted", seat__isnull=False)
                | (~Q(status="accepted") & Q(seat__isnull=True)),
                name="invitation_accepted_gives_a_seat",
            ),
            models.CheckConstraint(
                condition=Q(status="invited", answered_at__isnull=True)
                | (~Q(status="invited") & Q(answered_at__isnull=False)),
                name="invitation_answer_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="invitation_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(klass="T") | Q(ends_on__isnull=False),
                name="invitation_transitional_has_an_end",
            ),
            models.UniqueConstraint(
                "person",
                condition=Q(status="invited"),
                name="invitation_one_open_per_person",
            ),
        ]

    def __str__(self) -> str:
        return beside(self.person, self.organisation)

    def get_absolute_url(self) -> str:
        return reverse("advisory_group:invitation_detail", args=[self.pk])
