"""What was written about a letter stays, and whatever a table brought in; a day to answer may move.

A join would begin at the table, and read all of its rows for each partner. Without an import that
is taken back no entry leaves the register, whoever asks (P-1, C16).
"""

from django.db import migrations

DECIDED = "What was decided on a letter stays as it was decided."
SETTLED = "What came by mail about a letter is settled once."
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
CREATE TRIGGER note_file_stays AFTER UPDATE OR DELETE ON partners_notefile
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'What was written about a letter stays as it was written.',
        $$true$$);
CREATE TRIGGER mailed_answer_stays AFTER UPDATE OR DELETE ON partners_mailedanswer
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{SETTLED}', $$was.settled_at IS NULL$$, 'outcome', 'settled_at request_id');
CREATE TRIGGER mailed_answer_settled_stays AFTER UPDATE OR DELETE ON partners_mailedanswer
    FOR EACH ROW EXECUTE FUNCTION ledger_seal('{SETTLED}', $$was.settled_at IS NOT NULL$$);
CREATE TRIGGER partner_stays AFTER DELETE ON partners_partner
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'Only an import that is taken back takes partners out of the register.',
        $$NOT EXISTS (SELECT FROM partners_importrow AS line WHERE line.entered = was.id
            AND (SELECT batch.status FROM partners_import AS batch
                WHERE batch.id = line.batch_id) = 'undone')$$);
CREATE TRIGGER participation_stays AFTER DELETE ON partners_participation
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'Only an import that is taken back takes partners out of the register.',
        $$NOT EXISTS (SELECT FROM partners_importrow AS line WHERE line.entered = was.partner_id
            AND (SELECT batch.status FROM partners_import AS batch
                WHERE batch.id = line.batch_id) = 'undone')$$);
CREATE TRIGGER import_row_stays AFTER INSERT OR UPDATE OR DELETE ON partners_importrow
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'The rows of a table stay as they were written.',
        $$EXISTS (SELECT FROM partners_import AS batch
            WHERE batch.id IN (was.batch_id, made.batch_id)
            AND batch.status IN ('done', 'undoing', 'undone', 'discarded'))$$,
        'partner_id');
"""
UNDO = f"""
DROP TRIGGER import_row_stays ON partners_importrow;
DROP TRIGGER participation_stays ON partners_participation;
DROP TRIGGER partner_stays ON partners_partner;
DROP TRIGGER mailed_answer_settled_stays ON partners_mailedanswer;
DROP TRIGGER mailed_answer_stays ON partners_mailedanswer;
DROP TRIGGER note_file_stays ON partners_notefile;
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
    dependencies = [("partners", "0016_exchange_and_imports"), ("ledger", "0005_seal")]
    operations = [migrations.RunSQL(SEALS, UNDO)]
