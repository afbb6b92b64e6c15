"""Texts of a draft may be longer than those of a plan that is sent: nothing is cut (C4)."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from areas.annex2 import DRAFT_LIMIT
from gmp_portal.ui import limits


def allow(form: forms.BaseForm) -> None:
    """Let every text of several lines be too long in a draft, and say by how much it is."""
    for name, field in form.fields.items():
        most = getattr(field, "max_length", None)
        if not isinstance(field.widget, forms.Textarea) or not most:
            continue
        told = limit_in_words(typed(form, name), most)
        limits.limit(field, DRAFT_LIMIT)
        field.help_text = f"{field.help_text} {told}".strip()


def typed(form: forms.BaseForm, name: str) -> str:
    """What stands in a field; asked like this, its words may still be changed."""
    field = form.fields[name]
    if not form.is_bound:
        return str(form.get_initial_for_field(field, name) or "")
    sent = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
    return str(sent or "")


def limit_in_words(text: str, limit: int) -> str:
    """How long a text may be when the plan is sent, and by how much this one is longer."""
    excess = len("\n".join(text.splitlines()).strip()) - limit
    if excess <= 0:
        return _("At most %(limit)d characters when the plan is sent.") % {"limit": limit}
    return ngettext(
        "At most %(limit)d characters when the plan is sent: this is %(excess)d too many. "
        "You may save it in a draft.",
        "At most %(limit)d characters when the plan is sent: these are %(excess)d too many. "
        "You may save them in a draft.",
        excess,
    ) % {"limit": limit, "excess": excess}
