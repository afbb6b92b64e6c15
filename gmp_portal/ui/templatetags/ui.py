"""The component library: every tag of ``gmp_portal.ui.tags`` under one ``{% load ui %}``."""

from django import template

from gmp_portal.ui.tags import (
    boxes,
    downloads,
    frames,
    pages,
    pictures,
    progress,
    records,
    rows,
    signs,
    texts,
)

register = template.Library()
for part in (
    boxes,
    downloads,
    frames,
    pages,
    pictures,
    progress,
    records,
    rows,
    signs,
    texts,
):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)
