"""How a tag becomes markup: its template, with what the tag prepared."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString


def component(name: str, /, **context: Any) -> SafeString:
    # Stripped, so that a component can stand before a comma.
    return SafeString(render_to_string(f"_components/{name}.html", context).strip())
