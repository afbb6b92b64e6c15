"""Names for what views are given."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from gmp_portal.accounts.models import User


class SignedInRequest(HttpRequest):
    """A request that passed the sign-in wall, so its user is a person."""

    user: "User"
