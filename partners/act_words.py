"""What an act on a letter or a partner was about, in words, as far as the ledger keeps it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from gmp_portal.accounts import offices
from gmp_portal.accounts.rights import Anybody
from gmp_portal.ledger import told_acts
from gmp_portal.ledger.models import Entry
from gmp_portal.ledger.told_acts import ToldAct, Words, by_key, each
from gmp_portal.reference.models import Country
from gmp_portal.rounds import Reading
from gmp_portal.words import labelled, listed_apart
from partners.acts import Act, FunderAct
from partners.models import Funder, Kind, PartnerProfile, Region
from partners.models.choices import Evidence

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _renamed(body: Mapping[str, Any]) -> str:
    return f"{body['old']} → {body['new']}"


def _asked(body: Mapping[str, Any]) -> str:
    count = int(body["questions"])
    words = ngettext("%(count)d question", "%(count)d questions", count)
    return words % {"count": count}


def _other_entry(body: Mapping[str, Any]) -> str:
    return str(body["entry"])


def _consent(body: Mapping[str, Any]) -> str:
    return _("named in public") if body["consents"] else _("not named in public")


# What a history of a partner names by the fields that its forms have.
FIELDS: dict[str, "StrOrPromise"] = {
    "name": gettext_lazy("Name"),
    "other_names": gettext_lazy("Other names"),
    "partner": gettext_lazy("Partner"),
    "note": gettext_lazy("Note"),
    "kind": gettext_lazy("Kind"),
    "country": gettext_lazy("Country"),
    "unep_region": gettext_lazy("Region"),
    "evidence": gettext_lazy("Evidence"),
    "source": gettext_lazy("Source"),
    "on_record_by": gettext_lazy("On record by (year)"),
    "seat": gettext_lazy("Seat"),
    "website": gettext_lazy("Website"),
    "name_ar": gettext_lazy("Name in Arabic"),
    "name_zh-hans": gettext_lazy("Name in Chinese"),
    "name_en": gettext_lazy("Name in English"),
    "name_fr": gettext_lazy("Name in French"),
    "name_ru": gettext_lazy("Name in Russian"),
    "name_es": gettext_lazy("Name in Spanish"),
}


def _edited(entries: Sequence[Entry], _reader: Anybody) -> Reading[Words]:
    """Each field with what stood there before and what stands there now."""
    changes = {entry.pk: entry.body.get("changes", {}) for entry in entries}
    codes = {code for each in changes.values() for code in each.get("country", ()) if code}
    countries = Country.objects.filter(pk__in=codes)
    yield [countries]
    names = {country.pk: country.name for country in countries}
    known = {
        "kind": {**dict(Funder.Kind.choices), **dict(Kind.choices)},
        "country": names,
        "unep_region": dict(Region.choices),
        "evidence": dict(Evidence.choices),
    }
    return {pk: listed_apart(_changed(each, known)) for pk, each in changes.items()}


def _changed(changes: Mapping[str, Any], known: Mapping[str, Any]) -> Iterator[str]:
    # The ledger keeps no order: they stand in that of the forms.
    for name in (name for name in (*FIELDS, *PartnerProfile.TEXTS) if name in changes):
        old, new = changes[name]
        if name in PartnerProfile.TEXTS:
            yield PartnerProfile.label_of(name)
        else:
            said = [str(known.get(name, {}).get(value, value)) for value in (old, new)]
            yield labelled(FIELDS[name], " → ".join(value or "–" for value in said))


PERSON = by_key("person", offices.people_named)
WORDS: dict[str, ToldAct] = {
    Act.LETTER_CHECKED: ToldAct(
        ngettext_lazy(
            "Checklist saved %(count)d time", "Checklist saved %(count)d times", "count"
        ),
    ),
    Act.LETTER_INFO_REQUESTED: ToldAct(about=each(_asked)),
    FunderAct.EDITED: ToldAct(about=_edited),
    Act.PARTNER_EDITED: ToldAct(about=_edited),
    Act.PARTNER_DESCRIBED: ToldAct(about=_edited),
    Act.PARTNER_RENAMED: ToldAct(about=each(_renamed)),
    Act.PARTNER_MERGED: ToldAct(about=each(_other_entry)),
    Act.PARTNER_MERGED_INTO: ToldAct(about=each(_other_entry)),
    Act.PARTNER_TAKEN_APART: ToldAct(about=each(_other_entry)),
    Act.PARTNER_STANDS_AGAIN: ToldAct(about=each(_other_entry)),
    Act.PARTNER_TOLD_APART: ToldAct(about=each(_other_entry)),
    Act.PARTNER_REPRESENTATIVE_APPOINTED: ToldAct(
        ngettext_lazy(
            "%(count)d representative appointed",
            "%(count)d representatives appointed",
            "count",
        ),
        PERSON,
    ),
    Act.PARTNER_REPRESENTATIVE_ENDED: ToldAct(
        ngettext_lazy(
            "Term of %(count)d representative ended",
            "Terms of %(count)d representatives ended",
            "count",
        ),
        PERSON,
    ),
    Act.PARTNER_CONSENT_CHANGED: ToldAct(about=each(_consent)),
}


def register_all() -> None:
    told_acts.register(WORDS)
