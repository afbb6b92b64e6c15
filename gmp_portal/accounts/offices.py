"""Which offices somebody holds now, over every kind of term that the apps above define."""

from django.apps import apps
from django.db.models import QuerySet

from gmp_portal.accounts.models import SecretariatTerm, Term, User


def term_models() -> list[type[Term]]:
    return [model for model in apps.get_models() if issubclass(model, Term)]


def current_terms(user: User) -> list[Term]:
    """Every term of office this person holds today, one query per kind of office."""
    return [term for model in term_models() for term in model.objects.current().of(user)]


def secretariat() -> QuerySet[User]:
    """Everybody who acts for the secretariat today."""
    roles = (SecretariatTerm.Role.OFFICER, SecretariatTerm.Role.HEAD)
    terms = SecretariatTerm.objects.current().filter(role__in=roles)
    return User.objects.filter(is_active=True, pk__in=terms.values("person"))
