"""Let two years from 29 February end with 28 February: the anniversary counts as 1 March."""

from django.db import migrations

RULE = """
ALTER TABLE advisory_group_chairterm DROP CONSTRAINT chair_two_years_at_most;
ALTER TABLE advisory_group_chairterm ADD CONSTRAINT chair_two_years_at_most CHECK (
    NOT upper_inf(period) AND upper(period) <= (lower(period) + interval '2 years')::date
        + (extract(day FROM lower(period))
            <> extract(day FROM lower(period) + interval '2 years'))::int);
"""
# Backwards, terms that the new rule let in stay as they were recorded: NOT VALID holds the old
# rule for what is written from then on, and asks nothing of the rows that are there.
BEFORE = """
ALTER TABLE advisory_group_chairterm DROP CONSTRAINT chair_two_years_at_most;
ALTER TABLE advisory_group_chairterm ADD CONSTRAINT chair_two_years_at_most CHECK (
    NOT upper_inf(period) AND upper(period) <= lower(period) + interval '2 years')
    NOT VALID;
"""


class Migration(migrations.Migration):
    dependencies = [("advisory_group", "0002_counting_rules")]

    operations = [migrations.RunSQL(RULE, BEFORE)]
