"""Answers by mail: an app says what becomes of those that belong to its records (N19)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gmp_portal.registry import Registry

if TYPE_CHECKING:
    from gmp_portal.accounts.models import User
    from gmp_portal.incoming.models import IncomingMail

Take = Callable[["IncomingMail", str], None]
IsOwn = Callable[["User", str], bool]


def nobodys(_officer: "User", _key: str) -> bool:
    """No officer has a hand in it."""
    return False


@dataclass(frozen=True)
class Taker:
    """What becomes of answers with one purpose, and who may read the files that came with them."""

    take: Take
    policy: str
    is_own: IsOwn


TAKERS: Registry[str, Taker] = Registry("takers of answers by mail")


def register(
    purpose: str, take: Take, *, policy: str = "incoming_mail", is_own: IsOwn = nobodys
) -> None:
    """Called in ``AppConfig.ready`` of the app whose mails are answered.

    ``take(mail, key)`` is called in the transaction that marks the mail as taken, with the key that
    ``outbox.post(…, answer_to=(purpose, key))`` named. Where a rule says no, it raises
    ``RuleRefusedError``: the mail then waits for an officer. ``policy`` is that of the files;
    ``is_own`` says of which records an officer decides on no mail (R-06).
    """
    TAKERS.register(purpose, Taker(take, policy, is_own))
