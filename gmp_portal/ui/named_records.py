"""Records named by whoever fills in a form, where there are too many for a list to choose from."""

from abc import abstractmethod
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

# How many are named where the words may mean several.
NAMED = 10


class NamedRecordField(forms.CharField):
    """One record by its name; of several none is taken for the one that is meant."""

    def to_python(self, value: Any) -> Any:
        """The one that has this name; the refusal names those that may be meant."""
        words = super().to_python(value) or ""
        if not words:
            return None
        meant, labels = self.look(words)
        if len(meant) == 1:
            return meant[0]
        raise self.refusal(labels[:NAMED])

    def run_validators(self, value: Any) -> None:
        """What was typed is gone: the record stands in its place, and none has a longer name."""

    @abstractmethod
    def look(self, words: str) -> tuple[list[Any], list[Any]]:
        """Who has this very name, and the labels of all that may be meant."""

    @abstractmethod
    def refusal(self, labels: list[Any]) -> ValidationError:
        """What is said where none, one or several may be meant."""
