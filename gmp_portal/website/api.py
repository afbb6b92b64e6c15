"""Lists that belong to no app above the interface: clauses, working rules and countries."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from gmp_portal import dates, rulebook
from gmp_portal.reference.models import LANGUAGES, Country, CountryGroup
from gmp_portal.ui import open_lists
from gmp_portal.ui.open_lists import FieldKind, OpenField, OpenList, address_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CLAUSES = OpenList(
    key="clauses",
    title=_("Clauses of the framework"),
    description=_("The framework clause by clause, and what this portal does about each."),
    page="website:framework",
    rows=lambda _user: rulebook.clauses(),
    lookup="id",
    fields=(
        OpenField("id", _("Clause")),
        OpenField("number", _("Number"), value=lambda clause: clause.number_label),
        OpenField("section", _("Section")),
        OpenField("title", _("Title")),
        OpenField("text", _("Text")),
        OpenField("who", _("Whom it concerns"), FieldKind.LIST),
        OpenField("status", _("Status"), value=lambda clause: clause.status.value),
        OpenField("how", _("What the portal does")),
        OpenField("url", _("Page"), FieldKind.URL, lambda clause: address_of(clause.url)),
    ),
)


@dataclass(frozen=True)
class RuleToday:
    """A working rule as it reads today."""

    id: str
    question: "StrOrPromise"
    answer: str
    clauses: tuple[str, ...]
    url: str


def _rules(_user: Any) -> list[RuleToday]:
    """Every rule with the value in force; one query for all of them."""
    with translation.override("en"), rulebook.read_once():
        return [
            RuleToday(
                rule.id,
                rule.question,
                rule.describe(rulebook.value(rule.id)),
                rule.clauses,
                reverse("website:rule_detail", args=[rule.id]),
            )
            for rule in rulebook.parameters()
        ]


RULES = OpenList(
    key="rules",
    title=_("Working rules"),
    description=_("Where the framework leaves a choice: what the secretariat has chosen."),
    page="website:framework",
    rows=_rules,
    lookup="id",
    fields=(
        OpenField("id", _("Working rule")),
        OpenField("question", _("Question")),
        OpenField("answer", _("What is in force today")),
        OpenField("clauses", _("Clauses"), FieldKind.LIST),
        OpenField("url", _("Page"), FieldKind.URL, lambda rule: address_of(rule.url)),
    ),
)


def _countries(_user: Any) -> Any:
    today = CountryGroup.objects.on(dates.today()).order_by("group")
    return Country.objects.prefetch_related(
        Prefetch("groups", today, to_attr="groups_today")
    )


COUNTRIES = OpenList(
    key="countries",
    title=_("Countries"),
    description=_("Countries with their names in six languages, their regions and groups."),
    page="website:data_list",
    rows=_countries,
    order=("iso3",),
    identity="iso3",
    lookup="iso3",
    fields=(
        OpenField("iso2", _("ISO code, two letters")),
        OpenField("iso3", _("ISO code, three letters")),
        OpenField("m49", _("UN code, three digits")),
        *(
            OpenField(f"name_{code}", getattr(Country, f"name_{code}").field.verbose_name)
            for code in LANGUAGES
        ),
        OpenField("is_member", _("Member State"), FieldKind.BOOLEAN),
        OpenField("un_region", _("Regional group")),
        OpenField("unep_region", _("UNEP region")),
        OpenField(
            "groups",
            _("Groups"),
            FieldKind.LIST,
            lambda country: [row.group for row in country.groups_today],
        ),
    ),
)


def register_all() -> None:
    open_lists.register(CLAUSES, RULES, COUNTRIES)
