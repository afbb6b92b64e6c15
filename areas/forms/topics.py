"""Forms about topics that cross the areas (P-6, R-81)."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from areas import not_kept
from areas.actions import topics
from areas.forms.named_people import RepresentativeField, speakers_of
from areas.forms.short_names import ShortNameField
from areas.models import (
    CrossCuttingTopic,
    Effort,
    PartnershipArea,
    PlanKey,
    PlanObjective,
    PlanVersion,
)
from gmp_portal.accounts.models.terms import today
from gmp_portal.ui.filters import refuse_future
from gmp_portal.ui.forms import DateInput, PortalFormMixin
from gmp_portal.words import labelled_by_people
from partners.models import Representative

WRITTEN = ("en", "zh")


class AreasField(forms.ModelMultipleChoiceField):
    """Established areas, each by its name in the reader's language."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class TopicForm(PortalFormMixin, forms.Form):
    """A topic: its names, what it is about, and the areas that work on it."""

    name_en = forms.CharField(label=_("Name in English"), max_length=200)
    name_zh = forms.CharField(label=_("Name in Chinese"), max_length=200, required=False)
    slug = ShortNameField(max_length=60)
    about_en = forms.CharField(
        label=_("What it is about, in English"),
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
    )
    about_zh = forms.CharField(
        label=_("What it is about, in Chinese"),
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
        required=False,
    )
    areas = AreasField(
        PartnershipArea.objects.none(),
        label=_("Areas that work on it"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose the areas that work on it.")},
    )
    since = forms.DateField(
        label=_("Since"),
        help_text=_("From this day on the areas that you add work on it."),
        widget=DateInput,
        initial=today,
        validators=[refuse_future],
    )

    def __init__(
        self, *args: Any, topic: CrossCuttingTopic | None = None, **kwargs: Any
    ) -> None:
        self.topic = topic
        if topic is not None:
            kwargs["initial"] = _said(topic) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        established = PartnershipArea.objects.established()
        self.fields["areas"].queryset = established  # type: ignore[attr-defined]
        if topic is not None:
            del self.fields["slug"]
            # One whose areas are not on record yet may wait for them.
            self.fields["areas"].required = bool(self.initial["areas"])
            # On which day areas are added is said anew each time: no day stands there.
            since = self.fields["since"]
            since.required, since.initial = False, None
            since.help_text = _(
                "From this day on the areas that you add work on it; from today if you leave it "
                "empty."
            )

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        topics.refuse_name(slug)
        return slug

    def clean_since(self) -> date:
        return _day_of(self.topic, self.cleaned_data["since"] or today())

    def facts(self) -> dict[str, Any]:
        """What the action asks for; words in other languages stay."""
        data = self.cleaned_data
        said = {
            "names": self._by_language("name", self.topic.names if self.topic else {}),
            "abouts": self._by_language("about", self.topic.abouts if self.topic else {}),
            "areas": list(data["areas"]),
            "since": data["since"],
        }
        return said if self.topic else {"slug": data["slug"], **said}

    def _by_language(self, field: str, kept: dict[str, str]) -> dict[str, str]:
        typed = {code: self.cleaned_data[f"{field}_{code}"] for code in WRITTEN}
        return {code: text for code, text in (kept | typed).items() if text}


def _said(topic: CrossCuttingTopic) -> dict[str, Any]:
    """What the form of a topic begins with."""
    return {
        "areas": list(topic.current_areas()),
        **{f"name_{code}": topic.names.get(code, "") for code in WRITTEN},
        **{f"about_{code}": topic.abouts.get(code, "") for code in WRITTEN},
    }


def _day_of(topic: CrossCuttingTopic | None, day: date) -> date:
    """A day on which the topic was there already."""
    if topic is not None and topic.is_before(day):
        raise not_kept.why_before_topic(topic)
    return day


class ConvenerForm(PortalFormMixin, forms.Form):
    """Who brings the areas of a topic together, from when to when."""

    representative = RepresentativeField(
        Representative.objects.none(),
        label=_("Who convenes the topic"),
        help_text=_("Representatives of the partners of its areas are offered."),
        empty_label=_("Choose a person"),
    )
    since = forms.DateField(
        label=_("First day"), widget=DateInput, initial=today, validators=[refuse_future]
    )
    until = forms.DateField(
        label=_("Last day"),
        help_text=_("Leave it empty while nobody knows."),
        widget=DateInput,
        required=False,
    )

    def __init__(self, *args: Any, topic: CrossCuttingTopic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topic = topic
        field: Any = self.fields["representative"]
        self.fields["representative"] = field.or_named(
            speakers_of(topic.current_partners())
        )

    def clean_since(self) -> date:
        return _day_of(self.topic, self.cleaned_data["since"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("since"), data.get("until")
        if first and last and last < first:
            self.add_error("until", _("The last day is before the first."))
        return data

    def facts(self) -> dict[str, Any]:
        """What the action asks for."""
        data = dict(self.cleaned_data)
        chosen = data.pop("representative")
        return {"person": chosen.person, "partner": chosen.partner, **data}


class EntriesField(forms.ModelMultipleChoiceField):
    """Keys of a plan, each by the words of its entry."""

    def label_from_instance(self, obj: Any) -> str:
        return labelled_by_people(obj.code, self.words[obj.pk])

    words: dict[int, str] = {}


class MarkForm(PortalFormMixin, forms.Form):
    """Which objectives and efforts of the plan belong to the topic."""

    objectives = EntriesField(
        PlanKey.objects.none(),
        label=_("Objectives"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    efforts = EntriesField(
        PlanKey.objects.none(),
        label=_("Efforts"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self, *args: Any, topic: CrossCuttingTopic, plan: PlanVersion, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.topic = topic
        marked = set(topic.marks.filter(key__area=plan.area).values_list("key", flat=True))
        self.kept = marked
        for name, model in (("objectives", PlanObjective), ("efforts", Effort)):
            rows: Any = model.objects.filter(plan=plan, key__isnull=False).order_by("pk")
            # An effort is called by its partner, too.
            rows = rows.select_related("partner") if model is Effort else rows
            words = {row.key_id: str(row) for row in rows}
            field: Any = self.fields[name]
            field.words = words
            field.queryset = PlanKey.objects.filter(pk__in=words).order_by("number")
            field.initial = [key for key in words if key in marked]
            self.kept = self.kept - set(words)

    @property
    def keys(self) -> list[PlanKey]:
        """What is chosen, and what was marked of entries that are not in this version."""
        data = self.cleaned_data
        earlier = PlanKey.objects.filter(pk__in=self.kept)
        return [*data["objectives"], *data["efforts"], *earlier]
