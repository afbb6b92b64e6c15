"""A submitted plan changes only as the actions change it, and so do comments on it.

The guard of 0002 names what stays; these seals name what may change, so that whatever else is
noted of a plan stays, too. The rows of a submitted plan are kept by 0002 and 0004.
"""

from django.db import migrations

SEALS = """
CREATE TRIGGER plan_frozen_stays AFTER UPDATE OR DELETE ON areas_planversion
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A submitted plan is frozen.',
        $$was.frozen_at IS NOT NULL$$,
        'status',
        'reviewed_at answered_at published_at pdf_id');
CREATE TRIGGER plan_in_force_stays AFTER UPDATE ON areas_planversion
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A published plan stays published; a later version takes its place.',
        $$was.status = 'published' AND made.status NOT IN ('published', 'superseded') OR
            was.status = 'superseded' AND made.status <> 'superseded'$$);
CREATE TRIGGER plan_comment_stays AFTER UPDATE OR DELETE ON areas_plancomment
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A comment stays as it was made.',
        $$true$$,
        '',
        'resolved_at resolved_by_id');
CREATE TRIGGER plan_comment_in_time AFTER INSERT ON areas_plancomment
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A submitted plan is frozen.',
        $$EXISTS (SELECT FROM areas_planversion AS plan WHERE plan.id = made.plan_id AND
            plan.frozen_at IS NOT NULL)$$);
"""
UNDO = """
DROP TRIGGER plan_comment_in_time ON areas_plancomment;
DROP TRIGGER plan_comment_stays ON areas_plancomment;
DROP TRIGGER plan_in_force_stays ON areas_planversion;
DROP TRIGGER plan_frozen_stays ON areas_planversion;
"""


class Migration(migrations.Migration):
    dependencies = [("areas", "0007_terms_name_their_recorder"), ("ledger", "0005_seal")]
    operations = [migrations.RunSQL(SEALS, UNDO)]
