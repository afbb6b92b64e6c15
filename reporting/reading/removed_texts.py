"""The texts that were taken out of a draft report, with everything that brings them back."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gmp_portal import rounds
from gmp_portal.accounts.models import User
from gmp_portal.typesetting.content import Block
from gmp_portal.typesetting.data import load
from gmp_portal.writing.models import Revision
from reporting.assembly import blocks
from reporting.models import Report

KIND = "reporting.removed"


@dataclass(frozen=True)
class RemovedText:
    """A text as it stood when it was taken out, and what stood around it."""

    key: str
    revision: Revision

    @property
    def text(self) -> str:
        return self._value("text")

    @property
    def removed_by(self) -> User | None:
        return self.revision.saved_by

    @property
    def removed_at(self) -> datetime:
        return self.revision.saved_at

    @property
    def block(self) -> Block:
        block: Block = load(Block, json.loads(self._value("block")))  # type: ignore[arg-type]
        return block

    @property
    def source(self) -> dict[str, Any]:
        return dict(json.loads(self._value("source")))

    @property
    def part(self) -> int:
        """The body, or one of the annexes."""
        return int(self._value("part"))

    @property
    def before(self) -> list[str]:
        """The texts that stood before it, by their names."""
        return list(json.loads(self._value("before")))

    @property
    def after(self) -> list[str]:
        return list(json.loads(self._value("after")))

    def _value(self, name: str) -> str:
        return str(self.revision.values[name][0])


def key_of(report: Report, key: str) -> str:
    return f"{report.pk}-{key}"


def find(report: Report, key: str) -> RemovedText | None:
    """The newest removal of a text, whether or not it was brought back since."""
    revision = Revision.objects.of(KIND, key_of(report, key)).first()
    return RemovedText(key, revision) if revision else None


def of_report(report: Report) -> list[RemovedText]:
    """What was taken out of the draft and not brought back, the latest first."""
    newest = rounds.read(Revision.objects.newest_under(KIND, key_of(report, "")))
    there = {place.key for place in blocks.places(report.document, report.sources)}
    return [
        RemovedText(key, revision) for key, revision in newest.items() if key not in there
    ]
