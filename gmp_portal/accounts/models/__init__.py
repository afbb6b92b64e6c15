"""People, and the terms of office from which their rights follow."""

from gmp_portal.accounts.models.erasures import Erasure, ErasureStatus
from gmp_portal.accounts.models.merges import AccountDistinction, AccountMerge
from gmp_portal.accounts.models.tallies import Tally
from gmp_portal.accounts.models.terms import SecretariatTerm, Term, TermQuerySet
from gmp_portal.accounts.models.users import User

__all__ = [
    "AccountDistinction",
    "AccountMerge",
    "Erasure",
    "ErasureStatus",
    "SecretariatTerm",
    "Tally",
    "Term",
    "TermQuerySet",
    "User",
]
