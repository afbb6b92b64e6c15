"""Every clause of the overarching framework, in its order."""

from gmp_portal.rulebook.entry import Clause

ALL: tuple[Clause, ...] = ()
