"""Small helps for the templates of this app."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def at(mapping: Mapping[Any, Any], key: Any) -> Any:
    """{{ since|at:partner.pk }}: what stands under a key, or nothing."""
    return mapping.get(key)
