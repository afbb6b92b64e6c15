"""An answer that was withdrawn is no answer: what it answered may be corrected again."""

from django.db import migrations

SEAL = """
DROP TRIGGER plan_comment_answered_stays ON areas_plancomment;
CREATE TRIGGER plan_comment_answered_stays AFTER UPDATE ON areas_plancomment
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A comment that was answered, withdrawn or dealt with stays as it was made.',
        $$was.withdrawn_at IS NOT NULL OR was.resolved_at IS NOT NULL
            OR EXISTS (SELECT FROM areas_plancomment AS reply
                WHERE reply.answers_id = was.id{})
            OR EXISTS (SELECT FROM areas_planversion AS plan WHERE plan.id = was.plan_id
                AND plan.frozen_at IS NOT NULL)$$,
        'resolved_at resolved_by_id');
"""


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0021_figures'),
    ]

    operations = [
        migrations.RunSQL(
            SEAL.format(' AND reply.withdrawn_at IS NULL'),
            SEAL.format(''),
        ),
    ]
