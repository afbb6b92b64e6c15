"""All people of all partners as the secretariat sees them (A1-6d-iii)."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from gmp_portal.notifications import reach
from gmp_portal.ui.open_lists import FieldKind, OpenField
from partners.actions import contacts
from partners.models import Partner, Representative

# So many are read from the database together while a file is sent.
AT_ONCE = 500


def terms() -> Any:
    """Who works for a partner today, by partner and role, with what mail servers said."""
    running = Representative.objects.current()
    shown = running.exclude(partner__status=Partner.Status.APPLICANT)
    marked = shown.annotate(is_lost=Q(person__in=reach.unreached()))
    ordered = marked.order_by(
        "partner__skeleton", "partner_id", "role", "person__name", "pk"
    )
    return ordered.select_related("person", "partner__country")


def numbers(chosen: Any) -> dict[str, int]:
    """How many people and partners these are, and of how many nobody knows whether it holds."""
    old = Q(confirmed_at__lt=contacts.asked_before()) | Q(confirmed_at=None)
    counted: dict[str, int] = chosen.order_by().aggregate(
        people=Count("pk"),
        partners=Count("partner", distinct=True),
        old=Count("pk", filter=old),
        lost=Count("pk", filter=Q(is_lost=True)),
    )
    return counted


FIELDS = (
    OpenField("partner", _("Partner"), value=lambda term: term.partner.full_name),
    OpenField("kind", _("Kind"), value=lambda term: term.partner.get_kind_display()),
    OpenField("country", _("Country"), value=lambda term: term.partner.country),
    OpenField("name", _("Name"), value=lambda term: term.person.name),
    OpenField("role", _("Role"), value=lambda term: term.get_role_display()),
    OpenField("email", _("E-mail address"), value=lambda term: term.person.email),
    OpenField("phone", _("Telephone")),
    OpenField("language", _("Language"), value=lambda term: term.person.language),
    OpenField("since", _("Since"), FieldKind.DAY, lambda term: term.starts_on),
    OpenField("confirmed_at", _("Last confirmed"), FieldKind.MOMENT),
    OpenField("is_only_imported", _("Imported, not yet confirmed"), FieldKind.BOOLEAN),
    OpenField("consent_source", _("How the consent is known")),
    OpenField("is_public", _("Name is public"), FieldKind.BOOLEAN),
    OpenField(
        "mail_is_public",
        _("Address is public"),
        FieldKind.BOOLEAN,
        lambda term: bool(term.mail_consented_at),
    ),
    OpenField(
        "phone_is_public",
        _("Telephone is public"),
        FieldKind.BOOLEAN,
        lambda term: bool(term.phone_consented_at),
    ),
    OpenField("is_lost", _("Mails come back"), FieldKind.BOOLEAN),
)


def rows(chosen: Any) -> Iterator[dict[str, Any]]:
    """The same as rows of a table, one after the other."""
    for term in chosen.iterator(chunk_size=AT_ONCE):
        yield {field.name: field.read(term) for field in FIELDS}
