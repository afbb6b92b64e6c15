"""What can be done with many letters or partners at once, as an app above offers it (R-53)."""

from typing import TYPE_CHECKING

from gmp_portal.registry import Registry

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ACTS: "Registry[str, StrOrPromise]" = Registry("acts on many letters")
ON_PARTNERS: "Registry[str, StrOrPromise]" = Registry("acts on many partners")
