"""What a document says beside its text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

# By which name a file says in which of our languages it is.
LANGUAGE_PROPERTY = "gmp_language"


@dataclass(frozen=True)
class Cover:
    """What a document says beside its text: its second title, its reference, its day."""

    subtitle: str = ""
    reference: str = ""
    issued_on: date | None = None
    own: Mapping[str, str] = field(default_factory=dict)
