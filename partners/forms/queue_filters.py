"""Filters of the letters at the desk: by step, words, sender and age (A1-6c-i)."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gmp_portal import characters, rulebook
from gmp_portal.reference.models import Country
from gmp_portal.ui.filters import FilterForm
from partners.models import Kind, LetterOfIntent, LetterQuerySet
from partners.models.letter_states import UNDER_WAY, CameBy
from partners.reading import interests

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Status = LetterOfIntent.Status
ANY = ("", _("All"))
QUEUES: "dict[str, StrOrPromise]" = {
    "": _("To do"),
    Status.SUBMITTED: Status.SUBMITTED.label,
    Status.ANSWERED: Status.ANSWERED.label,
    Status.INFO_REQUESTED: Status.INFO_REQUESTED.label,
    # Several steps, each with a word of its own.
    Status.CONFIRMED: _("To be published"),
    Status.PUBLISHED: Status.PUBLISHED.label,
    Status.TAKEN_DOWN: Status.TAKEN_DOWN.label,
    Status.DECLINED: Status.DECLINED.label,
    Status.WITHDRAWN: _("Withdrawn"),
}


class QueueFilter(FilterForm):
    """Which letters the desk lists; without a step those that wait for the secretariat."""

    status = forms.ChoiceField(
        label=_("Queue"),
        choices=[*QUEUES.items()],
        required=False,
        widget=forms.HiddenInput,
    )
    q = forms.CharField(
        label=_("Organization, sender or number"), required=False, max_length=100
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[ANY, *Kind.choices], required=False)
    country = forms.ModelChoiceField(
        label=_("Country"),
        queryset=Country.objects.none(),
        required=False,
        empty_label=_("All"),
    )
    area = forms.ChoiceField(label=_("Area"), choices=[ANY], required=False)
    came = forms.ChoiceField(
        label=_("How it came"),
        choices=[ANY, ("here", _("Written here")), *CameBy.choices],
        required=False,
    )
    age = forms.ChoiceField(
        label=_("Age"), choices=[ANY, ("late", _("Later than the target"))], required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        sent = LetterOfIntent.objects.exclude(country=None).values("country")
        fields["country"].queryset = Country.objects.filter(pk__in=sent).by_name()
        areas = [(area.slug, area.name) for area in interests.choices()]
        fields["area"].choices = [ANY, *areas]

    def among(self, letters: LetterQuerySet) -> LetterQuerySet:
        """The letters that fit, of every step."""
        for name, value in self.applied.items():
            if name != "status":
                letters = letters.filter(_condition(name, value))
        return letters

    def apply(self, letters: Any) -> LetterQuerySet:
        """The letters that fit, of the step that is shown."""
        status = self.applied.get("status")
        return self.among(
            letters.filter(status=status) if status else letters.on_the_desk()
        )


def _condition(name: str, value: Any) -> Q:
    if name == "q":
        form = characters.skeleton(value)
        named = Q(skeleton__contains=form) if form else Q()
        sender = Q(sender__name__icontains=value) | Q(sender__email__icontains=value)
        return named | sender | Q(reference__icontains=value)
    if name == "area":
        return Q(area_slugs__contains=[value]) | Q(is_for_all_areas=True)
    if name == "came":
        return Q(came_by="" if value == "here" else value)
    if name == "age":
        arrived = timezone.now() - timedelta(days=rulebook.value("R-35") + 1)
        return Q(status__in=UNDER_WAY, submitted_at__lte=arrived)
    return Q(**{name: value})
