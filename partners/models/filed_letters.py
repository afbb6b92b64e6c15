"""How a letter came that its sender did not type: the secretariat filed it (N21, R-57)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from partners.models.letter_answers import user_of_letter
from partners.models.letter_states import CameBy


class FiledLetter(models.Model):
    """Who entered a letter that came on paper or by e-mail, how it came, and when (R-57)."""

    filed_by = user_of_letter(_("filed by"))
    came_by = models.CharField(
        _("how it came"),
        max_length=10,
        choices=CameBy.choices,
        blank=True,
        default="",
        db_default="",
    )
    came_on = models.DateField(_("day on which it came"), null=True)

    class Meta:
        abstract = True


FILING = (
    models.CheckConstraint(
        condition=Q(filed_by__isnull=True, came_by="", came_on__isnull=True)
        | Q(
            filed_by__isnull=False,
            came_by__in=CameBy.values,
            came_on__isnull=False,
        ),
        name="letter_filed_says_how_it_came",
    ),
    models.CheckConstraint(
        condition=Q(filed_by__isnull=True) | ~Q(confirmed_by=F("filed_by")),
        name="letter_not_confirmed_by_who_filed_it",
    ),
)
