"""What every form of the portal shares: layout without inline scripts, hints, limits, its page."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.forms import BaseForm, BaseFormSet
from django.forms.models import ModelChoiceIterator
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.deconstruct import deconstructible
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from gmp_portal.characters import CleanTextMixin
from gmp_portal.ui.distinct_choices import DistinctChoices
from gmp_portal.ui.word_count import MaxWords
from gmp_portal.words import sentences
from gmp_portal.workflow import RuleRefusedError

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

__all__ = [
    "ConfirmForm",
    "DateInput",
    "DateTimeInput",
    "LongChoice",
    "MaxWords",
    "PortalFormMixin",
    "ReasonForm",
    "chosen",
    "render_form",
    "said_at",
    "with_one_more",
]

AnyForm = BaseForm | BaseFormSet
UNPROCESSABLE = 422
CONFLICT = 409
YEARS = range(1900, 2200)
CUT = "maxlength"


def refuse_other_centuries(moment: date) -> None:
    """A day or moment that nobody can mean, and that no term can be reckoned from."""
    if moment.year not in YEARS:
        between = {"first": YEARS.start, "last": YEARS.stop - 1}
        raise ValidationError(
            _("Enter a year between %(first)d and %(last)d."), code="year", params=between
        )


@deconstructible
class MaxCharacters(MaxLengthValidator):
    """Refuse a text that is too long by naming the limit and the excess."""

    def __call__(self, value: str) -> None:
        limit = self.limit_value() if callable(self.limit_value) else self.limit_value
        excess = len(value) - limit
        if excess > 0:
            raise ValidationError(
                ngettext(
                    "Please shorten the text by %(excess)d character: it may have at most "
                    "%(limit)d.",
                    "Please shorten the text by %(excess)d characters: it may have at most "
                    "%(limit)d.",
                    excess,
                ),
                code="max_length",
                params={"excess": excess, "limit": limit},
            )


def never_cut(field: forms.Field) -> None:
    """Take ``maxlength`` off a field: a browser would cut what is pasted without a word."""
    limit = field.widget.attrs.pop(CUT, None)
    if limit is None:
        return
    field.widget.attrs["data-max-length"] = limit
    field.validators = [
        MaxCharacters(check.limit_value) if type(check) is MaxLengthValidator else check
        for check in field.validators
    ]


def tell_options_apart(field: forms.Field) -> None:
    """Let no two options of a list read alike, such as two people of one name."""
    if isinstance(field, forms.ModelChoiceField) and field.iterator is ModelChoiceIterator:
        field.iterator = DistinctChoices
        field.widget.choices = field.choices


def say_nothing_chosen(field: forms.Field) -> None:
    """Let the empty option of a list be a word instead of dashes: “Choose”, or “Not chosen”."""
    if not isinstance(field, forms.ChoiceField) or type(field.widget) is not forms.Select:
        return
    is_asked = field.required or not getattr(field, "mark_optional", True)
    word = _("Choose") if is_asked else _("Not chosen")
    if not isinstance(field, forms.ModelChoiceField):
        field.widget.choices = [
            (value, word if _is_speechless(label) else label)
            for value, label in field.widget.choices
        ]
    elif _is_speechless(field.empty_label):
        field.empty_label = word


def _is_speechless(label: object) -> bool:
    """Made of dashes only, as Django's own empty option is."""
    return isinstance(label, str | Promise) and not str(label).strip("-\u2013\u2014 ")


class LongChoice(forms.CheckboxSelectMultiple):
    """Several of many, such as countries: a list to tick in, shut until it is needed."""


class DateInput(forms.DateInput):
    """The browser's own date field; a reader without one types year-month-day."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DateTimeInput(forms.DateTimeInput):
    """The browser's own field for a day and a time, in the reader's time zone."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class PortalFormMixin(CleanTextMixin):
    """Gives a form its helper, marks what is optional and shows word limits.

    ``sections`` groups fields under legends: ``[(_("Who you are"), ["name", "kind"])]``.
    A filter form sets ``mark_optional = False``. What is needed in some cases is not called
    optional: ``when_needed`` says in its hint when it is.
    """

    use_required_attribute = False
    mark_optional: ClassVar[bool] = True
    when_needed: ClassVar[Mapping[str, "StrOrPromise"]] = {}
    sections: ClassVar[Sequence[tuple["StrOrPromise", Sequence[str]]]] = ()
    helper: FormHelper

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.include_media = False
        if self.sections:
            # Errors are listed in the order in which the fields stand on the page.
            shown = [name for _title, names in self.sections for name in names]
            self.order_fields(shown)  # type: ignore[attr-defined]
            groups = [Fieldset(str(title), *names) for title, names in self.sections]
            self.helper.layout = Layout(*groups)
            self.helper.render_hidden_fields = True
        for field in self.fields.values():  # type: ignore[attr-defined]
            self._prepare(field)
        for name, sentence in self.when_needed.items():
            self.say_when_needed(name, sentence)

    def say_when_needed(self, name: str, sentence: "StrOrPromise") -> None:
        """Tell in the hint of a field when it is needed, and call it optional no more."""
        field = self.fields.get(name)  # type: ignore[attr-defined]
        if field is not None:
            field.mark_optional = False
            field.help_text = sentences(sentence, field.help_text)

    def __getitem__(self, name: str) -> forms.BoundField:
        """Give a field that is about to be shown or checked; also one added after the others."""
        if name in self.fields:  # type: ignore[attr-defined]
            never_cut(self.fields[name])  # type: ignore[attr-defined]
            tell_options_apart(self.fields[name])  # type: ignore[attr-defined]
            say_nothing_chosen(self.fields[name])  # type: ignore[attr-defined]
        return super().__getitem__(name)

    def _prepare(self, field: forms.Field) -> None:
        field.mark_optional = self.mark_optional  # type: ignore[attr-defined]
        if isinstance(field, forms.DateField | forms.DateTimeField):
            field.validators.append(refuse_other_centuries)
        if type(field.widget) in (forms.Textarea, forms.TextInput):
            # A text runs in the direction of its own script, whatever the page is read in.
            field.widget.attrs.setdefault("dir", "auto")
        for validator in field.validators:
            if isinstance(validator, MaxWords):
                field.widget.attrs.setdefault("data-max-words", validator.limit)


class ConfirmForm(PortalFormMixin, forms.Form):
    """One tick that somebody has understood what cannot be undone."""

    confirmed = forms.BooleanField(
        label=_("Yes, I am sure"),
        error_messages={"required": _("Tick the box to confirm.")},
    )

    def __init__(
        self, *args: Any, question: "StrOrPromise | None" = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if question:
            self.fields["confirmed"].label = question


class ReasonForm(PortalFormMixin, forms.Form):
    """The reason for an act, in the words of whoever acts."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=5000,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": _("Give a reason.")},
    )

    def __init__(
        self,
        *args: Any,
        label: "StrOrPromise | None" = None,
        hint: "StrOrPromise | None" = None,
        missing: "StrOrPromise | None" = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields["reason"]
        reason.label = label or reason.label
        reason.help_text = hint or ""
        if missing:
            reason.error_messages["required"] = missing


@contextmanager
def said_at(form: AnyForm, field: str | None) -> Iterator[None]:
    """Say at this field, or above all, what a rule has against the entry; other refusals go on."""
    try:
        yield
    except RuleRefusedError as error:
        if error.status != UNPROCESSABLE:
            raise
        cast("BaseForm", form).add_error(field, error)


def chosen(request: HttpRequest, *choices: str, clause: str) -> str:
    """Which of these buttons was pressed, by name or value; without one nothing is done."""
    sent = {*request.POST, *request.POST.values()}
    pressed = [choice for choice in choices if choice in sent]
    if len(pressed) == 1:
        return pressed[0]
    refusal = _("Choose one of the buttons of the page: nothing was recorded.")
    raise RuleRefusedError(refusal, clause=clause, status=UNPROCESSABLE)


def with_one_more(
    formset_class: type[BaseFormSet], data: QueryDict, files: Any = None, **kwargs: Any
) -> BaseFormSet:
    """Show the rows as typed and an empty one, unchecked: "Add" pressed without scripts."""
    prefix = kwargs.get("prefix") or formset_class.get_default_prefix()
    typed, total = data.copy(), f"{prefix}-TOTAL_FORMS"
    rows = str(data.get(total, ""))
    typed[total] = str(int(rows) + 1 if rows.isdecimal() else 1)
    formset: Any = formset_class(typed, files, **kwargs)
    # As if checked and found right: nobody has asked for a check yet.
    formset._errors = [ErrorDict() for _form in formset.forms]
    formset._non_form_errors = formset.error_class()
    for form in formset.forms:
        form._errors = ErrorDict()
    return cast("BaseFormSet", formset)


def render_form(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    form: AnyForm | Sequence[AnyForm],
    status: int | None = None,
) -> HttpResponse:
    """Show a page with its form and everything typed: 422 with errors, 409 over a newer text."""
    shown = [form] if isinstance(form, BaseForm | BaseFormSet) else form
    is_refused = any(has_errors(each) for each in shown)
    if status is None and any(_has_conflicts(each) for each in shown):
        status = CONFLICT
    if status is None:
        status = UNPROCESSABLE if is_refused else 200
    page = {"form": form, "form_has_errors": is_refused, **context}
    return render(request, template, page, status=status)


def _has_conflicts(form: AnyForm) -> bool:
    """Whether somebody else changed the same meanwhile (``writing`` says so)."""
    return bool(getattr(getattr(form, "shared", None), "conflicts", None))


def has_errors(form: AnyForm) -> bool:
    if not form.is_bound:
        return False
    if isinstance(form, BaseFormSet):
        return bool(form.total_error_count())
    return bool(form.errors)
