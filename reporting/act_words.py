"""What an act on a cycle or a report was about, in words, as far as the ledger keeps it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from gmp_portal.ledger import told_acts
from gmp_portal.ledger.told_acts import ToldAct, each
from reporting.acts import Act
from reporting.models import Reminder, SettledStep


def _version(body: Mapping[str, Any]) -> str:
    return _("Version %(number)d of the text") % {"number": body["version"]}


def _reminded(body: Mapping[str, Any]) -> str:
    return str(Reminder.Kind(body["about"]).label)


def _step(body: Mapping[str, Any]) -> str:
    return str(SettledStep.Step(body["step"]).label)


VERSION, STEP = each(_version), each(_step)
WORDS: dict[str, ToldAct] = {
    Act.CYCLE_REMINDED: ToldAct(about=each(_reminded)),
    Act.REPORT_EDITED: ToldAct(
        ngettext_lazy(
            "Text of the report changed %(count)d time",
            "Text of the report changed %(count)d times",
            "count",
        ),
        VERSION,
    ),
    Act.REPORT_ASSEMBLED: ToldAct(about=each(lambda body: body["symbol"])),
    Act.REPORT_IMPORTED: ToldAct(about=each(lambda body: body["symbol"])),
    Act.IMPORT_SETTLED: ToldAct(
        ngettext_lazy(
            "%(count)d step of settling taken", "%(count)d steps of settling taken", "count"
        ),
        STEP,
    ),
    Act.IMPORT_UNDONE: ToldAct(
        ngettext_lazy(
            "%(count)d step of settling taken back",
            "%(count)d steps of settling taken back",
            "count",
        ),
        STEP,
    ),
}


def register_all() -> None:
    told_acts.register(WORDS)
