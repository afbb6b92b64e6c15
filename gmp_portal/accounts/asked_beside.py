"""What every page asks for whoever is signed in, of apps above: asked in one go with the terms."""

from collections.abc import Callable

from gmp_portal.registry import Registry
from gmp_portal.rounds import FilledStatement

ASKED: "Registry[str, Callable[[], FilledStatement]]" = Registry(
    "what is asked beside terms"
)
