"""A review stays as it was opened and as it was concluded, with all that members said in it."""

from django.db import migrations

IS_CONCLUDED = (
    "EXISTS (SELECT FROM advisory_group_planreview AS review WHERE review.id IN "
    "(was.review_id, made.review_id) AND review.status = 'concluded')"
)
CONCLUDED = "A review stays as it was concluded."
SAID = "What a member said in a review stays as it was said."
SEALS = f"""
CREATE TRIGGER review_opened_stays AFTER UPDATE OR DELETE ON advisory_group_planreview
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A review stays as it was opened.',
        $$was.status = 'open'$$,
        'reminded_at status outcome decision_id unanswered_reason concluded_at concluded_by_id');
CREATE TRIGGER review_concluded_stays AFTER UPDATE OR DELETE ON advisory_group_planreview
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{CONCLUDED}',
        $$was.status = 'concluded'$$);
CREATE TRIGGER recommendation_stays AFTER INSERT OR UPDATE OR DELETE ON advisory_group_recommendation
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{CONCLUDED}',
        $${IS_CONCLUDED}$$,
        'answer_kind answer answered_at answered_by_id');
CREATE TRIGGER recommendation_answer_stays AFTER UPDATE ON advisory_group_recommendation
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'The answers of the area stay as they were handed in.',
        $$EXISTS (SELECT FROM advisory_group_planreview AS review JOIN areas_planversion AS
            plan ON plan.id = review.plan_id WHERE review.id = was.review_id AND review.status =
            'concluded' AND plan.status <> 'recommendations_made')$$);
CREATE TRIGGER review_comment_stays AFTER UPDATE OR DELETE ON advisory_group_reviewcomment
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{SAID}',
        $$true$$,
        'recommendation_id');
CREATE TRIGGER review_comment_in_time AFTER INSERT OR UPDATE OR DELETE ON advisory_group_reviewcomment
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{CONCLUDED}',
        $${IS_CONCLUDED}$$);
CREATE TRIGGER assessment_in_time AFTER INSERT OR UPDATE OR DELETE ON advisory_group_assessment
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{CONCLUDED}',
        $${IS_CONCLUDED}$$);
CREATE TRIGGER stand_aside_stays AFTER UPDATE OR DELETE ON advisory_group_standaside
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{SAID}',
        $$true$$);
CREATE TRIGGER stand_aside_in_time AFTER INSERT ON advisory_group_standaside
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{CONCLUDED}',
        $${IS_CONCLUDED}$$);
"""
UNDO = """
DROP TRIGGER stand_aside_in_time ON advisory_group_standaside;
DROP TRIGGER stand_aside_stays ON advisory_group_standaside;
DROP TRIGGER assessment_in_time ON advisory_group_assessment;
DROP TRIGGER review_comment_in_time ON advisory_group_reviewcomment;
DROP TRIGGER review_comment_stays ON advisory_group_reviewcomment;
DROP TRIGGER recommendation_answer_stays ON advisory_group_recommendation;
DROP TRIGGER recommendation_stays ON advisory_group_recommendation;
DROP TRIGGER review_concluded_stays ON advisory_group_planreview;
DROP TRIGGER review_opened_stays ON advisory_group_planreview;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("advisory_group", "0005_terms_name_their_recorder"),
        ("areas", "0008_sealed_plans"),
        ("ledger", "0005_seal"),
    ]
    operations = [migrations.RunSQL(SEALS, UNDO)]
