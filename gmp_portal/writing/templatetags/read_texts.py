"""``{% load read_texts %}``: which text a button acts on."""

from django import template
from django.db.models import Model

from gmp_portal.writing import read_texts

register = template.Library()


@register.simple_tag
def read_token(record: Model) -> str:
    """{% read_token decision as read %}: the text that this page shows, for a button."""
    return read_texts.token(record)
