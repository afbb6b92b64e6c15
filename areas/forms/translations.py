"""Writing passages of a version in another language, each beside its original (B4-1)."""

from typing import Any

from django import forms

from areas.actions.translations import Translated
from areas.annex2 import TEXT_LIMIT
from areas.reading.passages import Pair, Passage
from gmp_portal.ui import drafts
from gmp_portal.ui.forms import PortalFormMixin
from gmp_portal.ui.prose_fields import ProseField, ProseInput

SEEN = "seen-"


class TranslationForm(PortalFormMixin, forms.Form):
    """A field for each passage; the hash of the original that was shown goes with it."""

    mark_optional = False

    def __init__(
        self, *args: Any, pairs: list[Pair], begun: str = "", **kwargs: Any
    ) -> None:
        """``begun`` names the passage that begins with the original, where nothing stands yet."""
        kwargs["initial"] = {
            pair.passage.name: pair.passage.text
            if pair.passage.name == begun and not pair.text
            else pair.text
            for pair in pairs
        }
        super().__init__(*args, **kwargs)
        self.pairs = pairs
        for pair in pairs:
            field = _field(pair)
            self.fields[pair.passage.name] = field
            self._prepare(field)

    @property
    def lines(self) -> list[tuple[Pair, forms.BoundField, str]]:
        """Each passage with its field and what is sent unseen with it."""
        return [
            (pair, self[pair.passage.name], f"{SEEN}{pair.passage.name}")
            for pair in self.pairs
        ]

    @property
    def written(self) -> dict[str, Translated]:
        """What the action saves: a passage whose words stay keeps the original it was made of."""
        made = {}
        for pair in self.pairs:
            text = self.cleaned_data[pair.passage.name]
            seen = self._seen(pair.passage)
            kept = pair.translation
            is_same = kept is not None and kept.text == text
            if is_same and kept is not None and not self._is_right_still(pair.passage):
                seen = kept.source_sha256
            made[pair.passage.path] = Translated(text, seen)
        return made

    def _seen(self, passage: Passage) -> str:
        """Which words of the original stood beside the field; those of today where none is told."""
        told = self.data.get(f"{SEEN}{passage.name}", "")
        is_hash = len(told) == len(passage.sha256) and told.isalnum() and told.isascii()
        return told.lower() if is_hash and _is_hexadecimal(told) else passage.sha256

    def _is_right_still(self, passage: Passage) -> bool:
        return f"right-{passage.name}" in self.data


def _is_hexadecimal(word: str) -> bool:
    return not set(word.lower()) - set("0123456789abcdef")


def _field(pair: Pair) -> forms.CharField:
    """A text of a section is written like its original, which may have signs."""
    passage = pair.passage
    rows = max(2, min(len(passage.text) // 60, 14)) if passage.is_long else 1
    if passage.is_prose:
        widget = ProseInput({"rows": max(rows, 2), "dir": "auto"})
        prose = ProseField(
            label=passage.label, required=False, max_length=TEXT_LIMIT, widget=widget
        )
        drafts.allow_excess(prose, pair.text)
        return prose
    plain = forms.Textarea({"rows": rows}) if rows > 1 else forms.TextInput()
    return forms.CharField(
        label=passage.label, required=False, max_length=TEXT_LIMIT, widget=plain
    )
