"""What officers type for an announcement: readers, a text in each language, and the number."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from areas.models import PartnershipArea
from gmp_portal.reference.models import Country
from gmp_portal.ui.forms import PortalFormMixin
from gmp_portal.website.models import Announcement
from gmp_portal.website.models.announcements import Audience
from gmp_portal.workflow import RuleRefusedError, unmet

LONGEST_SUBJECT, LONGEST_TEXT = 200, 20_000
# The language that everybody gets who has no text of his or her own comes first.
LANGUAGES = sorted(
    settings.OFFICIAL_LANGUAGES, key=lambda row: row[0] != settings.LANGUAGE_CODE
)
OF_AREA = ("title", "audience", "needs_action")
OF_READERS = ("title", "audience", "area", "kind", "country", "needs_action")


class _Texts(PortalFormMixin, forms.ModelForm):
    """A subject and a text in each language, behind the fields that say who reads them."""

    of_readers: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, language in LANGUAGES:
            self.fields.update(self._fields_of(code, language))

    def _fields_of(self, code: str, language: str) -> Iterator[tuple[str, forms.Field]]:
        typed = self.instance.texts.get(code, {})
        must = code == settings.LANGUAGE_CODE
        yield (
            _name("subject", code),
            forms.CharField(
                label=_("Subject (%(language)s)") % {"language": language},
                max_length=LONGEST_SUBJECT,
                required=must,
                initial=typed.get("subject", ""),
            ),
        )
        yield (
            _name("text", code),
            forms.CharField(
                label=_("Text (%(language)s)") % {"language": language},
                max_length=LONGEST_TEXT,
                required=must,
                initial=typed.get("text", ""),
                widget=forms.Textarea({"rows": 8 if must else 4}),
            ),
        )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for code, _language in LANGUAGES:
            names = [_name(part, code) for part in ("subject", "text")]
            typed = [name for name in names if values.get(name)]
            if len(typed) == 1 and not self.errors.keys() & set(names):
                missing = next(name for name in names if name not in typed)
                self.add_error(
                    missing,
                    _("In each language there is a subject and a text, or neither."),
                )
        return values

    @property
    def values(self) -> dict[str, Any]:
        """What the action keeps: whom it addresses, and the texts by language."""
        data = self.cleaned_data
        texts = {
            code: {part: data[_name(part, code)] for part in ("subject", "text")}
            for code, _language in LANGUAGES
            if data[_name("text", code)]
        }
        return {name: data[name] for name in self.of_readers} | {"texts": texts}


class AnnouncementForm(_Texts):
    """Whom an announcement addresses, and what it says in each language."""

    of_readers = OF_READERS

    class Meta:
        model = Announcement
        fields = OF_READERS
        help_texts = {
            "title": _("Nobody but the secretariat sees it."),
            "audience": _(
                "The newsletter goes to the subscribers of the area, or of the whole Partnership, "
                "and everybody reads it in the archive."
            ),
            "area": _("Only people of partners that work in this area, or its leads."),
            "needs_action": _(
                "Otherwise it is news, and comes with the next summary of each reader."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["area"].queryset = PartnershipArea.objects.order_by(
            "established_year", "slug"
        )
        fields["area"].empty_label = _("All areas")
        fields["country"].queryset = Country.objects.by_name()
        fields["country"].empty_label = _("All countries")
        kinds = list(fields["kind"].choices)[1:]
        fields["kind"].choices = [("", _("All kinds")), *kinds]

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("audience") == Audience.NEWSLETTER:
            for name in ("kind", "country"):
                if values.get(name):
                    self.add_error(name, _to_all())
        return values


class AreaAnnouncementForm(_Texts):
    """What the leads of an area write to its partners (A1-6b-iii)."""

    of_readers = OF_AREA

    class Meta:
        model = Announcement
        fields = OF_AREA
        labels = {"title": _("Name in your list")}
        help_texts = {
            "title": _("Nobody but the leads of the area and the secretariat sees it."),
            "needs_action": _(
                "Otherwise it is news, and comes with the next summary of each reader."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["audience"].choices = [
            (each.value, each.label) for each in (Audience.FOCAL_POINTS, Audience.SPEAKERS)
        ]


def _to_all() -> RuleRefusedError:
    return unmet(_("The newsletter goes to all of its subscribers."), "R-62")


def _name(part: str, code: str) -> str:
    return f"{part}_{code.replace('-', '_')}"


class ReleaseForm(PortalFormMixin, forms.Form):
    """Which list was seen, and its number where it is long (R-41)."""

    mark_optional = False

    # Without one, nobody was seen: the rule says so.
    seen = forms.CharField(widget=forms.HiddenInput(), max_length=64, required=False)
    number = forms.IntegerField(
        label=_("Number of readers"),
        required=False,
        min_value=1,
        help_text=_("Type the number that stands above, so that no list goes out unseen."),
    )

    def ask(self, *, must_type: bool) -> None:
        """Let the number be typed where the list is long, and not shown where it is short."""
        if not must_type:
            self.fields["number"].widget = forms.HiddenInput()
