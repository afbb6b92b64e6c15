"""What is said about a draft: comments, answers, and the tasks that follow (B4-2)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from areas.annex2 import BY_KEY, SECTIONS, Section, section_choices
from areas.forms.efforts import contacts
from areas.models import CommentTask, PlanComment, PlanVersion
from areas.reading import spots
from areas.reading.spots import Spot
from gmp_portal.accounts.models.terms import today
from gmp_portal.ui.forms import DateInput, PortalFormMixin
from gmp_portal.workflow import unmet
from gmp_portal.writing import anchors
from partners.models import Partner

# From so many partners on somebody says which one acts.
MANY = 2


class VoiceForm(PortalFormMixin, forms.Form):
    """Something that is said for a partner of the area, which whoever speaks for several names."""

    partner = forms.ModelChoiceField(
        Partner.objects.none(),
        label=_("You write for"),
        empty_label=None,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, partners: list[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Who speaks for one partner, or leads the area, has nothing to choose.
        if len(partners) < MANY:
            del self.fields["partner"]
            return
        field: Any = self.fields["partner"]
        field.queryset = Partner.objects.filter(pk__in=[each.pk for each in partners])
        field.choices = [(each.pk, each.name_on_record) for each in partners]


class CommentForm(VoiceForm):
    """What a partner of the area says about a draft, and about what in it (B4-2)."""

    field_order = ("section", "about", "field", "quote", "text", "partner")
    section = forms.ChoiceField(
        label=_("About"),
        choices=lambda: [("", _("The whole plan")), *section_choices()],
        required=False,
    )
    about = forms.ChoiceField(
        label=_("What in it"),
        required=False,
        error_messages={
            "invalid_choice": _(
                "This was changed or removed meanwhile. Choose again what you mean."
            )
        },
    )
    field = forms.ChoiceField(
        label=_("Which part of the entry"),
        required=False,
        help_text=_("Only where you chose an entry above."),
    )
    quote = forms.CharField(
        label=_("Words it is about"),
        max_length=anchors.LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
        help_text=_("Copy them here from the text. Empty, the comment is about all of it."),
    )
    text = forms.CharField(
        label=_("Your comment"),
        max_length=5000,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        error_messages={"required": _("Write something before you send the comment.")},
    )

    def __init__(
        self, *args: Any, plan: PlanVersion, within: Section | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        if within is None:
            del self.fields["about"], self.fields["field"]
            return
        about: Any = self.fields["about"]
        about.choices = list(spots.choices(plan, within))
        field: Any = self.fields["field"]
        field.choices = [("", _("The whole entry")), *_fields_within(within)]
        if not spots.kinds_of(within):
            del self.fields["field"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        section = BY_KEY.get(data.get("section", ""))
        words = data.pop("quote", "")
        spot = Spot()
        about, field = data.pop("about", ""), data.pop("field", "")
        if section is not None and about:
            spot = spots.spot_of(self.plan, section, about, field)
        if words:
            spot = self._at(section, spot, words)
        data["spot"] = spot
        return data

    def _at(self, section: Section | None, spot: Spot, words: str) -> Spot:
        """The spot of these words; in a whole plan they say themselves in which section."""
        for each in SECTIONS if section is None else [section]:
            match = spots.with_words(self.plan, each, spot, words)
            if match is not None:
                self.cleaned_data["section"] = each.key
                return match
        said = _(
            "These words do not stand there as it is saved now. Copy them again, or leave this "
            "empty."
        )
        self.add_error("quote", unmet(said, "B4-2"))
        return spot


def _fields_within(section: Section) -> list[tuple[str, str]]:
    """The fields of all entries of a section, each once."""
    kinds = spots.kinds_of(section)
    return list(dict(field for kind in kinds for field in spots.fields_of(kind)).items())


class AnswerForm(VoiceForm):
    """An answer in a thread."""

    field_order = ("text", "partner")
    text = forms.CharField(
        label=_("Your answer"),
        max_length=5000,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
        error_messages={"required": _("Write something before you send the answer.")},
    )


class CommentEditForm(PortalFormMixin, forms.ModelForm):
    """The words of a comment that nobody has answered yet."""

    class Meta:
        model = PlanComment
        fields = ("text",)
        widgets = {"text": forms.Textarea({"rows": 4, "dir": "auto"})}


class TaskForm(PortalFormMixin, forms.ModelForm):
    """What follows from a comment, for whom and until when."""

    class Meta:
        model = CommentTask
        fields = ("what", "person", "due_on")
        widgets = {"due_on": DateInput, "what": forms.Textarea({"rows": 2, "dir": "auto"})}

    def __init__(self, *args: Any, plan: PlanVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person: Any = self.fields["person"]
        person.queryset = contacts(plan.area).order_by("name")
        person.help_text = _("Somebody who works for a partner of the area, or leads it.")

    def clean_due_on(self) -> Any:
        day = self.cleaned_data["due_on"]
        if day < today():
            raise unmet(_("This day is over: choose today or a later one."), "B4-2")
        return day
