"""Forms of the pages that belong to no single app."""

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from areas.models import PartnershipArea
from gmp_portal import offered
from gmp_portal.accounts import offices, rights_table
from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import Anybody
from gmp_portal.documents.forms import CheckedFileField
from gmp_portal.meetings.forms.lists import BodyFilter
from gmp_portal.notifications.models import Message
from gmp_portal.rulebook import WorkingRule
from gmp_portal.ui import dated, zone_choices
from gmp_portal.ui.filters import FilterForm
from gmp_portal.ui.forms import DateInput, PortalFormMixin
from gmp_portal.ui.tags import records
from gmp_portal.website.models import Holding, SavedFilter
from gmp_portal.website.reading import calendar

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WHOLE = "value"


class MailFilter(FilterForm):
    """Which mails the desk lists."""

    state = forms.ChoiceField(
        label=_("Delivery"), choices=Message.State.choices, required=False
    )


class JobFilter(FilterForm):
    """Which work in the background the desk lists; without a word, what is not done yet."""

    FAILING, DONE = "failing", "done"
    STATES = ((FAILING, _("Failing")), (DONE, _("Done")))

    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False)


class LedgerFilter(FilterForm):
    """Which acts the desk lists: of a person, of a day, of one record."""

    who = forms.CharField(label=_("Who"), max_length=100, required=False)
    day = forms.DateField(
        label=_("Day (UTC)"),
        required=False,
        widget=DateInput(),
        validators=[MinValueValidator(dated.EARLIEST), MaxValueValidator(dated.LATEST)],
    )
    record = forms.RegexField(
        r"^[a-z_]+\.[a-z]+:[0-9a-f-]+$",
        label=_("Record"),
        max_length=120,
        required=False,
        widget=forms.HiddenInput,
    )

    def apply(self, rows: Any) -> Any:
        asked = self.applied
        if who := asked.get("who"):
            rows = rows.filter(actor__name__icontains=who)
        if day := asked.get("day"):
            start = datetime.combine(day, time(), UTC)
            rows = rows.filter(at__gte=start, at__lt=start + timedelta(days=1))
        if record := asked.get("record"):
            rows = rows.filter(subject=record)
        return rows

    def words_of(self, name: str, value: Any) -> "StrOrPromise":
        if name == "record":
            return records.record_words(value)
        if name == "day":
            return date_format(value)
        return super().words_of(name, value)


class DeskFilter(FilterForm):
    """Which open work the desk shows: of a kind, with some words in its line, with whom."""

    KINDS = (
        ("letters", _("Letters")),
        ("decisions", _("Decisions")),
        ("reports", _("Reports")),
        ("meetings", _("Meetings")),
        ("plans", _("Plans")),
        ("seats", _("Seats")),
        ("partners", _("Partners")),
        ("areas", _("Areas")),
        ("mails", _("Mails")),
    )

    MINE, NOBODYS = "me", "nobody"
    HELD = ((MINE, _("Mine")), (NOBODYS, _("Nobody's")))

    kind = forms.ChoiceField(label=_("Kind of work"), choices=KINDS, required=False)
    q = forms.CharField(label=_("Find by name or number"), max_length=100, required=False)
    held = forms.ChoiceField(label=_("With"), choices=HELD, required=False)

    @property
    def asked(self) -> dict[str, str]:
        """What was understood of the address, an empty word for what filters nothing."""
        return {name: self.applied.get(name, "") for name in self.fields}


class HandOverForm(PortalFormMixin, forms.Form):
    """Who shall have a piece of work: another officer."""

    to = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Who has the work from now on"),
        empty_label=None,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, holding: Holding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = offices.secretariat().exclude(pk=holding.holder_id).order_by("name")
        field: Any = self.fields["to"]
        field.queryset = others
        # Asked for once: the page goes through its buttons more than once.
        field.choices = offered = list(field.choices)
        # Where there is only one to choose, nobody has to choose.
        if len(offered) == 1:
            field.initial = offered[0][0]


class MailReplyForm(PortalFormMixin, forms.Form):
    """An answer to a mail of the demonstration, as a mail program would send it."""

    address = forms.EmailField(label=_("Sent from"), max_length=254)
    text = forms.CharField(
        label=_("Your answer"), max_length=20_000, widget=forms.Textarea({"rows": 6})
    )
    file = CheckedFileField("website.MailReplyForm.file", label=_("File"), required=False)


class SavedFilterForm(PortalFormMixin, forms.ModelForm):
    """The name of a filter, as somebody finds it again above the list."""

    class Meta:
        model = SavedFilter
        fields = ["name"]
        help_texts = {"name": _("Nobody else sees it.")}


class CalendarFilter(BodyFilter):
    """Which dates the calendar shows, and how."""

    field_order = ("kind", "body", "area", "when", "month", "view")

    kind = forms.ChoiceField(label=_("Kind of date"), required=False)
    area = forms.ModelChoiceField(
        PartnershipArea.objects.none(),
        label=_("Area"),
        to_field_name="slug",
        required=False,
        empty_label=_("All areas"),
    )
    when = forms.ChoiceField(
        label=_("When"),
        required=False,
        choices=[("", _("Coming")), ("past", _("Past"))],
    )
    month = forms.DateField(
        label=_("Month"),
        required=False,
        input_formats=["%Y-%m"],
        # Where a browser knows no months, the example says how one is typed.
        widget=forms.DateInput(
            format="%Y-%m", attrs={"type": "month", "placeholder": "2026-11"}
        ),
        validators=[MinValueValidator(dated.EARLIEST), MaxValueValidator(dated.LATEST)],
    )
    view = forms.ChoiceField(
        label=_("Show as"),
        required=False,
        choices=[("", _("List")), ("grid", _("Month on a sheet"))],
        widget=forms.HiddenInput,
    )

    @property
    def applied(self) -> dict[str, Any]:
        """The filters that were understood; a sheet shows its month, past or coming."""
        applied = super().applied
        if "view" in applied:
            applied.pop("when", None)
        return applied

    def words_of(self, name: str, value: Any) -> "StrOrPromise":
        if name == "month":
            return date_format(value, "YEAR_MONTH_FORMAT")
        return super().words_of(name, value)

    def __init__(self, data: QueryDict, *, user: Anybody) -> None:
        super().__init__(data)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            ("", _("All dates")),
            *dated.kinds_for(user),
        ]
        self.fields["body"].queryset = calendar.bodies_for(user)  # type: ignore[attr-defined]
        self.fields["area"].queryset = calendar.areas_for(user)  # type: ignore[attr-defined]
        if "view" in self.applied:
            self.fields["when"].widget = forms.HiddenInput()


class SimulatorForm(PortalFormMixin, forms.Form):
    """A person and a record: by words first, then chosen from what was found."""

    mark_optional = False

    who = forms.CharField(
        label=_("Person"),
        required=False,
        max_length=150,
        help_text=_("A part of the name or of the e-mail address."),
    )
    kind = forms.ChoiceField(label=_("Kind of record"), required=False)
    what = forms.CharField(
        label=_("Record"),
        required=False,
        max_length=500,
        help_text=_(
            "The address of its page, such as /areas/…, or words from its name and the kind "
            "of record."
        ),
    )
    person = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput())
    record = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = rights_table.models_with_steps().items()
        choices = [(name, model._meta.verbose_name) for name, model in kinds]
        self.fields["kind"].choices = [("", _("Any")), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        words = values.get("what", "")
        if words and "/" not in words and not values.get("kind"):
            self.add_error("kind", _("Choose the kind of record, or give its address."))
        return values


class RuleForm(PortalFormMixin, forms.Form):
    """A new value of a working rule, from a day on, with its reason: one field for each part."""

    effective_from = forms.DateField(
        label=_("In force from"),
        widget=DateInput(),
        help_text=_("A coming day: what was done before keeps the value of its day."),
    )
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, rule: WorkingRule, current: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule = rule
        parts = current if isinstance(current, dict) else {WHOLE: current}
        for part, present in parts.items():
            self.fields[part] = self._field(part, present)
        self.order_fields([*parts, "effective_from", "reason"])

    def _field(self, part: str, present: Any) -> forms.Field:
        label = self.rule.labels.get(part) or self.rule.labels.get("") or _("New value")
        if isinstance(present, bool):
            choices = [("True", _("Yes")), ("False", _("No"))]
            return forms.TypedChoiceField(
                label=label,
                choices=choices,
                initial=str(present),
                coerce=lambda word: word == "True",
                widget=forms.RadioSelect,
            )
        if isinstance(present, int):
            return forms.IntegerField(
                label=label, initial=present, min_value=1, max_value=10_000
            )
        words: list[tuple[str, object]] = [
            (word, self.rule.labels.get(word, word)) for word in self.rule.choices
        ]
        return forms.ChoiceField(label=label, initial=present, choices=words)

    @property
    def new_value(self) -> Any:
        """The value in the shape the rule has."""
        if not isinstance(self.rule.value, dict):
            return self.cleaned_data[WHOLE]
        return {part: self.cleaned_data[part] for part in self.rule.value}


class ProfileForm(PortalFormMixin, forms.ModelForm):
    """How the portal speaks to this person."""

    class Meta:
        model = User
        fields = ["name", "language", "timezone", "theme", "digest"]
        help_texts = {
            "digest": _(
                "What only informs you comes together in one mail. What needs you is sent at once."
            )
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(
            label=_("Language"), choices=_languages_for(self.instance.language)
        )
        self.fields["timezone"] = forms.ChoiceField(
            label=_("Time zone"),
            choices=zone_choices.choices(self.instance.timezone),
            help_text=_("Times are shown in this zone, with the zone named."),
        )
        # Settings of before that are restored know nothing of summaries.
        self.fields["digest"].required = False

    def clean_digest(self) -> str:
        """What was chosen, or what was chosen before."""
        return str(self.cleaned_data["digest"] or self.instance.digest)


def _languages_for(chosen: str) -> offered.Choices:
    """Those that are offered, and whichever somebody chose before it was not offered."""
    codes = {*offered.codes(), chosen}
    return [
        (code, name if offered.is_offered(code) else _later(name))
        for code, name in settings.OFFICIAL_LANGUAGES
        if code in codes
    ]


def _later(name: str) -> str:
    said: str = gettext("%(language)s (not offered yet: English is used)")
    return said % {"language": name}
