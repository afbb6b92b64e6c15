"""What an act about mails was about, in words, as far as the ledger keeps it."""

from collections.abc import Mapping
from typing import Any

from gmp_portal.accounts.models import User
from gmp_portal.ledger import told_acts
from gmp_portal.ledger.told_acts import ToldAct, each
from gmp_portal.notifications.acts import Act


def _often(body: Mapping[str, Any]) -> str:
    before, after = (User.Digest(body[name]).label for name in ("before", "after"))
    return f"{before} → {after}"


WORDS: dict[str, ToldAct] = {Act.DIGEST_CHOSEN: ToldAct(about=each(_often))}


def register_all() -> None:
    told_acts.register(WORDS)
