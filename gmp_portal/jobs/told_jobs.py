"""What a kind of job does, in words for people: each app says it beside the kind of the job."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gmp_portal.registry import Registry

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class ToldJob:
    """The words of one kind of job, the model of its record, and the key's name in the payload."""

    words: "StrOrPromise"
    model: str = ""
    key: str = ""

    def about(self, payload: dict[str, Any]) -> str:
        """The record that a job is done for, as the ledger writes it; nothing without one."""
        return f"{self.model}:{payload[self.key]}" if self.key in payload else ""


TOLD: Registry[str, ToldJob] = Registry("words about jobs")


def register(kind: str, words: "StrOrPromise", *, model: str = "", key: str = "") -> None:
    """Called by the module in which the kind of job stands."""
    TOLD.register(kind, ToldJob(words, model, key))
