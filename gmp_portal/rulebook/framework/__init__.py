"""Every clause of the overarching framework, in its order and in the portal's own words."""

from gmp_portal.rulebook.definitions import Clause
from gmp_portal.rulebook.framework import (
    annex1_advisory_group,
    annex1_meetings,
    annex1_participation,
    annex1_roles,
    annex2_issue,
    annex2_resources,
    body,
    preamble,
)

ALL: tuple[Clause, ...] = (
    *preamble.CLAUSES,
    *body.CLAUSES,
    *annex1_participation.CLAUSES,
    *annex1_advisory_group.CLAUSES,
    *annex1_meetings.CLAUSES,
    *annex1_roles.CLAUSES,
    *annex2_issue.CLAUSES,
    *annex2_resources.CLAUSES,
)
