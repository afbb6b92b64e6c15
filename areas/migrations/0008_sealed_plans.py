"""What lies before an area, or was submitted, changes only as the actions change it.

The guards of 0002 and 0004 name what stays of a submitted plan; these seals name what may change,
so that whatever else is noted of a plan stays, too. Its rows change while it is a draft.
"""

from django.db import migrations

PUT = "The rows of a plan change while it is a draft."
# How each row of a plan finds it.
DIRECTLY = "areas_planversion AS plan WHERE plan.id IN (was.plan_id, made.plan_id)"
BY_EFFORT = (
    "areas_effort AS effort JOIN areas_planversion AS plan ON plan.id = effort.plan_id"
    " WHERE effort.id IN (was.effort_id, made.effort_id)"
)
BY_ACTION = (
    "areas_priorityaction AS action JOIN areas_planversion AS plan ON plan.id = action.plan_id"
    " WHERE action.id IN (was.priorityaction_id, made.priorityaction_id)"
)
ROWS = {
    "areas_sectiontext": DIRECTLY,
    "areas_planobjective": DIRECTLY,
    "areas_priorityaction": DIRECTLY,
    "areas_effort": DIRECTLY,
    "areas_opportunity": DIRECTLY,
    "areas_indicator": DIRECTLY,
    "areas_potentialdonor": DIRECTLY,
    "areas_projectrequest": DIRECTLY,
    "areas_linkage": DIRECTLY,
    "areas_milestone": BY_EFFORT,
    "areas_priorityaction_objectives": BY_ACTION,
}
ROW_SEALS = "".join(
    f"CREATE TRIGGER plan_row_stays AFTER INSERT OR UPDATE OR DELETE ON {table}"
    f" FOR EACH ROW EXECUTE FUNCTION ledger_seal('{PUT}',"
    f" $$EXISTS (SELECT FROM {way} AND plan.status <> 'draft')$$);\n"
    for table, way in ROWS.items()
)
UNDO_ROWS = "".join(f"DROP TRIGGER plan_row_stays ON {table};\n" for table in ROWS)
SEALS = """
CREATE TRIGGER plan_before_the_area_stays AFTER UPDATE OR DELETE ON areas_planversion
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A plan that lies before its area stays as it was sent.',
        $$was.status IN ('in_consensus', 'agreed') AND made.status IS DISTINCT FROM 'draft'$$,
        'status sha256',
        'agreed_at frozen_at frozen_by_id snapshot');
CREATE TRIGGER plan_taken_back_stays AFTER UPDATE ON areas_planversion
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A plan that lies before its area stays as it was sent.',
        $$was.status IN ('in_consensus', 'agreed') AND made.status = 'draft'$$,
        'status consensus_decision_id consensus_sha256 agreed_at before_rule decision_subject');
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
DROP TRIGGER plan_taken_back_stays ON areas_planversion;
DROP TRIGGER plan_before_the_area_stays ON areas_planversion;
"""


class Migration(migrations.Migration):
    dependencies = [("areas", "0007_terms_name_their_recorder"), ("ledger", "0005_seal")]
    operations = [migrations.RunSQL(SEALS + ROW_SEALS, UNDO_ROWS + UNDO)]
