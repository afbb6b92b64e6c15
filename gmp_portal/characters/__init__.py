"""One policy for characters: what is kept of a text, and how names are compared (C2, A41).

Whatever people send goes through here before it is kept: forms through ``CleanTextMixin``, columns
for names through ``NameField``. Nothing is taken out that may be a letter; what cannot be read
everywhere is refused with the character and its place.
"""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from gmp_portal.characters import joiners
from gmp_portal.characters.normal_forms import normalized

# So much of a long text names it in a list.
TITLE = 80
# Ranges for a regular expression of Python and of PostgreSQL alike.
CONTROLS = r"\u0001-\u001F\u007F-\u009F"
# What takes no place on the page: soft hyphens, blanks without width, marks and overrides of
# direction, fillers, tags. Joiners and selectors of variants are weighed by their neighbours.
INVISIBLE = (
    r"\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F"
    r"\u3164\uFEFF\uFFA0\uFFF0-\uFFFB\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A"
    r"\U000E0000-\U000E00FF\U000E01F0-\U000E0FFF"
)
# Signs for an object, a filler and a note without a head: cleaned here, not by the database.
_NO_SHAPE = r"\uFFFC\U00016FE4\U0001D159"
_TAKEN_OUT = rf"[\u0000-\u0008\u000E-\u001F\u007F-\u009F{_NO_SHAPE}{INVISIBLE}]+"
_TAKEN_OUT_OF_A_LINE = re.compile(_TAKEN_OUT)
# In prose the flag of a region stays whole, and blanks without width are weighed.
_TAKEN_OUT_OF_PROSE = re.compile(_TAKEN_OUT.replace(r"\u200B", ""))
_FLAG = re.compile(
    "(\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f)"
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\u0085\u2028]")
_PARAGRAPH = "\u2029"
# The empty pattern of Braille is a blank, too.
_BLANKS = re.compile(r"[\s\u2028\u2029\u2800]+")

# Letters that are their own letter in Unicode and still look like another one to a reader.
_OWN = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "\u0131": "i"}
_FILE = Path(__file__).resolve().parent / "lookalikes.txt"
# Accents, and what takes no place on the page.
_WITHOUT_WIDTH = {"Mn", "Me", "Cf"}
_FILLERS = "\u115f\u1160"
# Taken apart, a name may be longer than it was; so much of it is kept.
_LONGEST = 250
# No column for a name is so long; more than this comes from nobody who writes a name.
_READ = 8 * _LONGEST
MIXED_UP, AS_ONE = "01i", "oll"
# Written without vowels, these cannot be read in Latin letters.
_VOWELLESS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]+")
_ONE_HAN = re.compile("([\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003fffd])")


def prose(text: str) -> str:
    """The text as it is kept: composed, lines that end alike, nothing that cannot be seen."""
    lines = _LINE_ENDS.sub("\n", text).replace(_PARAGRAPH, "\n\n")
    pieces = _FLAG.split(lines)
    pieces[::2] = [_TAKEN_OUT_OF_PROSE.sub("", piece) for piece in pieces[::2]]
    return _settled("".join(pieces))


def line(text: str) -> str:
    """The same for a name or another single line: single blanks, none at the ends."""
    seen = _TAKEN_OUT_OF_A_LINE.sub("", _BLANKS.sub(" ", text))
    return _BLANKS.sub(" ", _settled(seen)).strip()


def opening(text: str, most: int = TITLE) -> str:
    """As many of the first words as fit, and the sign that more follow; no word is cut in two.

    Scripts without blanks between words are cut between two signs.
    """
    words = " ".join(text.split())
    if len(words) <= most:
        return words
    begun = words[: most - 1]
    whole = begun if words[most - 1] == " " else begun.rpartition(" ")[0] or begun
    return whole.rstrip(" ,;:") + "…"


def _settled(text: str) -> str:
    # ASCII is composed and holds no joiner; most names are spared the weighing.
    return text if text.isascii() else joiners.settled(text)


def unreadable(text: str, *, is_line: bool = True) -> Iterator[tuple[int, str]]:
    """Characters that not everybody can read, each with its place, counted from one.

    Halves of characters can never be kept. In a single line nothing is kept either that has a
    meaning for one font only, stands for a letter that was lost, or has no meaning yet.
    """
    for place, char in enumerate(text, start=1):
        category = unicodedata.category(char)
        if category == "Cs" or (is_line and _has_no_meaning(char, category)):
            yield place, char


def _has_no_meaning(char: str, category: str) -> bool:
    if char == "\N{REPLACEMENT CHARACTER}" or category == "Co":
        return True
    # Chinese characters are added to Unicode faster than to this program.
    return category == "Cn" and not joiners.HAN.match(char)


def refuse_unreadable(text: Any) -> None:
    """Refuse a name, address or other single line that not everybody can read."""
    _refuse(text, is_line=True)


def refuse_halves(text: Any) -> None:
    """Refuse a text with half of a character, which nothing can keep."""
    _refuse(text, is_line=False)


def _refuse(text: Any, *, is_line: bool) -> None:
    for place, char in unreadable(str(text or ""), is_line=is_line):
        raise ValidationError(
            _(
                "The character in place %(place)d (%(code)s) cannot be read everywhere: write "
                "it in another way."
            ),
            code="unreadable",
            params={"place": place, "code": f"U+{ord(char):04X}"},
        )


class CleanTextMixin:
    """A form whose texts go through the policy before they are checked, shown or kept.

    Passwords stay as they were typed; what is chosen from a list is compared with the list.
    """

    def __getitem__(self, name: str) -> forms.BoundField:
        bound: forms.BoundField = super().__getitem__(name)  # type: ignore[misc]
        check = _check_of(bound.field.widget)
        field = bound.field
        if check and isinstance(field, forms.CharField) and check not in field.validators:
            field.validators.append(check)
        return bound

    def _widget_data_value(self, widget: forms.Widget, html_name: str) -> Any:
        value = super()._widget_data_value(widget, html_name)  # type: ignore[misc]
        if isinstance(value, str):
            return cleaned(value, widget)
        return value


def cleaned(value: str, widget: forms.Widget) -> str:
    """What is kept of a value that came from this widget.

    A line far longer than its field stays as it is: it is refused for its length.
    """
    check = _check_of(widget)
    if check is None or (check is refuse_unreadable and _is_far_too_long(value, widget)):
        return value
    return line(value) if check is refuse_unreadable else prose(value)


def _is_far_too_long(value: str, widget: forms.Widget) -> bool:
    longest = int(widget.attrs.get("maxlength") or 0)
    return bool(longest) and len(value.strip()) > max(_READ, 10 * longest)


def _check_of(widget: forms.Widget) -> Any:
    """Which characters a widget takes: those of a line, those of prose, or it is no text."""
    if isinstance(widget, forms.PasswordInput | forms.FileInput | forms.CheckboxInput):
        return None
    if isinstance(widget, forms.Textarea | forms.HiddenInput):
        return refuse_halves
    return refuse_unreadable if isinstance(widget, forms.widgets.Input) else None


class NameField(models.CharField):
    """A column for a name or another single line; the policy holds for what code writes too."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        kept = self.to_python(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, kept)
        return super().pre_save(model_instance, add)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return line(text) if isinstance(text, str) else text

    def get_prep_value(self, value: Any) -> Any:
        prepared = super().get_prep_value(value)
        return line(prepared) if isinstance(prepared, str) else prepared

    def deconstruct(self) -> Any:
        """Migrations know the column, not the policy."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


def can_be_seen(*fields: str, name: str) -> models.CheckConstraint:
    """None of these columns holds a character that cannot be seen, whoever wrote it."""
    condition = models.Q()
    for field in fields:
        condition &= ~models.Q(**{f"{field}__regex": f"[{CONTROLS}{INVISIBLE}]"})
    return models.CheckConstraint(condition=condition, name=name)


def _lookalikes() -> dict[int, str]:
    """Letters of other scripts that are taken for a Latin one, and the portal's own."""
    rows = _FILE.read_text(encoding="utf-8").splitlines()
    pairs = (row.split() for row in rows if not row.startswith("#"))
    latin_of = {letter: latin for latin, letters in pairs for letter in letters}
    return str.maketrans(latin_of | _OWN)


_LOOKALIKES = _lookalikes()


def _normal(form: Literal["NFC", "NFKD"], text: str) -> str:
    return text if text.isascii() else normalized(form, text)


def skeleton(name: str) -> str:
    """The name without case, accents, punctuation and needless blanks, to find duplicates.

    Letters of other scripts that look like a Latin one count as that one.
    """
    folded = _normal("NFKD", name[:_READ]).casefold()
    text = _normal("NFKD", folded).translate(_LOOKALIKES)
    bare = "".join(
        char
        for char in text
        if unicodedata.category(char) not in _WITHOUT_WIDTH and char not in _FILLERS
    )
    words = re.sub(r"[\W_]+", " ", _normal("NFC", bare)).split()
    return " ".join(words)[:_LONGEST].strip()


def looks(form: str) -> str:
    """The form of a name in which 0 and o are one, and 1, i and l, which a reader mixes up."""
    return form.translate(str.maketrans(MIXED_UP, AS_ONE))


def looks_in(column: str) -> models.Func:
    """The same of the form in a column, for the database."""
    marks = (models.Value(MIXED_UP), models.Value(AS_ONE))
    return models.Func(
        models.F(column), *marks, function="TRANSLATE", output_field=models.CharField()
    )


def slug_of(name: str) -> str:
    """The part of an address for this name; empty where it cannot be read in Latin letters."""
    from anyascii import anyascii  # noqa: PLC0415 read by whoever makes an address

    readable = _ONE_HAN.sub(r"\1 ", _VOWELLESS.sub(" ", name[:_READ]))
    return slugify(anyascii(readable))[:80].strip("-")
