"""What an act above the apps was about, in words, as far as the ledger keeps it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gmp_portal import rulebook
from gmp_portal.ledger import told_acts
from gmp_portal.ledger.told_acts import ToldAct, each
from gmp_portal.notifications.models import MailText
from gmp_portal.website.acts import Act
from gmp_portal.website.models import Announcement
from gmp_portal.website.reading import reminder_rows
from gmp_portal.words import listed

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _values(body: Mapping[str, Any]) -> str:
    rule = rulebook.parameter(body["rule"])
    return f"{rule.describe(body['before'])} → {rule.describe(body['after'])}"


def _days(body: Mapping[str, Any]) -> str:
    before, after = (_days_of(body[name]) for name in ("before", "after"))
    return f"{before} → {after}"


def _days_of(days: list[int]) -> str:
    return reminder_rows.in_words(tuple(days)) or _("none")


def _fields_of(model: type[Model], **others: "StrOrPromise") -> told_acts.About:
    """Which fields were changed, as their form calls them; a mark of the record is none."""
    known = {field.name: field.verbose_name for field in model._meta.fields} | others

    def words(body: Mapping[str, Any]) -> str:
        return listed(known[name] for name in body["fields"] if name != "beside")

    return each(words)


WORDS: dict[str, ToldAct] = {
    Act.RULE_CHANGED: ToldAct(about=each(_values)),
    Act.REMINDER_CHANGED: ToldAct(about=each(_days)),
    Act.ANNOUNCEMENT_CHANGED: ToldAct(
        about=_fields_of(Announcement, texts=gettext_lazy("Text"))
    ),
    Act.MAIL_TEXT_WRITTEN: ToldAct(about=_fields_of(MailText)),
}


def register_all() -> None:
    told_acts.register(WORDS)
