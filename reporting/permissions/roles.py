"""Whose step it is: a role answers with nothing, or says to the wrong person why not."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.models import LeadTerm, PartnershipArea
from areas.permissions import leads
from gmp_portal.accounts.models import User
from gmp_portal.accounts.steps import Anybody, Refusal, Role
from gmp_portal.workflow import RuleRefusedError
from partners.models import Partner
from partners.permissions import represents
from reporting.models import AreaReport, ProgressReport, Report

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def is_secretariat(user: Anybody) -> bool:
    return isinstance(user, User) and user.is_secretariat


def secretariat(sentence: "StrOrPromise") -> Role:
    def role(user: Anybody, _record: Model) -> Refusal:
        return None if is_secretariat(user) else PermissionDenied(sentence)

    return role


ONLY_SECRETARIAT = gettext_lazy(
    "Only the secretariat works on reports to governing bodies."
)
works_on_reports = secretariat(ONLY_SECRETARIAT)
changes_texts = secretariat(
    gettext_lazy(
        "Only the secretariat changes the text of a report, and only before it is frozen."
    )
)


def refusal_of_freezer(user: Anybody, report: Report) -> RuleRefusedError | None:
    """Keeps whoever froze a snapshot from approving it (A1-6c-ii)."""
    if report.frozen_by_id is None or report.frozen_by_id != user.pk:
        return None
    sentence = _("A report is approved by a second person, not by the one who froze it.")
    return RuleRefusedError(sentence, clause="A1-6c-ii", status=403)


def second_person(user: Anybody, report: Report) -> Refusal:
    return works_on_reports(user, report) or refusal_of_freezer(user, report)


def representative(user: Anybody, partner: Partner) -> Refusal:
    if represents(user, partner):
        return None
    sentence = _(
        "Only people who speak for the partner today write its report, and only before it is "
        "submitted. Whoever left hands over to the partner's focal point."
    )
    return RuleRefusedError(sentence, clause="A1-6a-iii", status=403)


def lead(user: Anybody, area: PartnershipArea) -> Refusal:
    if leads(user, area):
        return None
    sentence = _(
        "Only a lead or co-lead of the area writes and submits its report, before it is "
        "submitted."
    )
    return RuleRefusedError(sentence, clause="A1-6b-vi", status=403)


def author(user: Anybody, report: ProgressReport) -> Refusal:
    return representative(user, report.partner)


def author_for_area(user: Anybody, report: AreaReport) -> Refusal:
    return lead(user, report.area)


def judge(user: Anybody, report: ProgressReport) -> Refusal:
    """A lead of the area; the secretariat only where no lead is independent of the partner."""
    if leads(user, report.area):
        may = not represents(user, report.partner)
    else:
        may = is_secretariat(user) and not _has_independent_lead(report)
    if may:
        return None
    sentence = _(
        "A lead of the area accepts or returns a submitted report, but never that of his or "
        "her own organization; the secretariat does where there is no other lead."
    )
    return RuleRefusedError(sentence, clause="A1-6a-iii", status=403)


def _has_independent_lead(report: ProgressReport) -> bool:
    terms = LeadTerm.objects.current().filter(area=report.area).select_related("person")
    return any(
        leads(term.person, report.area) and not represents(term.person, report.partner)
        for term in terms
    )


def judge_of_area(user: Anybody, _report: AreaReport) -> Refusal:
    if is_secretariat(user):
        return None
    sentence = _("The secretariat accepts or returns a report that an area has submitted.")
    return RuleRefusedError(sentence, clause="B7-1", status=403)
