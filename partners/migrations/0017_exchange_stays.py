"""What was written about a letter stays; a day to answer may move, and nothing else of a request."""

from django.db import migrations

DECIDED = "What was decided on a letter stays as it was decided."
SEALS = f"""
CREATE TRIGGER letter_note_stays AFTER UPDATE OR DELETE ON partners_letternote
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'What was written about a letter stays as it was written.',
        $$true$$);
DROP TRIGGER information_request_stays ON partners_informationrequest;
CREATE TRIGGER information_request_stays AFTER UPDATE OR DELETE ON partners_informationrequest
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{DECIDED}',
        $$true$$,
        'due_on reminded_on',
        'answered_at answered_by_id');
"""
UNDO = f"""
DROP TRIGGER letter_note_stays ON partners_letternote;
DROP TRIGGER information_request_stays ON partners_informationrequest;
CREATE TRIGGER information_request_stays AFTER UPDATE OR DELETE ON partners_informationrequest
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{DECIDED}',
        $$true$$,
        '',
        'answered_at answered_by_id');
"""


class Migration(migrations.Migration):
    dependencies = [("partners", "0016_exchange"), ("ledger", "0005_seal")]
    operations = [migrations.RunSQL(SEALS, UNDO)]
