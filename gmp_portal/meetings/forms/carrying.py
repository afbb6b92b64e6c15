"""The decision on which something is recorded, in forms of the apps above."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from gmp_portal.meetings.models import Decision
from gmp_portal.workflow import unmet

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class CarryingDecisionField(forms.ModelChoiceField):
    """One of the decisions that can carry it; any other is refused with the rule, ``only``."""

    def __init__(self, *, only: "StrOrPromise", clause: str, **kwargs: Any) -> None:
        super().__init__(Decision.objects.none(), **kwargs)
        self.only = only
        self.clause = clause

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except ValidationError:
            raise unmet(self.only, self.clause) from None
