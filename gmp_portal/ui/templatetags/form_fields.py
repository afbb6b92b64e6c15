"""What the form pack in ``templates/gmp`` asks about a field."""

from typing import NamedTuple

from django import template
from django.forms import (
    BaseForm,
    BaseFormSet,
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    RadioSelect,
    Textarea,
)
from django.forms.utils import ErrorList
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString

from gmp_portal.ui.field_words import FIELDS
from gmp_portal.ui.forms import LongChoice
from gmp_portal.words import listed

register = template.Library()
# A field for so many lines, or fewer, is for a sentence or two.
LINES = 3


@register.filter
def max_words(field: BoundField) -> int | None:
    """Tell the word limit that the form set on this field."""
    limit: int | None = field.field.widget.attrs.get("data-max-words")
    return limit


@register.filter
def first_control_id(field: BoundField) -> str:
    """Tell the id a link to this field must point to, also for groups of choices."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def control_class(field: BoundField) -> str:
    """Tell the style class of this field's control."""
    widget = field.field.widget
    if isinstance(widget, CheckboxInput):
        return "form-check-input"
    return (
        "form-select" if getattr(widget, "input_type", "") == "select" else "form-control"
    )


@register.filter
def with_class(field: BoundField) -> SafeString:
    """Render the control with our class and, where it has errors, the mark of one."""
    own = field.field.widget.attrs.get("class", "")
    names = [own, control_class(field), "is-invalid" if field.errors else ""]
    # Placeholders vanish while people type; our labels and hints say it all the time.
    attrs: dict[str, str | bool] = {
        "class": " ".join(name for name in names if name),
        "placeholder": False,
    }
    return field.as_widget(attrs=attrs)


@register.filter
def is_prose(field: BoundField) -> bool:
    """Whether the field is for paragraphs, so that it is worth to see how they will read."""
    widget = field.field.widget
    return isinstance(widget, Textarea) and int(widget.attrs.get("rows", 10)) > LINES


@register.filter
def is_lone_checkbox(field: BoundField) -> bool:
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def has_options(field: BoundField) -> bool:
    """Whether the group is made of radio buttons or tick boxes."""
    return isinstance(field.field.widget, RadioSelect | CheckboxSelectMultiple)


@register.filter
def is_long_list(field: BoundField) -> bool:
    """Whether the options are too many to stand on the page all the time."""
    return isinstance(field.field.widget, LongChoice)


@register.filter
def ticked(field: BoundField) -> str:
    """The options that are chosen, one after the other."""
    return listed(option.choice_label for option in field if option.data["selected"])


class ErrorRow(NamedTuple):
    """An error in the list above a form: the control, its label, the sentence, its clause."""

    target: str
    label: str
    message: str
    clause: str

    @property
    def repeats_question(self) -> bool:
        """Whether a question stands before the sentence: of several, or one that says too little.

        What people asked themselves is told apart by its question only; “Fill this in.” by
        itself, far from its field, says nothing.
        """
        bare = (words.get("required") for words in FIELDS.values())
        return isinstance(self.label, SafeString) or self.message in map(str, bare)

    @property
    def is_question(self) -> bool:
        """Whether the label ends with a sign of its own, after which no colon stands."""
        return strip_tags(self.label).endswith(("?", "？", "؟"))


@register.filter
def with_clauses(errors: ErrorList) -> list[tuple[str, str]]:
    """Each error with the clause behind it; what breaks no rule has none."""
    clauses = [getattr(error, "clause", "") for error in errors.as_data()]
    return list(zip(map(str, errors), clauses, strict=True))


@register.filter
def form_errors(form: BaseForm) -> list[ErrorRow]:
    """List each error with the id of its control, the name of its field and its clause."""
    rows = [ErrorRow("", "", *error) for error in with_clauses(form.non_field_errors())]
    for field in form:
        target = "" if field.is_hidden else first_control_id(field)
        label = "" if field.is_hidden else _before_a_colon(str(field.label))
        rows += [ErrorRow(target, label, *error) for error in with_clauses(field.errors)]
    return rows


def _before_a_colon(label: str) -> str:
    """A question to be confirmed is a sentence; what people wrote stays as it is, and marked."""
    return label if isinstance(label, SafeString) else label.rstrip(".。")


@register.filter
def formset_errors(formset: BaseFormSet) -> list[ErrorRow]:
    """List the errors of the whole formset, then those of each row with its number."""
    of_all = with_clauses(formset.non_form_errors())
    rows = [ErrorRow("", "", *error) for error in of_all]
    for number, form in enumerate(formset.forms, start=1):
        rows += [
            row._replace(
                label=format_html("{}. {}", number, row.label)
                if row.label
                else f"{number}."
            )
            for row in form_errors(form)
        ]
    return rows
