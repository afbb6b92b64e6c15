"""Who may read a file: the app that owns the record says so, for each request."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser

from gmp_portal.accounts.models import User
from gmp_portal.documents.models import Document
from gmp_portal.registry import Registry

Policy = Callable[[User | AnonymousUser, Document], bool]
POLICIES: Registry[str, Policy] = Registry("file policies")
# The address of the page on which such a file is described and cited.
LANDINGS: Registry[str, Callable[[Document], str]] = Registry("pages of files")
# Files that only some may read, of which is noted who opens them.
NOTED: Registry[str, bool] = Registry("policies of which readings are noted")
# Names of the version before, which a file may carry that its programs stored while the new tables
# were there already. They go with the next version.
FORMER = {
    "partners.letter": "letter_original",
    "partners.public_letter": "letter_public",
    "meetings.paper": "meeting_paper",
    "meetings.report": "meeting_report",
    "areas.plan": "plan_file",
    "reporting.report": "report_file",
}


def register(
    name: str,
    policy: Policy,
    *,
    landing: Callable[[Document], str] | None = None,
    is_noted: bool = False,
) -> None:
    """Called in ``AppConfig.ready`` of the app whose records own such files."""
    POLICIES.register(name, policy)
    if landing is not None:
        LANDINGS.register(name, landing)
    if is_noted:
        NOTED.register(name, is_noted)


def may_read(user: User | AnonymousUser, document: Document) -> bool:
    """Closed by default: a policy that nobody registered lets nobody in."""
    policy = POLICIES.get(_named_now(document))
    return policy is not None and policy(user, document)


def is_noted(document: Document) -> bool:
    """Whether it is noted who opens the file: what everybody may read is no secret (R-51)."""
    if not NOTED.get(_named_now(document), False):
        return False
    return not may_read(AnonymousUser(), document)


def landing_of(document: Document) -> str:
    """The address of the page that describes the file; empty where it has none."""
    landing = LANDINGS.get(_named_now(document))
    return landing(document) if landing else ""


def _named_now(document: Document) -> str:
    return FORMER.get(document.policy, document.policy)
