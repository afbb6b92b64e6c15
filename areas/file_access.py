"""Who may open the files of this app's records."""

from areas.models import PlanVersion
from gmp_portal.documents.models import Document

# The rule by which files are opened, as it is kept with each file.
PLAN = "plan_file"


def may_read_plan(user: object, document: Document) -> bool:
    """The file of a plan is public with the plan (A1-6d-ii)."""
    return PlanVersion.objects.published().filter(pdf=document).exists()


def page_of_plan(document: Document) -> str:
    return PlanVersion.objects.get(pdf=document).get_absolute_url()
