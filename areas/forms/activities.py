"""What a partner says of an activity, and how it ends (A1-6a-i, R-75)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from areas.models import Activity, Effort, PartnershipArea, PlanVersion
from areas.models.activity_kinds import ActivityKind, ActivityTag, PartRole
from areas.models.keys import PlanKey
from gmp_portal.accounts.models.terms import today
from gmp_portal.reference.choices import (
    ConventionArticle,
    Objective,
    Priority,
    SdgTarget,
)
from gmp_portal.reference.models import Country
from gmp_portal.ui.forms import DateInput, LongChoice, PortalFormMixin
from gmp_portal.words import by_people, labelled, labelled_by_people
from gmp_portal.workflow import unmet
from partners.forms.named_partners import NamedPartnerField
from partners.models import Partner

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TEXTAREA = {"rows": 4, "dir": "auto"}
FEW_LINES = {"rows": 2, "dir": "auto"}
MOST_NAMED = 50
LINES = {PartRole.CONSULTED: "consulted_names", PartRole.DONOR: "donor_names"}
WHAT_IT_IS = ("title", "kind", "summary", "starts_on", "ends_on")


def _several(label: Any, choices: Any, widget: type[forms.Widget], **more: Any) -> Any:
    return forms.MultipleChoiceField(
        label=label, choices=choices, widget=widget, required=False, **more
    )


def _objectives() -> list[tuple[str, str]]:
    """Asked for each form anew, in the language of its reader."""
    return [(code, labelled(code, label)) for code, label in Objective.choices]


class NamedPartnersField(forms.CharField):
    """Partners of ``queryset``, one a line: hundreds are no list to tick in."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.Textarea(FEW_LINES)
        super().__init__(required=False, max_length=4000, widget=widget, **kwargs)
        self.queryset: Any = Partner.objects.none()

    def clean(self, value: Any) -> list[Partner]:
        """Each line names one of them, or is refused with whom it may mean."""
        lines = [*filter(None, map(str.strip, super().clean(value).splitlines()))]
        if len(lines) > MOST_NAMED:
            raise ValidationError(
                _("Name %(most)d partners at most, one a line."),
                params={"most": MOST_NAMED},
            )
        named = self.queryset.select_related("country").one_of_each(lines)
        partners, refused = [], []
        for line in lines:
            try:
                partners.append(
                    named.get(line) or NamedPartnerField(self.queryset).clean(line)
                )
            except ValidationError as error:
                refused += [labelled(f"“{line}”", each) for each in error.messages]
        if refused:
            raise ValidationError(refused)
        return partners


class ActivityForm(PortalFormMixin, forms.ModelForm):
    """An activity in its four parts; what is missing may come before it is sent."""

    sections: ClassVar[Sequence[tuple["StrOrPromise", Sequence[str]]]] = [
        (_("What it is"), WHAT_IT_IS),
        (_("Where"), ["countries", "also_in", "efforts"]),
        (
            _("Who takes part"),
            ["joint", "consulted_names", "donor_names"],
        ),
        (
            _("What it serves"),
            [
                *("priorities", "focus", "objectives", "articles", "sdg_targets"),
                *("tags", "builds_capacity"),
            ],
        ),
    ]
    when_needed = dict.fromkeys(("summary", "starts_on"), _("Needed before you send it."))
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("Choose")), *ActivityKind.choices]
    )
    priorities = forms.MultipleChoiceField(
        label=_("Priorities"),
        choices=Priority.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one priority.")},
    )
    objectives = _several(
        _("Objectives of the Partnership it serves"),
        _objectives,
        forms.CheckboxSelectMultiple,
    )
    articles = forms.TypedMultipleChoiceField(
        label=_("Articles of the Minamata Convention"),
        choices=ConventionArticle.choices,
        coerce=int,
        widget=LongChoice,
        required=False,
    )
    sdg_targets = _several(
        _("Targets of the Sustainable Development Goals"), SdgTarget.choices, LongChoice
    )
    tags = _several(_("Tags"), ActivityTag.choices, forms.CheckboxSelectMultiple)
    countries = forms.ModelMultipleChoiceField(
        Country.objects.none(), label=_("Countries"), widget=LongChoice, required=False
    )
    also_in = forms.ModelMultipleChoiceField(
        PartnershipArea.objects.none(),
        label=_("Other areas that share it"),
        help_text=_("It counts once, however many areas share it."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    efforts = forms.MultipleChoiceField(
        label=_("Efforts of the plan to which it belongs"),
        widget=LongChoice,
        required=False,
    )
    joint = NamedPartnersField(
        label=_("Partners that carry it out too"),
        help_text=_(
            "Partners of the area, one a line, by their names. They see the draft, and may say "
            "that they do not."
        ),
    )

    class Meta:
        model = Activity
        fields = (
            *("title", "kind", "summary", "starts_on", "ends_on", "consulted_names"),
            *("donor_names", "priorities", "focus", "objectives", "articles"),
            *("sdg_targets", "tags", "builds_capacity"),
        )
        labels = {
            "title": _("Title"),
            "focus": _("Focus"),
            "consulted_names": _("Who was consulted"),
        }
        widgets = {
            "summary": forms.Textarea(TEXTAREA),
            "starts_on": DateInput,
            "ends_on": DateInput,
            "consulted_names": forms.Textarea(FEW_LINES),
            "donor_names": forms.Textarea(FEW_LINES),
            "focus": forms.RadioSelect,
        }
        help_texts = {
            "summary": _("What is done, how, and for whom."),
            "ends_on": _("Leave it empty if you do not know yet."),
            "consulted_names": _(
                "One a line. The full name of a partner is linked to its page."
            ),
            "donor_names": _(
                "Who pays for it, one a line. The full name of a partner is linked to its page."
            ),
        }

    def __init__(self, *args: Any, area: PartnershipArea, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.area = area
        kept = self.instance if self.instance.pk else None
        focus = cast("Any", self.fields["focus"])
        focus.choices = Activity.Focus.choices
        self._offer("countries", Country.objects.by_name(), kept and kept.countries.all())
        others = PartnershipArea.objects.established().exclude(pk=area.pk)
        shared = kept.also_in.all() if kept else None
        self._offer("also_in", _with(others, shared), shared)
        partners = area.current_partners().exclude(pk=self.instance.partner_id)
        named = cast("Any", self.fields["joint"])
        named.queryset = _with(partners, kept and _named(kept, PartRole.JOINT))
        if kept:
            asked = _named(kept, PartRole.JOINT, declined_at=None)
            self.initial["joint"] = "\n".join(each.full_name for each in asked)
        cast("Any", self.fields["efforts"]).choices = _efforts(area, kept)
        if kept:
            keys = kept.efforts.values_list("pk", flat=True)
            self.fields["efforts"].initial = [str(key) for key in keys]
            for role, name in LINES.items():
                lines = [each.name for each in _named(kept, role)]
                typed = "\n".join([*lines, getattr(kept, name)])
                self.initial[name] = typed.strip()

    def _offer(self, name: str, rows: Any, initial: Any) -> None:
        field = cast("Any", self.fields[name])
        field.queryset = rows
        if initial is not None:
            field.initial = [row.pk for row in initial]

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        data = dict(self.cleaned_data)
        data["efforts"] = PlanKey.objects.filter(pk__in=data["efforts"])
        return data

    def clean_joint(self) -> list[Partner]:
        """Nobody is named anew who said no to this activity (R-77)."""
        named: list[Partner] = self.cleaned_data["joint"]
        if not self.instance.pk:
            return named
        said_no = self.instance.parts.filter(declined_at__isnull=False, partner__in=named)
        for part in said_no.select_related("partner"):
            said = _("“%(partner)s” has said that it does not carry it out: leave it out.")
            name = by_people(part.partner.full_name)
            self.add_error("joint", unmet(said % {"partner": name}, "R-77"))
        return named

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        start, end = data.get("starts_on"), data.get("ends_on")
        if end and not start and "starts_on" not in self.errors:
            self.add_error("starts_on", _("Say from which day on, where there is an end."))
        elif start and end and end < start:
            self.add_error("ends_on", _("The end is before the start."))
        return data


class BeginForm(ActivityForm):
    """The same with the partner that begins it; whoever speaks for several says which."""

    sections = [
        (_("What it is"), ["partner", *WHAT_IT_IS]),
        *ActivityForm.sections[1:],
    ]
    partner = forms.ModelChoiceField(Partner.objects.none(), label=_("Partner"))

    def __init__(self, *args: Any, partners: list[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("Any", self.fields["partner"])
        keys = [partner.pk for partner in partners]
        field.queryset = Partner.objects.filter(pk__in=keys).order_by("name")
        if len(partners) == 1:
            field.initial = partners[0].pk
            field.widget = forms.HiddenInput()


class EndForm(PortalFormMixin, forms.Form):
    """What came of an activity, and the day on which it ended."""

    outcome = forms.CharField(
        label=_("What came of it"),
        help_text=_("In a sentence or two; everybody reads it."),
        max_length=2000,
        widget=forms.Textarea(TEXTAREA),
        error_messages={"required": _("Say in a sentence what came of it.")},
    )
    on = forms.DateField(label=_("Ended on"), widget=DateInput, initial=today)


class DeclineForm(PortalFormMixin, forms.Form):
    """Which partner says that it does not carry the activity out."""

    partner = forms.ModelChoiceField(Partner.objects.none(), label=_("Partner"))

    def __init__(self, *args: Any, partners: list[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("Any", self.fields["partner"])
        field.queryset = Partner.objects.filter(pk__in=[each.pk for each in partners])
        if partners:
            field.initial = partners[0].pk


def _named(activity: Activity, role: str, **more: Any) -> Any:
    parts = activity.parts.filter(role=role, **more)
    return Partner.objects.filter(pk__in=parts.values("partner"))


def _with(offered: Any, chosen: Any) -> Any:
    """What can be chosen, and what was chosen before and cannot be now."""
    if chosen is None:
        return offered
    model = offered.model._default_manager
    here = Q(pk__in=offered.values("pk")) | Q(pk__in=chosen.values("pk"))
    return model.filter(here)


def _efforts(area: PartnershipArea, kept: Activity | None) -> list[tuple[str, str]]:
    """The efforts of the plan in force by their lasting keys, and those chosen before."""
    in_force = PlanVersion.objects.current().filter(area=area)
    rows = Effort.objects.filter(plan__in=in_force).select_related("key")
    offered: dict[str, str] = {
        str(row.key_id): labelled_by_people(row.key.code, row.description[:200])
        for row in rows.order_by("position", "pk")
    }
    for key in kept.efforts.all() if kept else ():
        offered.setdefault(str(key.pk), key.code)
    return list(offered.items())
