"""Controls of forms made in Python, character by character as Django's templates make them.

A page with filters has hundreds of options, and a template for each of them took longer than
everything else of the page. What is not among these kinds is made by its template as ever.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.template.base import render_value_in_context
from django.template.context import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

WIDGETS = "django/forms/widgets/"
INPUTS = ("input", "text", "number", "email", "url", "hidden", "search", "tel")
# Numbers in labels are written as the reader's language does.
PLAIN = Context()
DIRECTION = ' dir="auto"'

Widget = Mapping[str, Any]


class Renderer(TemplatesSetting):
    """Makes the frequent kinds of controls in Python, all others from their templates."""

    def render(
        self,
        template_name: str,
        context: dict[str, Any],
        request: HttpRequest | None = None,
    ) -> SafeString:
        if make := QUICK.get(template_name):
            return SafeString(make(context["widget"]))
        return super().render(template_name, context, request)


def _attributes(widget: Widget) -> str:
    return "".join(
        f" {conditional_escape(name)}"
        + ("" if value is True else f'="{conditional_escape(str(value))}"')
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _input(widget: Widget) -> str:
    value = widget["value"]
    given = "" if value is None else f' value="{conditional_escape(_text(value))}"'
    kind, name = conditional_escape(widget["type"]), conditional_escape(widget["name"])
    return f'<input type="{kind}" name="{name}"{given}{_attributes(widget)}>'


def _textarea(widget: Widget) -> str:
    value = widget["value"]
    text = _shown(value) if value else ""
    name = conditional_escape(widget["name"])
    return f'<textarea name="{name}"{_attributes(widget)}>\n{text}</textarea>'


def _select(widget: Widget) -> str:
    name = conditional_escape(widget["name"])
    groups = "".join(
        _group(label, options) for label, options, _index in widget["optgroups"]
    )
    return f'<select name="{name}"{_attributes(widget)}>{groups}\n</select>'


def _group(label: Any, options: list[Widget]) -> str:
    made = "".join(f"\n  {_option(option)}" for option in options)
    if not label:
        return made
    return f'\n  <optgroup label="{_shown(label)}">{made}\n  </optgroup>'


def _option(option: Widget) -> str:
    """What a record is called is content: it keeps its direction."""
    value, label = option["value"], option["label"]
    is_by_people = getattr(value, "instance", None) or getattr(label, "is_by_people", False)
    return (
        f'<option value="{conditional_escape(_text(value))}"{_attributes(option)}'
        f"{DIRECTION if is_by_people else ''}>{_shown(label)}</option>"
    )


def _text(value: Any) -> str:
    """The same as the filter ``stringformat:"s"``: what is safe markup stays so."""
    return value if isinstance(value, str) else str(value)


def _shown(value: Any) -> str:
    return str(render_value_in_context(value, PLAIN))


QUICK: dict[str, Callable[[Widget], str]] = {
    **{f"{WIDGETS}{name}.html": _input for name in INPUTS},
    f"{WIDGETS}textarea.html": _textarea,
    f"{WIDGETS}select.html": _select,
}
