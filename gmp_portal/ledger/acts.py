"""The acts by name: each app says once, as an enumeration, what can happen to its records."""

from django.db.models import TextChoices

from gmp_portal.registry import Registry

ACTS: Registry[str, type[TextChoices]] = Registry("acts")


class UnknownActError(LookupError):
    """An act that no app has registered would stand in the ledger without a name."""


def register(enumeration: type[TextChoices]) -> None:
    """Called in ``AppConfig.ready`` of the app whose acts these are."""
    for kind in enumeration.values:
        ACTS.register(kind, enumeration)


def label(kind: str) -> str:
    """The act in words; a kind of past times is shown as it stands, never hidden."""
    enumeration = ACTS.get(kind)
    return str(enumeration(kind).label) if enumeration else kind
