"""Where rows and columns of the first version went: each later migration adds its line here.

A table or column that a migration renames, empties or drops is named in this file, or the
tests say that it is lost.
"""

# Tables that other rows join by themselves, whenever a model or a migration is added.
GROWING = {"django_migrations", "django_content_type", "auth_permission"}

# "old table": "new table" with the same rows.
RENAMED_TABLES: dict[str, str] = {}

# ("table", "old column"): "new column" with the same values; the table by its old name.
RENAMED_COLUMNS: dict[tuple[str, str], str] = {}

# ("table", "column"): why nothing is lost though the column, or its values, are others now.
CHANGED_COLUMNS: dict[tuple[str, str], str] = {}

# "table": why nothing is lost though its rows are not found by their columns any more, and
# which test looks for them instead.
MOVED_TABLES: dict[str, str] = {}

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
# The same columns in today's tables. When activities move to the areas, each old row becomes
# one activity of its partner and area, with one row of the report that points at it: the
# partner and the area are then read from the activity, the cycle from the report.
ACTIVITIES_NOW = ACTIVITIES_THEN

# How many activities each partner has in each area; from the activities alone once they
# have a partner and an area of their own.
ACTIVITIES_OF_AREAS_NOW = """
    SELECT partner.slug, area.slug, count(activity.id)
    FROM reporting_activity activity
    JOIN reporting_progressreport report ON report.id = activity.report_id
    JOIN partners_partner partner ON partner.id = report.partner_id
    JOIN areas_partnershiparea area ON area.id = report.area_id
    GROUP BY partner.slug, area.slug
"""
