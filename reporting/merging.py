"""What becomes of the rows of this app when two entries or two accounts are merged (C16)."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy

from gmp_portal.accounts import merging
from gmp_portal.accounts.merging import Key, Rows
from partners.models import Partner
from reporting.models import (
    AreaReport,
    ImportedText,
    ProgressReport,
    Report,
    ReportingCycle,
    SettledStep,
)

Status = ProgressReport.Status


def register_all() -> None:
    merging.register(
        Key(
            ProgressReport,
            "partner",
            stays=gettext_lazy(
                "A report that was sent stays as it was sent. The page of the entry that stays "
                "shows the reports of both."
            ),
            moving=_free_drafts,
            waiting=_unfinished,
            named_by=("partner", "area", "cycle"),
        )
    )
    merging.register_history(ReportingCycle, "opened_by")
    merging.register_history(AreaReport, "started_by", "submitted_by", "accepted_by")
    merging.register_history(Report, "assembled_by", "frozen_by", "approved_by")
    merging.register_history(ImportedText, "begun_by")
    merging.register_history(SettledStep, "by")
    merging.register_history(ProgressReport, "started_by", "submitted_by", "accepted_by")


def _free_drafts(rows: Rows, kept: Partner) -> Rows:
    """Drafts that tell of no activity yet: others stay with the activities they tell of."""
    same = ProgressReport.objects.filter(
        partner=kept, cycle=OuterRef("cycle"), area=OuterRef("area")
    )
    return rows.filter(status=Status.DRAFT, reported_activities=None).exclude(Exists(same))


def _unfinished(gone: Partner, kept: Partner) -> Rows:
    """Reports that nobody could finish or answer for any more (A1-6a-iii)."""
    own = ProgressReport.objects.filter(partner=gone).exclude(status=Status.ACCEPTED)
    going = _free_drafts(own, kept).order_by().values("pk")
    return own.exclude(pk__in=going).select_related("partner", "area", "cycle")
