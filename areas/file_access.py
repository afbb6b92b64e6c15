"""Who may open the files of this app's records."""

from areas.models import PartnershipArea, PlanFigure, PlanVersion
from gmp_portal.accounts.models import User
from gmp_portal.documents.models import Document

# The rule by which files are opened, as it is kept with each file.
PLAN = "plan_file"
FIGURE = "plan_figure"


def may_read_plan(user: object, document: Document) -> bool:
    """The file of a plan is public with the plan (A1-6d-ii)."""
    return PlanVersion.objects.published().filter(pdf=document).exists()


def page_of_plan(document: Document) -> str:
    return PlanVersion.objects.get(pdf=document).get_absolute_url()


def may_read_figure(user: object, document: Document) -> bool:
    """A figure is shown by versions of plans: whoever may read any of these may see it (A1-3f-ii).

    Before a text shows it, those see it who write the plans of the area.
    """
    figure = PlanFigure.objects.filter(document=document).first()
    if figure is None:
        return False
    if isinstance(user, User):
        led = PartnershipArea.objects.led_by(user).filter(pk=figure.area_id)
        if user.is_secretariat or led.exists():
            return True
    versions = PlanVersion.objects.visible_to(user)  # type: ignore[arg-type]
    shown = versions.filter(area=figure.area_id, texts__text__contains=f"![{figure.pk}]")
    return shown.exists()
