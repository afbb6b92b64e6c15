"""Let two years from 29 February end with 28 February: the anniversary counts as 1 March."""

from django.db import migrations

RULE = """
ALTER TABLE areas_leadterm DROP CONSTRAINT lead_term_two_years;
ALTER TABLE areas_leadterm ADD CONSTRAINT lead_term_two_years CHECK (
    upper(period) IS NOT NULL AND upper(period) <= (lower(period) + interval '2 years')::date
        + (extract(day FROM lower(period))
            <> extract(day FROM lower(period) + interval '2 years'))::int);
"""
# Backwards, terms that the new rule let in stay as they were recorded: NOT VALID holds the old
# rule for what is written from then on, and asks nothing of the rows that are there.
BEFORE = """
ALTER TABLE areas_leadterm DROP CONSTRAINT lead_term_two_years;
ALTER TABLE areas_leadterm ADD CONSTRAINT lead_term_two_years CHECK (
    upper(period) IS NOT NULL AND upper(period) <= (lower(period) + interval '2 years')::date)
    NOT VALID;
"""


class Migration(migrations.Migration):
    dependencies = [("areas", "0002_triggers")]

    operations = [migrations.RunSQL(RULE, BEFORE)]
