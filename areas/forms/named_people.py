"""Who speaks for one of an area's partners: chosen from a list, or named where they are many."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from areas.models import PartnershipArea
from gmp_portal import characters
from gmp_portal.accounts import namesakes
from gmp_portal.ui.distinct_choices import records_of
from gmp_portal.ui.named_records import NamedRecordField
from gmp_portal.words import beside, listed_apart, sentences
from partners.models import Partner, Representative

# So many people are a list to choose from.
MOST_LISTED = 100


def representatives_in(area: PartnershipArea) -> Any:
    """Who can lead the area: whoever speaks for one of its partners today (A1-6a-v)."""
    return speakers_of(area.current_partners())


def speakers_of(partners: QuerySet[Partner]) -> Any:
    """Whoever speaks for one of these partners today, by the name of the partner."""
    speakers = Representative.objects.speaking_for(partners)
    return speakers.select_related("person", "partner__country").order_by("partner__name")


class RepresentativeField(forms.ModelChoiceField):
    """One of the people in ``queryset``, each with the partner."""

    def label_from_instance(self, obj: Any) -> str:
        return label_of(obj)

    def or_named(self, people: Any) -> forms.Field:
        """The field for these people: this one with a list, or one in which they are named."""
        if len(records_of(people[: MOST_LISTED + 1])) > MOST_LISTED:
            named = NamedRepresentativeField(people, label=self.label)
            # Of whose people it is stands there whichever field it is.
            named.help_text = sentences(self.help_text, named.help_text)
            return named
        self.queryset = people
        return self


class NamedRepresentativeField(NamedRecordField):
    """One of the people in ``queryset``, by the own name or that of the partner."""

    def __init__(self, queryset: Any, **kwargs: Any) -> None:
        help_text = _(
            "The name of the person, or of the partner for which the person speaks."
        )
        # A name runs in the direction of its own script, whatever the page is read in.
        widget = forms.TextInput({"dir": "auto"})
        super().__init__(max_length=600, help_text=help_text, widget=widget, **kwargs)
        self.queryset = queryset

    def look(self, words: str) -> tuple[list[Any], list[Any]]:
        """Those of this name or of a partner of this name, and all whose name is near."""
        near = self._near(words)
        labels = namesakes.distinct([label_of(each) for each in near], near)
        form = characters.skeleton(words)
        named = zip(near, labels, strict=True)
        return [each for each, label in named if form in _names(each, label)], labels

    def refusal(self, labels: list[Any]) -> ValidationError:
        """Where to look, whether it is this one, or who of several it is."""
        if not labels:
            return ValidationError(
                _(
                    "Nobody of this name speaks for one of these partners. Write the name of the "
                    "person or of the partner as it stands in the register."
                )
            )
        if len(labels) == 1:
            return ValidationError(
                _("Is this person meant? Write the name in full: %(name)s"),
                params={"name": labels[0]},
            )
        return ValidationError(
            _("Who of these is meant? Write the name in full: %(names)s"),
            params={"names": listed_apart(labels)},
        )

    def _near(self, words: str) -> list[Representative]:
        """Those whose name stands in these words, or the other way round."""
        known = Partner.objects.known_as(words).values("pk")
        has_words = Q(person__name__icontains=words) | Q(partner__in=known)
        begun = self.queryset.alias(typed=Value(words))
        begun = begun.filter(typed__istartswith=F("person__name"))[: MOST_LISTED + 1]
        near = self.queryset.filter(has_words)[: MOST_LISTED + 1]
        return list(dict.fromkeys([*begun, *near]))


def label_of(representative: Representative) -> str:
    """The person and the partner, as a list names them."""
    return beside(representative.person.name, representative.partner.full_name)


def _names(representative: Representative, label: Any) -> set[str]:
    names = (
        str(label),
        representative.person.name,
        representative.partner.full_name,
        representative.partner.name,
    )
    return set(map(characters.skeleton, names))
