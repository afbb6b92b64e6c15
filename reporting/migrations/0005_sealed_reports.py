"""What was frozen, handed in or taken over changes only as the actions change it.

The guards of 0002 name what stays; these seals name what may change, so that whatever else is
noted of a report stays, too. The rows of a report are kept by 0002 and 0003.
"""

from django.db import migrations

from gmp_portal.ledger.sealing import ANYHOW, seal

FROZEN = "The snapshot of this report is frozen."
FILED = "What was submitted is never deleted, and what was accepted never changes."
FORMAT = "A reporting format stays as it was; the next version is another one."
CYCLE = "A reporting cycle stays as it was opened."
TEXT = "A text stays as it came, and as it was settled when it was taken over or discarded."
FREEZING = ["snapshot_sha256", "frozen_by_id", "frozen_at"]
APPROVAL = ["approved_by_id", "approved_at"]
FILE = ["pdf_id", "pages", "problems"]


def filed(table, name):
    return [
        seal(
            *(table, f"{name}_submitted_stays", FILED),
            when="was.status = 'submitted'",
            may_change=["status", "accepted_by_id", "accepted_at", "return_reason"],
        ),
        seal(
            *(table, f"{name}_accepted_stays", FILED),
            when="was.status = 'accepted'",
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("reporting", "0004_imported_texts"), ("ledger", "0005_seal")]
    operations = [
        seal(
            *("reporting_report", "report_frozen_stays", FROZEN),
            when="was.status = 'frozen' AND made.status IS DISTINCT FROM 'assembled'",
            may_change=["status", "problems"],
            may_be_filled=["pdf_id", "pages"],
        ),
        seal(
            *("reporting_report", "report_typeset_stays", FROZEN),
            when="was.status IN ('typeset', 'approved')"
            " AND made.status IS DISTINCT FROM 'assembled'",
            may_change=["status"],
            may_be_filled=[*APPROVAL, "published_at"],
        ),
        # Nothing goes one step back, so that the file could be another one: it is opened again.
        seal(
            *("reporting_report", "report_goes_on", FROZEN),
            on="UPDATE",
            when="was.status IN ('typeset', 'approved') AND made.status = 'frozen'"
            " OR was.status = 'approved' AND made.status = 'typeset'",
        ),
        seal(
            *("reporting_report", "report_opened_again_stays", FROZEN),
            on="UPDATE",
            when="was.status IN ('frozen', 'typeset', 'approved')"
            " AND made.status = 'assembled'",
            may_change=["status", "round", *FREEZING, *APPROVAL, *FILE],
        ),
        seal(
            *("reporting_report", "report_published_stays"),
            "A published report never changes; it is corrected by another document.",
            when="was.status = 'published'",
        ),
        *filed("reporting_progressreport", "progress_report"),
        *filed("reporting_areareport", "area_report"),
        seal(*("reporting_reportform", "report_form_stays", FORMAT), on="UPDATE", when="true"),
        seal(
            *("reporting_reportingcycle", "cycle_stays", CYCLE),
            when="true",
            may_change=["status"],
        ),
        seal(
            *("reporting_reportingcycle", "cycle_closed_stays", CYCLE),
            when="was.status = 'closed'",
        ),
        seal(
            *("reporting_importedtext", "imported_text_stays", TEXT),
            when="true",
            may_change=[
                *("status", "read_as", "settled_as", "unsure", "typed", "version"),
                "report_id",
            ],
        ),
        seal(
            *("reporting_importedtext", "imported_text_ended_stays", TEXT),
            when="was.status IN ('taken_over', 'discarded')",
        ),
        seal(
            *("reporting_settledstep", "settled_step_in_time", TEXT),
            on=ANYHOW,
            when="EXISTS (SELECT FROM reporting_importedtext AS text"
            " WHERE text.id IN (was.text_id, made.text_id)"
            " AND text.status IN ('taken_over', 'discarded'))",
        ),
    ]
