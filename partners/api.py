"""The lists of this app that everybody may take along (A1-6d-ii, A1-2c-6)."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gmp_portal import rounds
from gmp_portal.ui import open_lists
from gmp_portal.ui.open_lists import (
    FieldKind,
    OpenField,
    OpenList,
    address_of,
    page_field,
    slug_field,
)
from partners.forms.letter_filters import LetterRegisterFilter
from partners.forms.partner_filters import RegisterFilter
from partners.models import FormerName, LetterOfIntent, OtherName, Partner
from partners.reading import interests, merged

# What the list of partners says of a letter.
OF_LETTER = ("reference", "partner_id", "contribution_kinds")


def _areas_letters_and_names(batch: Sequence[Any]) -> None:
    """Note at each partner of a batch where it works now, what it pledged in its newest
    published letter, and what it was called; one query.

    Rows that were prefetched would hold each other in memory: this list may be long.
    """
    keys = [partner.pk for partner in batch]
    formers = FormerName.objects.filter(partner__in=keys).only("partner_id", "name")
    named = OtherName.objects.filter(partner__in=keys).only(
        "partner_id", "language", "name"
    )
    letters = merged.published_letters(keys).only(*OF_LETTER)
    areas, _asked = rounds.run(
        interests.reading_memberships(keys), rounds.asked(formers, named, letters)
    )
    names: dict[int, list[str]] = {}
    for former in formers:
        names.setdefault(former.partner_id, []).append(former.name)
    others: dict[int, list[str]] = {}
    for other in named:
        others.setdefault(other.partner_id, []).append(other.name)
    pledges = {letter.standing: letter for letter in letters}
    for partner in batch:
        partner.letter = pledges.get(partner.pk)
        partner.former = names.get(partner.pk, [])
        partner.others = others.get(partner.pk, [])
        partner.current_areas = [
            membership.slug
            for membership in areas.get(partner.pk, [])
            if membership.until is None
        ]


def _reference(partner: Any) -> str:
    return partner.letter.reference if partner.letter else ""


def _pledged(partner: Any) -> list[str]:
    return partner.letter.contribution_kinds if partner.letter else []


def _entry_of(letter: Any) -> str:
    """Which entry of the register stands for whoever sent it (R-55)."""
    entry: Partner = letter.partner.merged_into or letter.partner
    return entry.slug


PARTNERS = OpenList(
    key="partners",
    title=_("Partners"),
    description=_(
        "Who takes part in the Partnership and who did before, with kind, country and areas."
    ),
    page="partners:partner_list",
    filters=RegisterFilter,
    rows=lambda user: Partner.objects.visible_to(user),
    order=("skeleton", "pk"),
    identity="slug",
    lookup="slug",
    attach=_areas_letters_and_names,
    fields=(
        OpenField("name", _("Name")),
        OpenField("short_name", _("Short name")),
        OpenField("kind", _("Kind")),
        OpenField("country", _("Country"), value=lambda partner: partner.country_id),
        OpenField("region", _("Region"), value=lambda partner: partner.unep_region),
        OpenField("status", _("Standing")),
        OpenField("since", _("Partner since"), FieldKind.DAY),
        OpenField("on_record_by", _("On record by the year"), FieldKind.INTEGER),
        OpenField("areas", _("Areas"), FieldKind.LIST, lambda row: row.current_areas),
        OpenField("website", _("Website"), FieldKind.URL),
        OpenField("source", _("Source")),
        page_field(),
        OpenField("told_apart", _("What tells it apart")),
        OpenField(
            "former_names",
            _("Former names"),
            FieldKind.LIST,
            lambda row: row.former,
        ),
        slug_field(),
        OpenField("letter", _("Letter of intent"), value=_reference),
        OpenField(
            "contribution_kinds", _("Kinds of contribution"), FieldKind.LIST, _pledged
        ),
        OpenField("seat", _("Seat")),
        OpenField(
            "other_names",
            _("Names in other languages"),
            FieldKind.LIST,
            lambda row: row.others,
        ),
    ),
)

LETTERS = OpenList(
    key="letters",
    title=_("Letters of intent"),
    description=_("The published letters by which partners joined, without personal data."),
    page="partners:published_letter_list",
    filters=LetterRegisterFilter,
    rows=lambda user: LetterOfIntent.objects.visible_to(user).select_related(
        "partner__merged_into", "public_letter"
    ),
    order=("reference",),
    identity="reference",
    lookup="reference",
    fields=(
        OpenField("reference", _("Number")),
        OpenField("organization", _("Organization"), value=lambda row: row.organisation),
        OpenField("kind", _("Kind")),
        OpenField("country", _("Country"), value=lambda row: row.country_id),
        OpenField("website", _("Website"), FieldKind.URL),
        OpenField("language", _("Language")),
        OpenField("partner", _("Partner"), value=_entry_of),
        OpenField("areas", _("Areas"), FieldKind.LIST, lambda row: row.area_slugs),
        OpenField(
            "is_for_all_areas",
            _("The whole Partnership"),
            FieldKind.BOOLEAN,
        ),
        OpenField("statement", _("Statement"), value=lambda row: row.public_statement),
        OpenField("contribution_kinds", _("Kinds of contribution"), FieldKind.LIST),
        OpenField(
            "contribution", _("Contribution"), value=lambda row: row.public_contribution
        ),
        OpenField("period", _("Period"), value=lambda row: row.contribution_period),
        OpenField(
            "version", _("Version"), FieldKind.INTEGER, lambda row: row.public_version
        ),
        OpenField("confirmed_at", _("Confirmed"), FieldKind.MOMENT),
        OpenField(
            "published_at", pgettext_lazy("day of a letter", "Published"), FieldKind.MOMENT
        ),
        OpenField(
            "file",
            _("File"),
            FieldKind.URL,
            lambda row: address_of(row.public_letter.get_absolute_url()),
        ),
        OpenField("sha256", "SHA-256", value=lambda row: row.public_letter.sha256),
        page_field(),
    ),
)


def register_all() -> None:
    open_lists.register(PARTNERS, LETTERS)
