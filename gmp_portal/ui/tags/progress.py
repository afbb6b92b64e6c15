"""What forms and jobs tell about themselves while somebody waits or types."""

from datetime import datetime
from typing import Any

from django import template
from django.forms import BaseFormSet, BoundField
from django.template import Context
from django.utils.safestring import SafeString

from gmp_portal.ui.tags.component import component
from gmp_portal.ui.templatetags.form_fields import ErrorRow, form_errors, formset_errors

register = template.Library()


@register.simple_tag
def progress_bar(done: int, total: int, label: str = "") -> SafeString:
    """{% progress_bar 5 10 _("5 of 10 sections completed") %}: how much is done."""
    percent = round(100 * done / total) if total else 0
    return component("progress_bar", done=done, total=total, label=label, percent=percent)


@register.simple_tag
def job_progress(job: Any, url: str = "") -> SafeString:
    """{% job_progress job url %}: the named step of a job, asked for each second."""
    return component("job_progress", job=job, url=url)


@register.simple_tag
def word_counter(field: BoundField | str, limit: int) -> SafeString:
    """{% word_counter form.text 250 %}: words left, counted while the person types."""
    control = field if isinstance(field, str) else field.id_for_label
    return component("word_counter", control=control, limit=limit)


@register.simple_tag
def preview(field: BoundField) -> SafeString:
    """{% preview form.text %}: the paragraphs, items and tables that a text will have."""
    return component("preview", control=field.id_for_label, text=field.value() or "")


@register.simple_tag(takes_context=True)
def field_state(context: Context, saved_at: datetime | None = None) -> SafeString:
    """{% field_state draft.updated_at %}: whether what was typed is saved.

    What stands in the form after an error or over a newer text is not what was saved.
    """
    shared = getattr(context.get("form"), "shared", None)
    is_unsaved = context.get("form_has_errors") or getattr(shared, "conflicts", None)
    return component("field_state", saved_at=None if is_unsaved else saved_at)


@register.simple_tag
def error_summary(*forms: Any) -> SafeString:
    """{% error_summary form formset %}: one list of errors above several forms."""
    rows: list[ErrorRow] = []
    for form in filter(None, forms):
        form.is_summarized = True
        if form.is_bound:
            is_formset = isinstance(form, BaseFormSet)
            rows += formset_errors(form) if is_formset else form_errors(form)
    return component("errors", rows=rows)
