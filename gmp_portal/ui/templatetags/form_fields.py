"""What the form pack in ``templates/gmp`` asks about a field."""

from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, ClearableFileInput, Form
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def max_words(field: BoundField) -> int | None:
    """The word limit that the form set on this field."""
    return field.field.widget.attrs.get("data-max-words")


@register.filter
def first_control_id(field: BoundField) -> str:
    """The id that a link to this field must point to, also for groups of choices."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def control_class(field: BoundField) -> str:
    """The style class of this field's control."""
    widget = field.field.widget
    if isinstance(widget, CheckboxInput):
        return "form-check-input"
    return (
        "form-select" if getattr(widget, "input_type", "") == "select" else "form-control"
    )


@register.filter
def with_class(field: BoundField) -> SafeString:
    """The control itself with our class and, where it has errors, the mark of an error."""
    own = field.field.widget.attrs.get("class", "")
    names = [own, control_class(field), "is-invalid" if field.errors else ""]
    return field.as_widget(attrs={"class": " ".join(name for name in names if name)})


@register.filter
def is_lone_checkbox(field: BoundField) -> bool:
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def kept_file(field: BoundField) -> Any:
    """The file stored earlier, which stays unless another one is chosen."""
    widget = field.field.widget
    return (
        field.initial if isinstance(widget, ClearableFileInput) and field.initial else None
    )


@register.filter
def error_summary(form: Form) -> list[tuple[str, str, str]]:
    """Each error with the id of its control and the name of its field."""
    rows = [("", "", str(error)) for error in form.non_field_errors()]
    for field in form:
        target = "" if field.is_hidden else first_control_id(field)
        label = "" if field.is_hidden else str(field.label)
        rows += [(target, label, str(error)) for error in field.errors]
    return rows
