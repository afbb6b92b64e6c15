"""An area works on a topic once on each day; what was entered twice is counted once (R-81)."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
from django.db import migrations, models

# Of two that share days the one within the other keeps its first day alone, and the earlier one
# ends where the later one begins: all days stay on record.
ONCE = """
ALTER TABLE areas_topicarea DISABLE TRIGGER topic_area_stays;
UPDATE areas_topicarea AS inner_one SET until = since
WHERE until > since AND EXISTS (
    SELECT FROM areas_topicarea AS whole
    WHERE whole.topic_id = inner_one.topic_id AND whole.area_id = inner_one.area_id
    AND whole.id <> inner_one.id AND whole.since <= inner_one.since
    AND (whole.until IS NULL OR whole.until >= inner_one.until)
    AND (
        whole.id < inner_one.id OR whole.since < inner_one.since
        OR whole.until IS DISTINCT FROM inner_one.until
    )
);
UPDATE areas_topicarea AS earlier SET until = following.since
FROM (
    SELECT id, lead(since) OVER (PARTITION BY topic_id, area_id ORDER BY since, id) AS since
    FROM areas_topicarea WHERE until IS NULL OR until > since
) AS following
WHERE following.id = earlier.id AND earlier.until > following.since;
ALTER TABLE areas_topicarea ENABLE TRIGGER topic_area_stays;
"""


class Migration(migrations.Migration):

    dependencies = [
        ("areas", "0034_sealed_particulars"),
    ]

    operations = [
        migrations.RunSQL(ONCE, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="topicarea",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                name="topic_area_once_a_day",
                expressions=[
                    ("topic", "="),
                    ("area", "="),
                    (
                        models.Func(
                            models.F("since"),
                            models.F("until"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
            ),
        ),
    ]
