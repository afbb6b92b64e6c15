"""What decisions about areas, their leads and their plans are about, in words for people."""

from django.utils.translation import gettext as _

from areas.models import LeadTerm, PartnershipArea, PlanAmendment, PlanVersion
from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import once
from gmp_portal.meetings import subjects
from gmp_portal.meetings.subjects import Subject, SubjectKind


def _area(subject: Subject) -> PartnershipArea | None:
    area: PartnershipArea | None = once(
        (_area, subject), lambda: PartnershipArea.objects.filter(pk=subject.first).first()
    )
    return area


def _area_address(subject: Subject) -> str:
    area = _area(subject)
    return area.get_absolute_url() if area else ""


def _establishment(subject: Subject) -> str:
    area = _area(subject)
    return _("Establishment of the area “%(area)s”") % {"area": area} if area else ""


def _designation(subject: Subject) -> str:
    area = _area(subject)
    person = User.objects.filter(pk=subject.rest).first()
    if area is None or person is None:
        return ""
    return _("%(person)s as a lead of the area “%(area)s”") % {
        "person": person,
        "area": area,
    }


def _plan(subject: Subject) -> PlanVersion | None:
    plans = PlanVersion.objects.filter(pk=subject.first).select_related("area")
    plan: PlanVersion | None = once((_plan, subject), plans.defer("snapshot").first)
    return plan


def _plan_address(subject: Subject) -> str:
    plan = _plan(subject)
    return plan.get_absolute_url() if plan else ""


def _agreement(subject: Subject) -> str:
    plan = _plan(subject)
    if plan is None:
        return ""
    return _("Business plan “%(title)s”, version %(number)s") % {
        "title": plan.title,
        "number": plan.number,
    }


def _amended(subject: Subject) -> PlanAmendment | None:
    rows = PlanAmendment.objects.filter(pk=subject.first).select_related("area")
    amendment: PlanAmendment | None = once((_amended, subject), rows.first)
    return amendment


def _amendment_address(subject: Subject) -> str:
    amendment = _amended(subject)
    return amendment.get_absolute_url() if amendment else ""


def _amendment(subject: Subject) -> str:
    amendment = _amended(subject)
    if amendment is None:
        return ""
    return _("Amendment %(number)d of the plan of the area “%(area)s”") % {
        "number": amendment.number,
        "area": amendment.area,
    }


def register() -> None:
    subjects.register(PartnershipArea.SUBJECT, SubjectKind(_establishment, _area_address))
    subjects.register(LeadTerm.SUBJECT, SubjectKind(_designation, _area_address))
    plan = SubjectKind(_agreement, _plan_address, has_text=True)
    subjects.register(PlanVersion.SUBJECT, plan)
    amendment = SubjectKind(_amendment, _amendment_address, has_text=True)
    subjects.register(PlanAmendment.SUBJECT, amendment)
