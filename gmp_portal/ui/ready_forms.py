"""A form that was sent in vain, as a form that can be sent again."""

import re
from typing import NamedTuple

from gmp_portal.ui.kept_posts import KeptPost
from gmp_portal.ui.typed import ONCE, READ, VERSION, is_text
from gmp_portal.words import listed

LINE = 40
# What lists, radio buttons and days send, as far as a person can read it.
CHOICE = re.compile(r"[a-z]{2,}[a-z_]+|\d{4}-\d\d-\d\d(T\d\d:\d\d)?")
UNSAID = {VERSION, ONCE, READ}


class ReadyField(NamedTuple):
    """One value of the form; a text can be read and changed, the rest goes along unseen."""

    name: str
    value: str
    is_text: bool

    @property
    def is_line(self) -> bool:
        """Whether it fits on one line, as a name does; a paragraph needs more lines."""
        return self.is_text and "\n" not in self.value and len(self.value) <= LINE


class ReadyForm(NamedTuple):
    """All that the first form brought, and the files that must be chosen again."""

    key: str
    action: str
    fields: list[ReadyField]
    files: list[str]

    @property
    def choices(self) -> str:
        """What else goes along, so that nobody sends a choice unseen."""
        chosen = [
            field.value.replace("_", " ").replace("T", " ")
            for field in self.fields
            if not field.is_text
            and field.name not in UNSAID
            and CHOICE.fullmatch(field.value)
        ]
        return listed(chosen)


def of(kept: KeptPost) -> ReadyForm:
    """The form that sends what was kept to where it was sent the first time."""
    fields = [ReadyField(name, value, is_text(value)) for name, value in kept.fields]
    return ReadyForm(kept.key, kept.action, fields, kept.files)
