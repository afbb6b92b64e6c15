"""What can be found of the framework and of countries, whose own apps lie below the search."""

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from gmp_portal import rulebook
from gmp_portal.reference.models import Country
from gmp_portal.search import register
from gmp_portal.search.register import Findable, Text


def register_all() -> None:
    register.register(
        "clause", Findable(label=_("Framework"), texts=_clauses, keys=_places)
    )
    register.register(
        "country",
        Findable(
            label=_("Countries"),
            texts=_countries,
            titles=_names,
            keys=_countries_on_record,
        ),
    )


def _places() -> Iterable[int]:
    return range(len(rulebook.clauses()))


def _clauses(keys: list[int]) -> Iterator[Text]:
    with translation.override("en"):
        path = reverse("website:framework")
        clauses = rulebook.clauses()
        for key in keys:
            clause = clauses[key]
            yield Text(
                key,
                title=str(clause.id),
                path=f"{path}#{clause.id}",
                text=str(clause.text),
                language="en",
            )


def _countries_on_record() -> Iterable[int]:
    return range(Country.objects.count())


def _names(keys: list[int]) -> dict[int, str]:
    countries = list(Country.objects.order_by("pk"))
    return {key: countries[key].name for key in keys if key < len(countries)}


def _countries(keys: list[int]) -> Iterator[Text]:
    with translation.override("en"):
        path = reverse("partners:partner_list")
    countries = list(Country.objects.order_by("pk"))
    for key in keys:
        country = countries[key]
        names = (
            getattr(country, f"name_{code}") for code in ("ar", "zh", "fr", "ru", "es")
        )
        yield Text(
            key,
            title=country.name_en,
            path=f"{path}?country={country.pk}",
            also="\n".join(names),
        )
