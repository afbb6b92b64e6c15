"""What officers enter about the public version of a letter (A1-2c-6, R-14, R-42, R-40)."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import zip_longest
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.models.terms import today
from gmp_portal.documents import drawing
from gmp_portal.ui.forms import DateInput, PortalFormMixin
from gmp_portal.words import listed
from gmp_portal.workflow import unmet
from partners.forms.public_words import PublicWordsForm
from partners.models import Correction, LetterOfIntent
from partners.reading import marked_pages, personal_data

SIDES = ("left", "top", "width", "height")
# How many boxes more a page offers to whoever cannot draw them.
SPARE = 1


class PostponeForm(PortalFormMixin, forms.Form):
    """The later day by which a letter is published, and why (R-42)."""

    until = forms.DateField(label=_("Published by"), widget=DateInput)
    reason = forms.CharField(
        label=_("Why is it published later?"),
        help_text=_("The sender will read this."),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Give a reason.")},
    )

    def __init__(self, *args: Any, letter: LetterOfIntent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        due_on = max(letter.publish_due_on or today(), today())
        self.initial.setdefault("until", due_on + timedelta(days=14))


class CorrectionForm(PublicWordsForm):
    """Another version of what the public reads of a letter (R-40)."""

    class Meta:
        model = Correction
        fields = ("reason", "public_statement", "public_contribution")
        labels = {
            "reason": _("What is corrected, and why?"),
            "public_statement": _("Statement of support, as the public will read it"),
            "public_contribution": _("Contribution, as the public will read it"),
        }
        help_texts = {
            "reason": _("Everybody reads this on the page of the letter: name no person."),
        }
        error_messages = {"reason": {"required": _("Give a reason.")}}
        widgets = {
            "reason": forms.Textarea({"rows": 3}),
            "public_statement": forms.Textarea({"rows": 5}),
            "public_contribution": forms.Textarea({"rows": 8}),
        }

    def __init__(self, *args: Any, letter: LetterOfIntent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.letter = letter
        for name in personal_data.CLEARED:
            self.initial[name] = getattr(letter, name)
        self.initial["overrule_reason"] = letter.overruled.get("reason", "")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if left := personal_data.left_in(self.letter, cleaned.get("reason", "")):
            text = _(
                "Everybody reads the reason, so take personal data out of it: %(found)s."
            )
            self.add_error("reason", unmet(text, "R-14", {"found": listed(left)}))
        if not any(cleaned.get(name, "").strip() for name in personal_data.CLEARED):
            text = _("Leave the public some words of the letter.")
            self.add_error("public_contribution", unmet(text, "A1-2c-6"))
        self.refuse_personal_data(self.letter, cleaned)
        return cleaned


class BoxesForm(PortalFormMixin, forms.Form):
    """Places of a signed letter that are blacked out, each in hundredths of its page (R-14).

    Every page has rows of four figures, told by the page and the side: ``left-1``.
    """

    note = forms.CharField(
        label=_("Why is the signed letter not public?"),
        help_text=_("Only the secretariat reads this."),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        pages: Sequence[int],
        boxes: Sequence[Sequence[int]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.pages, self.kept = pages, boxes
        # Once somebody else turned out to have marked other places meanwhile.
        self.shows_both = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["boxes"] = [*self._boxes()]
        if self.data.get("shows") == "no" and not cleaned.get("note", "").strip():
            text = _("Say why the signed letter is not public.")
            self.add_error("note", unmet(text, "A1-2c-6"))
        if self.data.get("shows") == "yes" and not cleaned["boxes"] and not self.errors:
            text = _("Cover the signature at least: signatures are not public.")
            self.add_error(None, unmet(text, "R-14"))
        return cleaned

    def _boxes(self) -> Iterator[list[int]]:
        for page in self.pages:
            for row in self._typed(page):
                if not any(row):
                    continue
                figures = [_figure(each) for each in row]
                place = [figure for figure in figures if figure is not None]
                if len(place) < len(SIDES) or not drawing.lies_on_page(place):
                    text = _(
                        "Page %(page)s: give left, top, width and height of a box in per cent, "
                        "so that it lies on the page."
                    )
                    self.add_error(None, unmet(text, "R-14", {"page": page}))
                    return
                yield [page, *place]

    def _typed(self, page: int) -> list[tuple[str, ...]]:
        """The rows of figures of a page, as they were typed."""
        data = cast("QueryDict", self.data)
        columns = [data.getlist(f"{side}-{page}") for side in SIDES]
        return list(zip_longest(*columns, fillvalue=""))

    def rows_of(self, page: int) -> list[tuple[str, ...]]:
        """The rows that a page of the form shows, and some to fill in."""
        kept = marked_pages.places_on(page, self.kept)
        typed = [row for row in self._typed(page) if any(row)] if self.is_bound else []
        if self.shows_both:
            rows = [*dict.fromkeys([*kept, *typed])]
        else:
            rows = typed if self.is_bound else kept
        return rows + [("",) * len(SIDES)] * SPARE


def _figure(typed: str) -> int | None:
    """So many thousandths; nothing where it is no number."""
    try:
        return round(float(typed.strip().replace(",", ".")) * marked_pages.TENTHS)
    except (ValueError, OverflowError):
        return None
