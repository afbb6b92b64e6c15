"""Suggesting an idea, keeping it in the register, and being interested in it (R-78, R-79)."""

from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from areas.forms.area_filters import AreaFilter
from areas.models import AreaOpportunity, PlanKey, PlanObjective
from areas.models.opportunities import LISTED
from gmp_portal.reference.choices import Objective
from gmp_portal.ui.forms import PortalFormMixin
from gmp_portal.words import beside, by_people
from partners.models import Partner

Status = AreaOpportunity.Status
AREA = {"rows": 4, "dir": "auto"}
SHORT = 90


def _states() -> list[tuple[str, Any]]:
    return [("", _("All")), *((state.value, state.label) for state in map(Status, LISTED))]


class OpportunityFilter(AreaFilter):
    """Which opportunities the register shows."""

    field_order = ("q", "area", "state", "objective")
    columns = {"area": "area", "state": "status"}

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), choices=_states, required=False)
    objective = forms.ChoiceField(
        label=_("Objective of the Partnership"),
        choices=[("", _("All")), *Objective.choices],
        required=False,
    )

    def apply(self, rows: Any) -> Any:
        asked = self.applied
        rows = super().apply(rows)
        rows = rows.with_words(asked["q"]) if "q" in asked else rows
        return rows.serving(asked["objective"]) if "objective" in asked else rows


class OwnAreaFilter(OpportunityFilter):
    """The same for the register of one area."""

    columns = {"state": "status"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["area"]


class WordsForm(PortalFormMixin, forms.Form):
    """What an idea is, in a few words."""

    title = forms.CharField(label=_("What it is, in a few words"), max_length=200)
    description = forms.CharField(
        label=_("What could be done"),
        max_length=3000,
        widget=forms.Textarea(AREA),
    )
    gain = forms.CharField(
        label=_("Who would gain from it"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )
    link = forms.URLField(
        label=_("Where to read more"),
        max_length=200,
        required=False,
        assume_scheme="https",
    )

    NAMES = ("title", "description", "gain", "link")

    @classmethod
    def stored(cls, opportunity: AreaOpportunity) -> dict[str, str]:
        return {name: getattr(opportunity, name) for name in cls.NAMES}


class _ForPartner(PortalFormMixin, forms.Form):
    """Asks for which partner, where somebody belongs to several."""

    def offer(self, partners: list[Partner]) -> None:
        field: Any = self.fields["partner"]
        field.queryset = Partner.objects.filter(pk__in=[each.pk for each in partners])
        field.label_from_instance = lambda partner: by_people(partner.full_name)
        if len(partners) == 1:
            self.fields["partner"].initial = partners[0]
            self.fields["partner"].widget = forms.HiddenInput()


class SuggestForm(WordsForm, _ForPartner):
    """An idea that somebody suggests to an area, for a partner."""

    field_order = ("partner", "title", "description", "gain", "link")
    partner = forms.ModelChoiceField(Partner.objects.none(), label=_("For which partner"))

    def __init__(self, *args: Any, partners: list[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(partners)


class QuestionForm(PortalFormMixin, forms.Form):
    """What the leads want to know of whoever suggested it."""

    question = forms.CharField(
        label=_("What do you want to know?"),
        max_length=2000,
        widget=forms.Textarea(AREA),
        error_messages={"required": _("Say what you want to know.")},
    )


class AnswerForm(WordsForm):
    """The answer to a question of the leads, with the words of the suggestion."""

    field_order = ("answer", "title", "description", "gain", "link")
    answer = forms.CharField(
        label=_("Answer to the leads"), max_length=2000, widget=forms.Textarea(AREA)
    )


class EditForm(WordsForm):
    """The words of the register, and the objective that is served."""

    objective = forms.ModelChoiceField(
        PlanKey.objects.none(), label=_("Objective it serves"), required=False
    )

    def __init__(self, *args: Any, opportunity: AreaOpportunity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What a plan said without a description stays possible.
        self.fields["description"].required = False
        keys = PlanKey.objects.filter(area=opportunity.area, kind=PlanKey.Kind.OBJECTIVE)
        said = dict(
            PlanObjective.objects.filter(plan__area=opportunity.area)
            .order_by("plan__number")
            .values_list("key", "statement")
        )
        field: Any = self.fields["objective"]
        field.queryset = keys.filter(pk__in=said)
        field.label_from_instance = lambda key: _named(key, said[key.pk])

    @classmethod
    def stored(cls, opportunity: AreaOpportunity) -> dict[str, Any]:
        return {**super().stored(opportunity), "objective": opportunity.objective}


class MoveForm(PortalFormMixin, forms.Form):
    """Where an idea stands from now on."""

    when_needed = {"reason": _("Needed if it is dropped.")}
    to = forms.ChoiceField(label=_("Where it stands from now on"), widget=forms.RadioSelect)
    effort = forms.ModelChoiceField(
        PlanKey.objects.none(),
        label=_("Effort that takes it up"),
        help_text=_("Only if it is taken up: one of the plan in force."),
        required=False,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Everybody reads it."),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args: Any, opportunity: AreaOpportunity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        follows = opportunity.TRANSITIONS[opportunity.status]
        field.choices = [(each.value, each.label) for each in Status if each in follows]
        efforts = dict(opportunity.efforts_in_force().values_list("key", "description"))
        field = self.fields["effort"]
        field.queryset = PlanKey.objects.filter(pk__in=efforts)
        field.label_from_instance = lambda key: _named(key, efforts[key.pk])
        if Status.TAKEN_UP not in follows or not efforts:
            del self.fields["effort"]


class InterestForm(_ForPartner):
    """What a partner or an applicant would like to do, and how to reach them."""

    field_order = ("partner", "words", "contact")
    partner = forms.ModelChoiceField(Partner.objects.none(), label=_("For which partner"))
    words = forms.CharField(
        label=_("What interests you, in a sentence"),
        max_length=500,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )
    contact = forms.CharField(
        label=_("How the leads reach you"),
        help_text=_(
            "An address or a number, and when. Only the leads and the secretariat read it."
        ),
        max_length=200,
    )

    def __init__(self, *args: Any, partners: list[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if partners:
            self.offer(partners)
        else:
            # An applicant speaks for nobody yet.
            del self.fields["partner"]


def _named(key: PlanKey, words: str) -> str:
    return beside(key.code, Truncator(words).chars(SHORT))
