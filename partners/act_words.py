"""What an act on a letter or a partner was about, in words, as far as the ledger keeps it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from gmp_portal.accounts import offices
from gmp_portal.ledger import told_acts
from gmp_portal.ledger.told_acts import ToldAct, by_key, each
from partners.acts import Act


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


PERSON = by_key("person", offices.people_named)
WORDS: dict[str, ToldAct] = {
    Act.LETTER_CHECKED: ToldAct(
        ngettext_lazy(
            "Checklist saved %(count)d time", "Checklist saved %(count)d times", "count"
        ),
    ),
    Act.LETTER_INFO_REQUESTED: ToldAct(about=each(_asked)),
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
