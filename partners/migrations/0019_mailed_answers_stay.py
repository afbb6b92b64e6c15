"""What came by mail belongs to one letter and one person, and is settled once."""

from django.db import migrations

SAID = "What came by mail about a letter is settled once."
SEALS = f"""
CREATE TRIGGER mailed_answer_stays AFTER UPDATE OR DELETE ON partners_mailedanswer
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{SAID}', $$was.settled_at IS NULL$$, 'outcome', 'settled_at');
CREATE TRIGGER mailed_answer_settled_stays AFTER UPDATE OR DELETE ON partners_mailedanswer
    FOR EACH ROW EXECUTE FUNCTION ledger_seal('{SAID}', $$was.settled_at IS NOT NULL$$);
"""
UNDO = """
DROP TRIGGER mailed_answer_settled_stays ON partners_mailedanswer;
DROP TRIGGER mailed_answer_stays ON partners_mailedanswer;
"""


class Migration(migrations.Migration):
    dependencies = [("partners", "0018_mailed_answers"), ("ledger", "0005_seal")]
    operations = [migrations.RunSQL(SEALS, UNDO)]
