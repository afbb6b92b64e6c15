"""What belongs to an acknowledged activity stays, and so does what was declined or taken back.

The areas that share an activity stay open: that two are one may be said later (R-76).
"""

from django.db import migrations

# Acknowledged, whichever activity the row was or shall be of.
ACKNOWLEDGED = """$$EXISTS (SELECT FROM areas_activity AS activity
            WHERE activity.id IN (was.activity_id, made.activity_id)
            AND activity.status IN ('active', 'ended'))$$"""
SEALS = f"""
CREATE TRIGGER activity_country_stays
    AFTER INSERT OR UPDATE OR DELETE ON areas_activity_countries
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'The countries of an acknowledged activity stay.',
        {ACKNOWLEDGED});
CREATE TRIGGER activity_effort_stays
    AFTER INSERT OR UPDATE OR DELETE ON areas_activity_efforts
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'The efforts that an acknowledged activity serves stay.',
        {ACKNOWLEDGED});
CREATE TRIGGER activity_part_in_time AFTER INSERT ON areas_activitypart
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'Nobody is named in an activity any more once it is acknowledged.',
        {ACKNOWLEDGED});
CREATE TRIGGER opportunity_settled_stays AFTER UPDATE OR DELETE ON areas_areaopportunity
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A suggestion that was declined or taken back stays as it was.',
        $$was.status IN ('declined', 'withdrawn')$$,
        'partner_id');
CREATE TRIGGER interest_taken_back_stays AFTER UPDATE OR DELETE ON areas_opportunityinterest
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'What was taken back stays so.',
        $$was.withdrawn_at IS NOT NULL$$);
"""
UNDO = """
DROP TRIGGER interest_taken_back_stays ON areas_opportunityinterest;
DROP TRIGGER opportunity_settled_stays ON areas_areaopportunity;
DROP TRIGGER activity_part_in_time ON areas_activitypart;
DROP TRIGGER activity_effort_stays ON areas_activity_efforts;
DROP TRIGGER activity_country_stays ON areas_activity_countries;
"""


class Migration(migrations.Migration):

    dependencies = [
        ("areas", "0033_withdrawn_suggestions"),
        ("ledger", "0005_seal"),
    ]

    operations = [migrations.RunSQL(SEALS, UNDO)]
