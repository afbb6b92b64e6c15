"""A partner named by whoever fills in a form: thousands are no list to choose from."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import F, Q, Value
from django.utils.translation import gettext_lazy as _

from gmp_portal import characters
from gmp_portal.ui.named_records import NAMED, NamedRecordField
from gmp_portal.words import listed_apart
from partners.models import Partner

if TYPE_CHECKING:
    from partners.models.partners import PartnerQuerySet


class NamedPartnerField(NamedRecordField):
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

    def look(self, words: str) -> tuple[list[Any], list[Any]]:
        """Those of this name, and else those whose name has the words or is like them."""
        partners = self.queryset.select_related("country")
        meant = [*dict.fromkeys([*_told_apart(partners, words), *_called(partners, words)])]
        near = meant or list(partners.known_as(words).order_by("name")[:NAMED])
        near = near or partners.similar_to(words)
        return meant, [partner.full_name for partner in near]

    def refusal(self, labels: list[Any]) -> ValidationError:
        """Where to look, whether it is this one, or which of several it is."""
        if not labels:
            return ValidationError(
                _(
                    "No partner has this name now. Look it up in the register and write it as "
                    "it stands there."
                )
            )
        if len(labels) == 1:
            return ValidationError(
                _("Is this partner meant? Write its name in full: %(name)s"),
                params={"name": labels[0]},
            )
        return ValidationError(
            _("Which of these partners is meant? Write its name in full: %(names)s"),
            params={"names": listed_apart(labels)},
        )


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
    other |= Q(other_names__skeleton=form)
    named = list(partners.named(words).order_by("name", "pk")[:NAMED])
    return named or list(
        partners.known_as(words).filter(other).distinct().order_by("name", "pk")[:NAMED]
    )
