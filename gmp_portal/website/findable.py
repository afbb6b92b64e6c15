"""What can be found of the framework and of countries, whose own apps lie below the search."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from gmp_portal import rulebook
from gmp_portal.reference.models import Country
from gmp_portal.rulebook import Clause, WorkingRule
from gmp_portal.search import register
from gmp_portal.search.register import Findable, Place, Text, in_each_language
from gmp_portal.words import labelled


def register_all() -> None:
    register.register(
        "clause",
        Findable(
            label=_("Framework"),
            singular=_("Clause of the framework"),
            place=Place.FRAMEWORK,
            texts=_clauses,
            titles=_numbers,
            is_translated=True,
            keys=_places,
        ),
    )
    register.register(
        "rule",
        Findable(
            label=_("Working rules"),
            singular=_("Working rule"),
            place=Place.FRAMEWORK,
            texts=_rules,
            titles=_questions,
            is_translated=True,
            keys=_all_rules,
            follows={"rulebook.parametervalue": _all_rules},
        ),
    )
    register.register(
        "country",
        Findable(
            label=_("Countries"),
            singular=_("Country"),
            place=Place.PARTNERS,
            texts=_countries,
            titles=_names,
            keys=_countries_on_record,
        ),
    )


def _all_rules(value: object = None) -> Iterable[int]:
    """Where each rule stands in the rule book; a new value may be that of any of them."""
    return range(len(rulebook.parameters()))


def _rules(keys: list[int]) -> Iterator[Text]:
    rules = rulebook.parameters()
    for key in keys:
        yield from _in_each_language(key, rules[key])


def _in_each_language(key: int, rule: WorkingRule) -> Iterator[Text]:
    value = rulebook.value(rule.id)
    path = register.address_of("website:rule_detail", rule.id)
    return in_each_language(
        lambda: Text(key, title=_asked(rule), path=path, text=rule.describe(value))
    )


def _asked(rule: WorkingRule) -> str:
    return f"{rule.id} {rule.question}"


def _questions(keys: list[int]) -> dict[int, str]:
    rules = rulebook.parameters()
    return {key: _asked(rules[key]) for key in keys if key < len(rules)}


def _places() -> Iterable[int]:
    return range(len(rulebook.clauses()))


def _clauses(keys: list[int]) -> Iterator[Text]:
    clauses = rulebook.clauses()
    for key in keys:
        yield from _as_it_reads(key, clauses[key])


def _as_it_reads(key: int, requirement: Clause) -> Iterator[Text]:
    """Found by its id as well as by the number that people quote."""
    path = requirement.url
    return in_each_language(
        lambda: Text(
            key,
            title=_quoted(requirement),
            path=path,
            text=str(requirement.text),
            also=requirement.id,
        )
    )


def _quoted(requirement: Clause) -> str:
    return labelled(requirement.number_label, requirement.title)


def _numbers(keys: list[int]) -> dict[int, str]:
    """As people quote them, with what they are about."""
    clauses = rulebook.clauses()
    return {key: _quoted(clauses[key]) for key in keys if key < len(clauses)}


def _countries_on_record() -> Iterable[int]:
    return range(Country.objects.count())


def _names(keys: list[int]) -> dict[int, str]:
    countries = list(Country.objects.order_by("pk"))
    return {key: countries[key].name for key in keys if key < len(countries)}


def _countries(keys: list[int]) -> Iterator[Text]:
    path = register.address_of("partners:partner_list")
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
