"""Let two years from 29 February end with 28 February: the anniversary counts as 1 March."""

from django.db import migrations

RULE = """
ALTER TABLE advisory_group_chairterm DROP CONSTRAINT chair_two_years_at_most;
ALTER TABLE advisory_group_chairterm ADD CONSTRAINT chair_two_years_at_most CHECK (
    NOT upper_inf(period) AND upper(period) <= (lower(period) + interval '2 years')::date
        + (extract(day FROM lower(period))
            <> extract(day FROM lower(period) + interval '2 years'))::int);
"""
BEFORE = """
ALTER TABLE advisory_group_chairterm DROP CONSTRAINT chair_two_years_at_most;
ALTER TABLE advisory_group_chairterm ADD CONSTRAINT chair_two_years_at_most CHECK (
    NOT upper_inf(period) AND upper(period) <= lower(period) + interval '2 years');
"""


class Migration(migrations.Migration):
    dependencies = [("advisory_group", "0002_counting_rules")]

    operations = [migrations.RunSQL(RULE, BEFORE)]
