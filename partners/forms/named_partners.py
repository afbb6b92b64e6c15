"""A partner named by whoever fills in a form: thousands are no list to choose from."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Q, Value
from django.utils.translation import gettext_lazy as _

from gmp_portal import characters
from gmp_portal.words import listed_apart
from partners.models import Partner

if TYPE_CHECKING:
    from partners.models.partners import PartnerQuerySet

# How many are named where the words may mean several.
NAMED = 10


class NamedPartnerField(forms.CharField):
    """One of the partners in ``queryset``, by its name, its short name or a former one."""

    def __init__(self, queryset: "PartnerQuerySet | None" = None, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 400)
        kwargs.setdefault("help_text", _("Its name, short name or a former name."))
        super().__init__(**kwargs)
        self.queryset = Partner.objects.none() if queryset is None else queryset

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            value = Partner.objects.select_related("country").filter(pk=value).first()
        return value.full_name if isinstance(value, Partner) else value

    def to_python(self, value: Any) -> Any:
        """The one that has this name; of several none is taken for the one that is meant."""
        words = super().to_python(value) or ""
        if not words:
            return None
        partners = self.queryset.select_related("country")
        meant = [*dict.fromkeys([*_told_apart(partners, words), *_called(partners, words)])]
        if len(meant) == 1:
            return meant[0]
        near = meant or list(partners.known_as(words).order_by("name")[:NAMED])
        near = near or partners.similar_to(words)
        if not near:
            raise ValidationError(
                _(
                    "No partner has this name now. Look it up in the register and write it as "
                    "it stands there."
                )
            )
        names = [partner.full_name for partner in near[:NAMED]]
        if len(names) == 1:
            raise ValidationError(
                _("Is this partner meant? Write its name in full: %(name)s"),
                params={"name": names[0]},
            )
        raise ValidationError(
            _("Which of these partners is meant? Write its name in full: %(names)s"),
            params={"names": listed_apart(names)},
        )

    def run_validators(self, value: Any) -> None:
        """What was typed is gone: the partner stands in its place, and none has a longer name."""


def _told_apart(partners: "PartnerQuerySet", words: str) -> list[Partner]:
    """Who has this whole name, with what tells it apart where others have the name too."""
    form = characters.skeleton(words)
    begun = partners.filter(has_namesake=True).alias(typed=Value(form))
    return [
        partner
        for partner in begun.filter(typed__startswith=F("skeleton"))
        if characters.skeleton(partner.full_name) == form
    ]


def _called(partners: "PartnerQuerySet", words: str) -> list[Partner]:
    """Who has this name, else whoever has it as a short or a former one."""
    form = characters.skeleton(words)
    other = Q(short_skeleton=form) | Q(former_names__skeleton=form)
    named = list(partners.named(words).order_by("name", "pk")[:NAMED])
    return named or list(
        partners.known_as(words).filter(other).distinct().order_by("name", "pk")[:NAMED]
    )
