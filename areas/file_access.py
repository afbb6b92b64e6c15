"""Who may open the files of this app's records."""

from django.contrib.auth.models import AnonymousUser

from areas.models import PartnershipArea, PlanCompanion, PlanFigure, PlanVersion
from gmp_portal.accounts.models import User
from gmp_portal.documents.models import Document

# The rule by which files are opened, as it is kept with each file.
PLAN = "plan_file"
COPY = "plan_copy"
COMPANION = "plan_companion"
FIGURE = "plan_figure"


def may_read_plan(user: object, document: Document) -> bool:
    """The file of a plan is public with the plan (A1-6d-ii)."""
    return PlanVersion.objects.published().filter(pdf=document).exists()


def page_of_plan(document: Document) -> str:
    return PlanVersion.objects.get(pdf=document).get_absolute_url()


def may_read_copy(user: User | AnonymousUser, document: Document) -> bool:
    """A file made of a version goes to whoever may read the version (A1-6d-ii)."""
    visible = PlanVersion.objects.visible_to(user)
    return visible.filter(made_files__document=document).exists()


def page_of_copy(document: Document) -> str:
    version = PlanVersion.objects.filter(made_files__document=document).first()
    return version.get_absolute_url() if version else ""


def may_read_companion(user: User | AnonymousUser, document: Document) -> bool:
    """What goes with a plan is public with it, or for its area only, as its leads say (B4-1)."""
    of_document = PlanCompanion.objects.filter(document=document)
    return of_document.visible_to(user).exists()


def page_of_companion(document: Document) -> str:
    """The newest version with which it goes."""
    newest = PlanVersion.objects.filter(companions__document=document).order_by("number")
    return newest.last().get_absolute_url()  # type: ignore[union-attr]


def page_of_figure(document: Document) -> str:
    """The newest version that shows it, a public one first."""
    figure = PlanFigure.objects.get(document=document)
    showing = PlanVersion.objects.filter(
        area=figure.area_id, texts__text__contains=f"![{figure.pk}]"
    ).order_by("number")
    newest = showing.published().last() or showing.last()
    return newest.get_absolute_url() if newest else figure.area.get_absolute_url()


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
