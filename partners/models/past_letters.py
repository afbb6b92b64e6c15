"""Letters of intent from before the portal, of partners that have none in it (R-44)."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.models import User
from gmp_portal.characters import NameField, can_be_seen
from gmp_portal.documents.models import Document
from gmp_portal.words import labelled
from gmp_portal.workflow import Lockable
from partners.models.choices import FIRST_YEAR, LANGUAGES, LAST_YEAR
from partners.models.partners import Partner


class PastLetterQuerySet(models.QuerySet["PastLetter"]):
    def standing(self) -> Self:
        """Those that nobody has withdrawn."""
        return self.filter(withdrawn_at=None)

    def open_to(self, user: User | AnonymousUser) -> Self:
        """Those whose file this person may open: the partner's people, the secretariat (R-44)."""
        if not user.is_authenticated:
            return self.none()
        if user.is_secretariat:
            return self
        own = Partner.objects.with_person(user).values("pk")
        return self.filter(Q(partner__in=own) | Q(partner__merged_into__in=own))


class PastLetter(Lockable):
    """A letter of before the portal: all read when it was signed and how that is known (R-44).

    Its file is for the secretariat and the people of the partner alone: nobody has cleared it
    of personal data.
    """

    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="past_letters", verbose_name=_("partner")
    )
    # The day where it is known, otherwise the year.
    signed_on = models.DateField(_("day of the letter"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("year of the letter"), null=True, blank=True)
    language = models.CharField(
        _("language"), max_length=10, choices=settings.OFFICIAL_LANGUAGES
    )
    source = models.CharField(_("source"), max_length=300, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    # For the secretariat and the people of the partner, as the file is.
    signed_by = NameField(
        _("who signed"), max_length=150, blank=True, default="", db_default=""
    )
    received_on = models.DateField(_("day of receipt"), null=True, blank=True)
    file = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(_("added"), default=timezone.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_because = models.TextField(_("reason"), max_length=2000, blank=True)

    objects = PastLetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter of the past")
        verbose_name_plural = _("letters of the past")
        ordering = ["-added_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True, year__isnull=False)
                | Q(signed_on__isnull=False, year__isnull=True),
                name="past_letter_day_or_year",
            ),
            models.CheckConstraint(
                condition=Q(year__isnull=True)
                | Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
                name="past_letter_year_possible",
            ),
            models.CheckConstraint(
                condition=~Q(source="") | Q(file__isnull=False),
                name="past_letter_is_known_from_something",
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True)
                | Q(signed_on__isnull=True)
                | Q(received_on__gte=F("signed_on")),
                name="past_letter_received_after_it_was_signed",
            ),
            can_be_seen("signed_by", name="past_letter_signatory_can_be_seen"),
            models.CheckConstraint(
                condition=Q(language__in=LANGUAGES), name="past_letter_language_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    withdrawn_at__isnull=True,
                    withdrawn_by__isnull=True,
                    withdrawn_because="",
                )
                | (
                    Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                    & ~Q(withdrawn_because="")
                ),
                name="past_letter_withdrawn_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=["partner", "signed_on", "language"],
                condition=Q(withdrawn_at__isnull=True),
                name="past_letter_of_a_day_once",
            ),
            models.UniqueConstraint(
                fields=["partner", "year", "language"],
                condition=Q(withdrawn_at__isnull=True),
                name="past_letter_of_a_year_once",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.partner, self.when)

    def get_absolute_url(self) -> str:
        return self.partner.get_absolute_url()

    @property
    def when(self) -> str:
        """The day in the reader's language, or the year."""
        return date_format(self.signed_on) if self.signed_on else str(self.year)

    @property
    def title(self) -> str:
        """What the page of the partner calls it."""
        return str(_("Letter of %(when)s, before the portal") % {"when": self.when})
