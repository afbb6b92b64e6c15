"""The partners of an area on a day as rows of a sheet, and the people of these partners.

Everybody may take the partners along. Names stand in a second sheet, for those who work in the
area, and in it only those that its reader may read on the pages of the partners (A1-6d-iii).
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from areas.models import AreaMembership, LeadTerm, PartnershipArea
from gmp_portal import dates
from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import is_officer
from gmp_portal.ui import downloads
from gmp_portal.ui.open_lists import FieldKind, OpenField, address_of
from gmp_portal.words import in_brackets, labelled, listed_apart
from partners.models import Partner, Representative
from partners.permissions import can_see_names

# So many are read from the database together while a file is sent.
AT_ONCE = 500

OF_PARTNER = (
    OpenField("partner", gettext_lazy("Partner"), value=lambda row: row.partner.full_name),
    OpenField(
        "kind", gettext_lazy("Kind"), value=lambda row: row.partner.get_kind_display()
    ),
    OpenField("country", gettext_lazy("Country"), value=lambda row: row.partner.country),
    OpenField("since", gettext_lazy("In the area since"), FieldKind.DAY),
    OpenField("leads", gettext_lazy("Leads the area"), FieldKind.LIST),
    OpenField(
        "page",
        gettext_lazy("Page"),
        FieldKind.URL,
        lambda row: address_of(row.partner.get_absolute_url()),
    ),
)
OF_PERSON = (
    OpenField("name", gettext_lazy("Name")),
    OpenField("role", gettext_lazy("Role")),
    OpenField("mail", gettext_lazy("E-mail address")),
    OpenField("phone", gettext_lazy("Telephone")),
)
WITH_PEOPLE = (*OF_PARTNER[:3], *OF_PERSON, *OF_PARTNER[3:])


def terms(area: PartnershipArea) -> list[LeadTerm]:
    """Who leads the area today."""
    return list(area.lead_terms.current().for_page().order_by("places"))


def memberships(area: PartnershipArea) -> Any:
    """The partners of the area today, by name."""
    rows = AreaMembership.objects.counted().filter(area=area)
    return rows.select_related("partner__country").order_by("partner__name", "pk")


def partners(area: PartnershipArea, leads: list[LeadTerm]) -> Iterator[dict[str, Any]]:
    """A row for each partner."""
    for row in memberships(area).iterator(chunk_size=AT_ONCE):
        yield _of_partner(row, leads)


def people(
    area: PartnershipArea, leads: list[LeadTerm], reader: User
) -> Iterator[dict[str, Any]]:
    """A row for each person of a partner; a partner without people has one of its own."""
    own = Representative.objects.current().select_related("person").order_by("role", "pk")
    named = Prefetch("partner__representatives", own, to_attr="people_today")
    # Asked beforehand: while a file is sent, no answer about rights is remembered.
    sees_all, readable = is_officer(reader), _partners_of(area, reader)
    rows = memberships(area).prefetch_related(named).iterator(chunk_size=AT_ONCE)
    for row in rows:
        of_partner = _of_partner(row, leads)
        sees_names = sees_all or row.partner_id in readable
        for person in row.partner.people_today or [None]:
            yield of_partner | _of_person(person, sees_names)


def _partners_of(area: PartnershipArea, reader: User) -> set[int]:
    """The partners of the area all of whose names this reader may read."""
    own = Partner.objects.with_person(reader).values("pk")
    here = area.current_partners().filter(pk__in=own)
    return {partner.pk for partner in here if can_see_names(reader, partner)}


def _of_partner(row: AreaMembership, leads: list[LeadTerm]) -> dict[str, Any]:
    own = [term for term in leads if term.partner_id == row.partner_id]
    row.leads = [in_brackets(term.person, _kind_and_end(term)) for term in own]  # type: ignore[attr-defined]
    return {field.name: field.read(row) for field in OF_PARTNER}


def _kind_and_end(term: LeadTerm) -> str:
    return listed_apart([term.get_kind_display(), *filter(None, [_until(term)])])


def _until(term: LeadTerm) -> str:
    return _("until %(day)s") % {"day": term.ends_on.isoformat()} if term.ends_on else ""


def _of_person(term: Representative | None, sees_names: bool) -> dict[str, str]:
    if term is None:
        return {field.name: "" for field in OF_PERSON}
    is_named = sees_names or term.is_public
    return {
        "name": term.person.name if is_named else _("Name not public"),
        "role": str(term.get_role_display()),
        "mail": term.public_mail if is_named else "",
        "phone": term.public_phone if is_named else "",
    }


def about(
    area: PartnershipArea, leads: list[LeadTerm], *, with_people: bool
) -> list[tuple[str, str]]:
    """What stands on the second sheet: of which day it is, who leads, and who may have it."""
    facts = [
        (_("Area"), area.name),
        (_("Day"), dates.today().isoformat()),
        *(
            (
                term.get_kind_display(),
                labelled(in_brackets(term.person, term.partner), _days_of(term)),
            )
            for term in leads
        ),
    ]
    if not leads:
        facts.append((_("Lead"), _("Nobody today")))
    if with_people:
        said = _(
            "Not public: for the work of the area. Names and addresses stand here as their "
            "reader may read them in the portal."
        )
        return [*facts, (_("For"), said)]
    licence = downloads.licence()
    return [
        *facts,
        (_("Licence"), labelled(licence.name, licence.url)),
        (_("Source"), _("Global Mercury Partnership")),
        (_("Page"), address_of(area.get_absolute_url())),
    ]


def _days_of(term: LeadTerm) -> str:
    last = term.ends_on.isoformat() if term.ends_on else ""
    return f"{term.starts_on.isoformat()} – {last}"


def about_title() -> str:
    return pgettext("sheet of a table", "About")
