"""Why two entries of the register are the same, or are not."""

from typing import Any

from django.utils.translation import gettext as _

from gmp_portal.ui.forms import ReasonForm


def merge_form(data: Any) -> ReasonForm:
    return ReasonForm(
        data,
        label=_("Why the two are the same organization"),
        hint=_("The reason stands in the history of both entries."),
        missing=_("Say why the two are the same organization."),
    )


def tell_apart_form(data: Any) -> ReasonForm:
    return ReasonForm(
        data,
        label=_("Why the two are not the same"),
        hint=_("The two are not shown in the list of likely duplicates any more."),
        missing=_("Say why the two are not the same."),
    )
