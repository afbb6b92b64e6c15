"""Whose step it is: a role answers with nothing, or says to the wrong person why not."""

from django.utils.translation import gettext_lazy

from areas.models import LeadTerm
from areas.permissions import leads
from gmp_portal.accounts.rights import (
    Anybody,
    every,
    is_officer,
    officers,
    role,
)
from partners.permissions import represents, works_for
from reporting.models import ProgressReport, Report

ONLY_SECRETARIAT = gettext_lazy(
    "Only the secretariat works on reports to governing bodies."
)
works_on_reports = officers(ONLY_SECRETARIAT, "A1-6c-ii")
changes_texts = officers(
    gettext_lazy(
        "Only the secretariat changes the text of a report, and only before it is frozen."
    ),
    "A1-6c-ii",
)


def is_second_person(user: Anybody, report: Report) -> bool:
    """Somebody else than whoever froze the snapshot, who may approve it (A1-6c-ii)."""
    return report.frozen_by_id is None or report.frozen_by_id != user.pk


# Keeps whoever froze a snapshot from approving it (A1-6c-ii).
refusal_of_freezer = role(
    is_second_person,
    gettext_lazy("A report is approved by a second person, not by the one who froze it."),
    "A1-6c-ii",
    who=gettext_lazy("anybody but whoever froze the report"),
)
second_person = every(
    gettext_lazy("the secretariat, except for who froze the report"),
    works_on_reports,
    refusal_of_freezer,
)

# Contributors write the report of their partner, too, and do not send it (A1-6a-iii).
writer = role(
    works_for,
    gettext_lazy(
        "Only the people of the partner write its report, and only before it is submitted. "
        "Whoever left hands over to the partner's focal point."
    ),
    "A1-6a-iii",
    who=gettext_lazy("whoever belongs to the partner"),
)
representative = role(
    represents,
    gettext_lazy(
        "A focal point or alternate of the partner submits its report: tell one of them that it "
        "is ready."
    ),
    "A1-6a-iii",
    who=gettext_lazy("whoever speaks for the partner"),
)
lead = role(
    leads,
    gettext_lazy(
        "Only a lead or co-lead of the area writes and submits its report, before it is "
        "submitted."
    ),
    "A1-6b-vi",
    who=gettext_lazy("the leads of the area"),
)
reporter = role(
    lambda user, activity: represents(user, activity.partner),
    gettext_lazy("The partner knows whether two activities are the same one."),
    "B7-5",
    who=gettext_lazy("whoever speaks for the partner"),
)


author = writer.of(lambda report: report.partner)
sender = representative.of(lambda report: report.partner)
author_for_area = lead.of(lambda report: report.area)


def _judges(user: Anybody, report: ProgressReport) -> bool:
    """A lead of the area; the secretariat only where no lead is independent of the partner."""
    if leads(user, report.area):
        return not works_for(user, report.partner)
    return is_officer(user) and not _has_independent_lead(report)


def _has_independent_lead(report: ProgressReport) -> bool:
    terms = LeadTerm.objects.current().filter(area=report.area).select_related("person")
    return any(
        leads(term.person, report.area) and not works_for(term.person, report.partner)
        for term in terms
    )


judge = role(
    _judges,
    gettext_lazy(
        "A lead of the area accepts or returns a submitted report, but never that of his or "
        "her own organization; the secretariat does where there is no other lead."
    ),
    "A1-6a-iii",
    who=gettext_lazy(
        "a lead of the area from another organization; the secretariat where there is none"
    ),
)
judge_of_area = officers(
    gettext_lazy("The secretariat accepts or returns a report that an area has submitted."),
    "B7-1",
)
