"""What can be found of partners and their letters: what their public pages say, no more."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gmp_portal import dates
from gmp_portal.reference.models import Country
from gmp_portal.search import register
from gmp_portal.search.register import (
    Findable,
    Place,
    Text,
    address,
    in_all_languages,
    own,
)
from gmp_portal.words import listed_apart
from partners.models import FormerName, Kind, LetterOfIntent, Partner, PartnerProfile
from partners.reading import interests


def register_all() -> None:
    register.register(
        "partner",
        Findable(
            label=_("Partners"),
            singular=_("Partner"),
            place=Place.PARTNERS,
            records=Partner.objects.all,
            texts=_partners,
            notes=_former_names,
            summaries=_summaries,
            ordinary=frozenset({"confirmed"}),
            follows={"partners.partner": own, "partners.letterofintent": _partner_of},
        ),
    )
    register.register(
        "letter",
        Findable(
            label=_("Letters of intent"),
            singular=_("Letter of intent"),
            place=Place.LETTERS,
            records=LetterOfIntent.objects.all,
            texts=_letters,
            ordinary=frozenset({"published"}),
            follows={"partners.letterofintent": own, "partners.partner": _letters_of},
        ),
    )


def _partner_of(letter: LetterOfIntent) -> tuple[int, ...]:
    return (letter.partner_id,) if letter.partner_id else ()


def _letters_of(partner: Partner) -> Iterable[int]:
    return partner.letters.values_list("pk", flat=True)


def _partners(keys: list[int]) -> Iterator[Text]:
    partners = Partner.objects.filter(pk__in=keys).select_related("country", "profile")
    areas = interests.memberships_of(keys)
    for partner in partners.prefetch_related("former_names", "other_names"):
        yield Text(
            partner.pk,
            title=partner.name,
            path=address(partner),
            text="\n".join([_summary(partner), *_told_of_itself(partner)]),
            # The reader is told of its former names by a note.
            also="\n".join(
                [
                    *(former.name for former in partner.former_names.all()),
                    *(other.name for other in partner.other_names.all()),
                    *names_of(partner.country),
                    *in_all_languages(Kind(partner.kind).label),
                ]
            ),
            dated_on=partner.since,
            areas=tuple(
                membership.slug
                for membership in areas.get(partner.pk, [])
                if membership.until is None
            ),
        )


def _told_of_itself(partner: Partner) -> list[str]:
    """The texts of its profile: why it takes part, and what it can do (S-35)."""
    profile: PartnerProfile | None = getattr(partner, "profile", None)
    return [text for _label, text in profile.told] if profile else []


def _summary(partner: Partner) -> str:
    """Fields of the partner, each a line, in the language that is spoken."""
    said = [
        partner.short_name,
        partner.told_apart,
        str(partner.get_kind_display()),
        partner.country.name if partner.country else "",
    ]
    return "\n".join(part for part in said if part)


def _summaries(keys: list[int]) -> dict[int, str]:
    partners = Partner.objects.filter(pk__in=keys).select_related("country")
    return {partner.pk: _summary(partner) for partner in partners}


def _former_names(keys: list[int]) -> dict[int, str]:
    names: dict[int, list[str]] = {}
    for former in FormerName.objects.filter(partner__in=keys):
        names.setdefault(former.partner_id, []).append(former.name)
    return {
        key: gettext("Formerly: %(names)s") % {"names": listed_apart(former)}
        for key, former in names.items()
    }


def _letters(keys: list[int]) -> Iterator[Text]:
    letters = LetterOfIntent.objects.filter(pk__in=keys, reference__isnull=False)
    for letter in letters.select_related("partner", "country"):
        # Under the name that signed it; who looks for that of today finds it as well.
        today = [letter.partner.name] if letter.partner else []
        # Until it is cleared, what the public shall see is being written.
        said = [letter.public_statement, letter.public_contribution]
        said = said if letter.is_cleared else []
        moment = letter.published_at or letter.submitted_at
        yield Text(
            letter.pk,
            title=f"{letter.reference} {letter.organisation}",
            path=address(letter),
            text="\n".join(part for part in said if part),
            also="\n".join([*today, *names_of(letter.country)]),
            language=letter.language,
            dated_on=dates.day_of(moment) if moment else None,
            areas=tuple(letter.area_slugs),
        )


def names_of(country: Country | None) -> list[Any]:
    """The names of a country in the six languages, so that it is found by each of them."""
    if country is None:
        return []
    languages = ("ar", "zh", "en", "fr", "ru", "es")
    return [getattr(country, f"name_{language}") for language in languages]
