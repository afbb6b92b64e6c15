"""What a working rule is made of: an open question of the framework and its answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# A rule's value is one figure or one choice, or several of them under names.
KINDS: "dict[type, StrOrPromise]" = {
    bool: _("yes or no"),
    int: _("a whole number above zero"),
    str: _("one of the offered words"),
}


@dataclass(frozen=True, kw_only=True)
class WorkingRule:
    """One open question of the framework with the secretariat's answer to it."""

    id: str
    question: "StrOrPromise"
    value: Any
    sentence: Callable[[Any], str]
    clauses: tuple[str, ...]
    labels: "Mapping[str, StrOrPromise]"
    choices: tuple[str, ...] = ()

    @property
    def answer(self) -> str:
        """The rule as it was first set, as a sentence for people."""
        return self.describe(self.value)

    def describe(self, value: Any) -> str:
        """Say the rule with this value, as a sentence for people."""
        return self.sentence(value)

    def check(self, value: Any) -> None:
        """Refuse a value that has not the form of the one the rule started with."""
        if not isinstance(self.value, dict):
            self._check_part(self.value, value, "")
            return
        if not isinstance(value, dict) or set(value) != set(self.value):
            raise ValidationError(
                _("This working rule has exactly these parts: %(parts)s."),
                code="invalid_parts",
                params={"parts": ", ".join(self.value)},
            )
        for part, start in self.value.items():
            self._check_part(start, value[part], part)

    def _check_part(self, start: Any, value: Any, part: str) -> None:
        # bool is an int in Python; a figure of "True" is a mistake all the same.
        if (
            type(value) is not type(start)
            or (type(value) is int and value < 1)
            or (type(value) is str and value not in self.choices)
        ):
            raise ValidationError(
                _("“%(label)s” must be %(kind)s."),
                code="invalid_value",
                params={"label": self.labels[part], "kind": KINDS[type(start)]},
            )


def yes_or_no(yes: "StrOrPromise", no: "StrOrPromise") -> Callable[[bool], str]:
    """Say a rule that has but two answers."""
    return lambda value: str(yes if value else no)


def figure(text: "StrOrPromise") -> Callable[[int], str]:
    """Say a rule that is one figure; ``text`` names it ``value``."""
    return lambda value: str(text) % {"value": value}


def figures(text: "StrOrPromise") -> Callable[[dict[str, Any]], str]:
    """Say a rule that has several figures, by their names."""
    return lambda values: str(text) % values
