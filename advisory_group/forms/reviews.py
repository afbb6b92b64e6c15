"""Forms of a review: opening, comment, checklist, standing aside, list, answer, conclusion."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from advisory_group.forms.chairs import adopted_by_the_group
from advisory_group.models import (
    SCORES,
    Assessment,
    Kind,
    PlanReview,
    Recommendation,
)
from areas import annex2
from gmp_portal.meetings.forms.carrying import CarryingDecisionField
from gmp_portal.ui.forms import DateTimeInput, PortalFormMixin
from gmp_portal.workflow import unmet

WHOLE = "all"


def section_choices() -> list[tuple[str, Any]]:
    """The ten sections of the template, and the plan as a whole."""
    return [*annex2.section_choices(), (WHOLE, _("The plan as a whole"))]


def sections_to_choose() -> list[tuple[str, Any]]:
    return [("", _("Choose a section")), *section_choices()]


class OpenReviewForm(PortalFormMixin, forms.Form):
    """When comments are due, and what the members should know."""

    due_at = forms.DateTimeField(
        label=_("Comments are due at"),
        widget=DateTimeInput(),
        help_text=_("In your time zone. Later comments are taken and marked as late."),
    )
    note = forms.CharField(
        label=_("Note to the members"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )


class PointForm(PortalFormMixin, forms.Form):
    """A point on a section, with its weight."""

    section = forms.ChoiceField(
        label=_("Section of the plan"),
        choices=sections_to_choose,
        error_messages={"required": _("Choose the section that you speak of.")},
    )
    kind = forms.ChoiceField(
        label=_("Weight"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        help_text=_("The area answers each point that must or should be followed."),
        error_messages={"required": _("Choose how much weight the point has.")},
    )
    text = forms.CharField(
        label=_("Your point"),
        max_length=5000,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": _("Write what you want to say.")},
    )


class CommentForm(PointForm):
    prefix = "comment"


class AssessmentForm(PortalFormMixin, forms.ModelForm):
    """The checklist; at least one question is answered (A1-3f-ii)."""

    prefix = "checklist"
    mark_optional = False

    class Meta:
        model = Assessment
        fields = [*SCORES, "grade", "remarks"]
        widgets = dict.fromkeys(SCORES, forms.RadioSelect) | {
            "remarks": forms.Textarea({"rows": 4})
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        for name in SCORES:
            fields[name].choices = [*Assessment.Answer.choices, ("", _("No answer"))]
        fields["grade"].choices = [("", _("No advice yet")), *Assessment.Grade.choices]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not any(data.get(name) for name in SCORES):
            sentence = _("Answer at least one question of the checklist.")
            self.add_error(SCORES[0], unmet(sentence, "A1-3f-ii"))
        return data

    def validate_constraints(self) -> None:
        """The database asks for the same, and need not say it again."""
        if not self.errors:
            super().validate_constraints()


class StandAsideForm(PortalFormMixin, forms.Form):
    """The interest that keeps a member out of this review."""

    statement = forms.CharField(
        label=_("What is your interest in this plan?"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_(
            "For example, that your employer leads an effort of the plan. The page will say that "
            "you stand aside; you cannot comment on this plan afterwards."
        ),
        error_messages={"required": _("Say what your interest is.")},
    )


class RecommendationForm(PortalFormMixin, forms.ModelForm):
    """One point of the consolidated list."""

    section = forms.ChoiceField(label=_("Section of the plan"), choices=section_choices)

    class Meta:
        model = Recommendation
        fields = ["section", "kind", "text"]
        widgets = {"text": forms.Textarea({"rows": 6}), "kind": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["kind"].choices = Kind.choices


class MergeForm(PortalFormMixin, forms.Form):
    """Into which other point this one goes."""

    into = forms.ModelChoiceField(
        Recommendation.objects.none(),
        label=_("Merge into"),
        error_messages={"required": _("Choose the recommendation that takes it up.")},
    )

    def __init__(self, *args: Any, recommendation: Recommendation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["into"]
        others = recommendation.review.recommendations.exclude(pk=recommendation.pk)
        field.queryset = others.filter(answer_kind="")


class AnswerForm(PortalFormMixin, forms.Form):
    """The area's answer to one recommendation (A1-3f-ii)."""

    kind = forms.ChoiceField(
        label=_("What does the area do?"),
        choices=[
            (
                Recommendation.AnswerKind.CHANGED,
                _("The plan is changed in its next version"),
            ),
            (Recommendation.AnswerKind.EXPLAINED, _("The plan stays, and we explain why")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the area does.")},
    )
    text = forms.CharField(
        label=_("What is changed, or why it stays"),
        max_length=5000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Everybody can read this once the review is concluded."),
        error_messages={"required": _("Say what is changed, or explain why not.")},
    )


class TakenUpForm(PortalFormMixin, forms.Form):
    """Where the next version takes a recommendation up, and what was changed (A1-3f-ii)."""

    section = forms.ChoiceField(
        label=_("Where is it taken up?"),
        choices=section_choices,
        help_text=_(
            "Readers see what was changed in this section beside the recommendation."
        ),
        error_messages={"required": _("Choose where it is taken up.")},
    )
    text = forms.CharField(
        label=_("What was changed there"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Everybody who reads this version can read it."),
        error_messages={"required": _("Say what was changed.")},
    )


class ConcludeForm(PortalFormMixin, forms.Form):
    """Which decision of the group ends the review, and what it found (A1-3f-ii)."""

    decision = CarryingDecisionField(
        only=_(
            "Only a decision of the Advisory Group about the review of this very plan, adopted, "
            "can conclude it."
        ),
        clause="A1-3f-ii",
        label=_("Decision of the group"),
        help_text=_(
            "Only decisions about this review that the group has adopted by consensus are "
            "listed."
        ),
        error_messages={"required": _("Choose the decision of the group.")},
    )
    outcome = forms.ChoiceField(
        label=_("What did the group find?"),
        choices=PlanReview.Outcome.choices,
        widget=forms.RadioSelect,
        help_text=_("The group does not approve plans; it reviews them and recommends."),
        error_messages={"required": _("Choose what the group found.")},
    )
    reason = forms.CharField(
        label=_("Why do you conclude while a point that must be followed is unanswered?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(
        self, *args: Any, review: PlanReview, unanswered: int, **kwargs: Any
    ) -> None:
        self.unanswered = unanswered
        super().__init__(*args, **kwargs)
        field: Any = self.fields["decision"]
        field.queryset = adopted_by_the_group().about(review.conclusion)
        if not unanswered:
            del self.fields["reason"]
        self.say_when_needed("reason", _("It is recorded with the review."))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.unanswered and not data.get("reason", "").strip():
            sentence = _("Say why you conclude now. The reason is recorded.")
            self.add_error("reason", unmet(sentence, "A1-3f-ii"))
        return data
