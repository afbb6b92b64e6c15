"""The directory of contacts: its filters, and what everybody says of the own details."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gmp_portal.notifications import reach
from gmp_portal.reference.models import Country
from gmp_portal.ui.filters import FilterForm
from gmp_portal.ui.forms import PortalFormMixin
from gmp_portal.words import listed_apart
from gmp_portal.workflow import unmet
from partners.actions import contacts
from partners.models import Kind, Partner, Representative
from partners.reading import interests

ANY = ("", _("All"))
IMPORTED = ("imported", _("Imported, not yet confirmed"))
# What an announcement can choose its readers by, too.
OF_ANNOUNCEMENTS = {"role", "kind", "country", "area"}


class ContactFilter(FilterForm):
    """Whom the directory shows."""

    q = forms.CharField(label=_("Name, address or partner"), required=False, max_length=100)
    role = forms.ChoiceField(
        label=_("Role"), choices=[ANY, *Representative.Role.choices], required=False
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[ANY, *Kind.choices], required=False)
    country = forms.ModelChoiceField(
        label=_("Country"),
        queryset=Country.objects.none(),
        required=False,
        empty_label=_("All"),
    )
    area = forms.ChoiceField(label=_("Area"), choices=[ANY], required=False)
    language = forms.ChoiceField(
        label=_("Language"), choices=[ANY, *settings.OFFICIAL_LANGUAGES], required=False
    )
    confirmed = forms.ChoiceField(
        label=_("Details"),
        choices=[
            ANY,
            ("yes", _("Confirmed within a year")),
            ("no", _("Not confirmed")),
            IMPORTED,
        ],
        required=False,
    )
    consent = forms.ChoiceField(
        label=_("Consent"),
        choices=[
            ANY,
            ("yes", _("Name is shown in public")),
            ("no", _("Nothing is shown in public")),
        ],
        required=False,
    )
    mail = forms.ChoiceField(
        label=_("Mails"),
        choices=[ANY, ("back", _("Came back")), ("fine", _("Arrive"))],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = Partner.objects.exclude(country=None).values("country")
        fields: dict[str, Any] = self.fields
        fields["country"].queryset = Country.objects.filter(pk__in=here).by_name()
        areas = [(area.slug, area.name) for area in interests.choices()]
        fields["area"].choices = [ANY, *areas]

    @property
    def on_record(self) -> str:
        """The filters for the ledger, which keeps for good: of words for a search their name."""
        return listed_apart(
            self.fields[name].label if name == "q" else self.words_of(name, value)
            for name, value in self.applied.items()
        )

    def apply(self, rows: Any) -> Any:
        """The terms that fit."""
        for name, value in self.applied.items():
            rows = rows.filter(_condition(name, value))
        return rows

    @property
    def announcement(self) -> dict[str, str] | None:
        """The same readers for an announcement; none where it cannot choose them so."""
        asked = self.applied
        role = asked.get("role", "")
        if not asked.keys() <= OF_ANNOUNCEMENTS or role in {"alternate", "contributor"}:
            return None
        chosen = {"audience": "focal_points" if role else "speakers"}
        if "kind" in asked:
            chosen["kind"] = asked["kind"]
        if "country" in asked:
            chosen["country"] = asked["country"].pk
        if "area" in asked:
            chosen["area"] = asked["area"]
        return chosen


def _condition(name: str, value: Any) -> Q:
    if name == "q":
        known = Partner.objects.known_as(value).values("pk")
        person = Q(person__name__icontains=value) | Q(person__email__icontains=value)
        return person | Q(partner__in=known)
    if name == "area":
        members = Partner.objects.filter(interests.partners_in(value)).order_by()
        return Q(partner__in=members.values("pk"))
    if name == "confirmed" and value == "imported":
        return Q(imported_at__isnull=False, confirmed_at=None)
    if name == "confirmed":
        recent = Q(confirmed_at__gte=contacts.asked_before())
        return recent if value == "yes" else ~recent | Q(confirmed_at=None)
    if name == "consent":
        return Q(consented_at__isnull=value == "no")
    if name == "mail":
        back = Q(person__in=reach.unreached())
        return back if value == "back" else ~back
    columns = {"kind": "partner__kind", "country": "partner__country"}
    return Q(
        **{columns.get(name, "person__language" if name == "language" else name): value}
    )


class ContactForm(PortalFormMixin, forms.Form):
    """What somebody says of the own details, and which of them everybody may read."""

    phone = forms.CharField(
        label=_("Telephone"),
        help_text=_("With the code of the country. The secretariat reads it."),
        max_length=40,
        required=False,
        validators=[
            RegexValidator(
                r"^\+?[0-9 ()./-]{5,}$",
                _("Enter a telephone number: digits, blanks, brackets and a plus sign."),
            )
        ],
    )
    shows_name = forms.BooleanField(
        label=_("Show my name on the public page of the partner"), required=False
    )
    shows_mail = forms.BooleanField(label=_("Show my e-mail address there"), required=False)
    shows_phone = forms.BooleanField(
        label=_("Show my telephone number there"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("shows_name", "shows_mail", "shows_phone"):
            self.fields[name].mark_optional = False  # type: ignore[attr-defined]

    @staticmethod
    def stored(term: Representative) -> dict[str, Any]:
        """What is on record today."""
        return {
            "phone": term.phone,
            "shows_name": term.is_public,
            "shows_mail": bool(term.mail_consented_at),
            "shows_phone": bool(term.phone_consented_at),
        }

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        shown = [name for name in ("shows_mail", "shows_phone") if data.get(name)]
        if shown and not data.get("shows_name"):
            sentence = _("An address or a number is shown beside the name only.")
            self.add_error("shows_name", unmet(sentence, "A1-6d-iii"))
        if data.get("shows_phone") and not data.get("phone") and "phone" not in self.errors:
            sentence = _("Enter the number that shall be shown.")
            self.add_error("phone", unmet(sentence, "A1-6d-iii"))
        return data
