"""Where rows and columns of the first version went: each later migration adds its line here.

A table or column that a migration renames, empties or drops is named in this file, or the
tests say that it is lost.
"""

from collections.abc import Callable, Iterator

from tests.upgrade import reckoned
from tests.upgrade.contents import Row

# Tables that other rows join by themselves, whenever a model or a migration is added.
GROWING = {"django_migrations", "django_content_type", "auth_permission"}

# Tables to which a migration adds rows; those that were there stay as they were.
JOINED = {"jobs_job"}

# "old table": "new table" with the same rows.
RENAMED_TABLES: dict[str, str] = {}

# ("table", "old column"): "new column" with the same values; the table by its old name.
RENAMED_COLUMNS: dict[tuple[str, str], str] = {}

# ("table", "column"): {"old value": "new value"}; values not named here stay as they were.
RENAMED_VALUES: dict[tuple[str, str], dict[str, str]] = {
    ("documents_document", "policy"): {
        "partners.letter": "letter_original",
        "partners.public_letter": "letter_public",
        "meetings.paper": "meeting_paper",
        "meetings.report": "meeting_report",
        "areas.plan": "plan_file",
        "reporting.report": "report_file",
    },
}

# ("table", "column"): tells what is wrong in a column whose values are others now.
CHANGED_COLUMNS: dict[tuple[str, str], Callable[[list[Row], list[Row]], Iterator[str]]] = {
    ("partners_partner", "skeleton"): reckoned.forms_of_partners,
    ("partners_letterofintent", "skeleton"): reckoned.forms_of_letters,
    ("reference_country", "places"): reckoned.places_of_countries,
    ("areas_areamembership", "until"): reckoned.ends_of_memberships,
    **{
        (table, "continues_id"): reckoned.keys_of_entries
        for table in (
            *("areas_planobjective", "areas_priorityaction", "areas_effort"),
            *("areas_opportunity", "areas_indicator", "areas_potentialdonor"),
            *("areas_projectrequest", "areas_linkage"),
        )
    },
}

# "table": why nothing is lost though its rows are not found by their columns any more, and
# which test looks for them instead.
MOVED_TABLES: dict[str, str] = {
    # test_each_activity_is_told_in_its_cycle_as_before and the test after it
    "reporting_activity": "one row of areas_activity and one of reporting_reportedactivity",
    "reporting_activity_countries": "areas_activity_countries",
}

# What the first version told of activities, in its own tables: this never changes.
ACTIVITIES_THEN = """
    SELECT partner.slug, area.slug, cycle.slug, activity.title, activity.state,
        activity.result, activity.priorities::text, activity.focus,
        activity.builds_capacity, activity.indicator_id, activity.indicator_value::text,
        activity.evidence_url, activity.position,
        (SELECT string_agg(country_id, ' ' ORDER BY country_id)
            FROM reporting_activity_countries WHERE activity_id = activity.id)
    FROM reporting_activity activity
    JOIN reporting_progressreport report ON report.id = activity.report_id
    JOIN partners_partner partner ON partner.id = report.partner_id
    JOIN areas_partnershiparea area ON area.id = report.area_id
    JOIN reporting_reportingcycle cycle ON cycle.id = report.cycle_id
"""
# The same columns in today's tables: each old row became one activity of its partner and
# area, with one row of the report that points at it. Partner and area are read from the
# activity, the cycle from the report.
ACTIVITIES_NOW = """
    SELECT partner.slug, area.slug, cycle.slug, activity.title, told.state,
        told.result, activity.priorities::text, activity.focus,
        activity.builds_capacity, told.indicator_id, told.indicator_value::text,
        told.evidence_url, told.position,
        (SELECT string_agg(country_id, ' ' ORDER BY country_id)
            FROM areas_activity_countries place WHERE place.activity_id = activity.id)
    FROM reporting_reportedactivity told
    JOIN areas_activity activity ON activity.id = told.activity_id
    JOIN reporting_progressreport report ON report.id = told.report_id
    JOIN partners_partner partner ON partner.id = activity.partner_id
    JOIN areas_partnershiparea area ON area.id = activity.area_id
    JOIN reporting_reportingcycle cycle ON cycle.id = report.cycle_id
"""

# How many activities each partner has in each area.
ACTIVITIES_OF_AREAS_NOW = """
    SELECT partner.slug, area.slug, count(activity.id)
    FROM areas_activity activity
    JOIN partners_partner partner ON partner.id = activity.partner_id
    JOIN areas_partnershiparea area ON area.id = activity.area_id
    GROUP BY partner.slug, area.slug
"""
