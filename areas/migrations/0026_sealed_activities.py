"""What a lead acknowledged of an activity stays as it was; drafts change and go (R-75)."""

from django.db import migrations

SEALS = """
CREATE TRIGGER activity_stays AFTER UPDATE OR DELETE ON areas_activity
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'An activity that was acknowledged stays as it was.',
        $$was.status IN ('active', 'ended')$$,
        'status outcome ends_on partner_id continues_id stands_apart counted_with_id counted_apart',
        'ended_at ended_by_id');
CREATE TRIGGER activity_ended_stays AFTER UPDATE ON areas_activity
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'An activity that is ended stays so.',
        $$was.status = 'ended'$$,
        'partner_id continues_id stands_apart counted_with_id counted_apart');
CREATE TRIGGER activity_part_stays AFTER UPDATE OR DELETE ON areas_activitypart
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'Who takes part in an acknowledged activity stays.',
        $$EXISTS (SELECT 1 FROM areas_activity activity WHERE activity.id = was.activity_id
            AND activity.status IN ('active', 'ended'))$$,
        'partner_id',
        'declined_at declined_by_id');
"""
UNDO = """
DROP TRIGGER activity_part_stays ON areas_activitypart;
DROP TRIGGER activity_ended_stays ON areas_activity;
DROP TRIGGER activity_stays ON areas_activity;
"""


class Migration(migrations.Migration):

    dependencies = [
        ("areas", "0025_activities_of_partners"),
        ("ledger", "0005_seal"),
    ]

    operations = [migrations.RunSQL(SEALS, UNDO)]
