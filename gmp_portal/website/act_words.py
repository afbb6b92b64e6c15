"""What an act above the apps was about, in words, as far as the ledger keeps it."""

from collections.abc import Mapping
from typing import Any

from gmp_portal import rulebook
from gmp_portal.ledger import told_acts
from gmp_portal.ledger.told_acts import ToldAct, each
from gmp_portal.website.acts import Act


def _values(body: Mapping[str, Any]) -> str:
    rule = rulebook.parameter(body["rule"])
    return f"{rule.describe(body['before'])} → {rule.describe(body['after'])}"


WORDS: dict[str, ToldAct] = {Act.RULE_CHANGED: ToldAct(about=each(_values))}


def register_all() -> None:
    told_acts.register(WORDS)
