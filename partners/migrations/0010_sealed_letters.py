"""A sent letter, and what was decided on it, change only as the actions change them."""

from django.db import migrations

WRITTEN = "A letter that was sent stays as its sender wrote it."
DECIDED = "What was decided on a letter stays as it was decided."
BESIDE = "What belongs to a letter changes only in its time."
IS_SENT = (
    "EXISTS (SELECT FROM partners_letterofintent AS letter WHERE letter.id IN (was.letter_id, "
    "made.letter_id) AND letter.status <> 'draft')"
)
IS_DECIDED = (
    "EXISTS (SELECT FROM partners_letterofintent AS letter WHERE letter.id IN (was.letter_id, "
    "made.letter_id) AND letter.status NOT IN ('submitted', 'info_requested', 'answered'))"
)
SEALS = f"""
CREATE TRIGGER letter_sent_stays AFTER UPDATE OR DELETE ON partners_letterofintent
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{WRITTEN}',
        $$was.status IN ('submitted', 'info_requested', 'answered')$$,
        'status partner_id confirmation_reference confirmed_at confirmed_by_id publish_due_on
          decline_proposed_at decline_proposed_by_id decline_reason declined_at declined_by_id
          withdrawn_at withdrawn_by_id withdrawal_reason',
        'receipt_id');
CREATE TRIGGER letter_confirmed_stays AFTER UPDATE OR DELETE ON partners_letterofintent
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{DECIDED}',
        $$was.status = 'confirmed'$$,
        'status has_personal_data clearance_note public_statement public_contribution
          overruled cleared_at cleared_by_id seconded_at seconded_by_id public_letter_id
          public_version published_at published_by_id',
        'receipt_id confirmation_letter_id');
CREATE TRIGGER letter_clearance_stays AFTER UPDATE ON partners_letterofintent
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A clearance stays as it was given, until it is opened again.',
        $$was.status = 'confirmed' AND was.cleared_at IS NOT NULL
            AND made.cleared_at IS NOT NULL$$,
        'status public_letter_id public_version published_at published_by_id',
        'seconded_at seconded_by_id receipt_id confirmation_letter_id');
CREATE TRIGGER letter_published_stays AFTER UPDATE OR DELETE ON partners_letterofintent
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A published letter stays as it was published.',
        $$was.status = 'published'$$,
        '',
        'receipt_id confirmation_letter_id');
CREATE TRIGGER letter_ended_stays AFTER UPDATE OR DELETE ON partners_letterofintent
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{DECIDED}',
        $$was.status IN ('declined', 'withdrawn')$$,
        '',
        'receipt_id');
CREATE TRIGGER attachment_stays AFTER UPDATE OR DELETE ON partners_attachment
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{WRITTEN}',
        $${IS_SENT}$$);
CREATE TRIGGER attachment_in_time AFTER INSERT ON partners_attachment
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{BESIDE}',
        $$EXISTS (SELECT FROM partners_letterofintent AS letter WHERE letter.id IN
            (was.letter_id, made.letter_id) AND letter.status NOT IN ('draft',
            'info_requested'))$$);
CREATE TRIGGER signature_request_stays AFTER UPDATE OR DELETE ON partners_signaturerequest
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{WRITTEN}',
        $${IS_SENT}$$,
        'token_sha256 expires_at',
        'confirmed_at');
CREATE TRIGGER signature_stays AFTER UPDATE OR DELETE ON partners_signaturerequest
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{WRITTEN}',
        $$was.confirmed_at IS NOT NULL$$);
CREATE TRIGGER signature_in_time AFTER INSERT ON partners_signaturerequest
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{BESIDE}',
        $${IS_DECIDED}$$);
CREATE TRIGGER information_request_stays AFTER UPDATE OR DELETE ON partners_informationrequest
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{DECIDED}',
        $$true$$,
        '',
        'answered_at answered_by_id');
CREATE TRIGGER information_request_in_time AFTER INSERT OR UPDATE OR DELETE ON partners_informationrequest
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{BESIDE}',
        $${IS_DECIDED}$$);
CREATE TRIGGER question_stays AFTER UPDATE OR DELETE ON partners_question
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{DECIDED}',
        $$true$$,
        'answer');
CREATE TRIGGER question_in_time AFTER INSERT OR UPDATE OR DELETE ON partners_question
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{BESIDE}',
        $$EXISTS (SELECT FROM partners_informationrequest AS request JOIN
            partners_letterofintent AS letter ON letter.id = request.letter_id WHERE request.id
            IN (was.request_id, made.request_id) AND (request.answered_at IS NOT NULL OR
            letter.status NOT IN ('submitted', 'info_requested', 'answered')))$$);
CREATE TRIGGER checklist_in_time AFTER INSERT OR UPDATE OR DELETE ON partners_checklist
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{BESIDE}',
        $${IS_DECIDED}$$);
CREATE TRIGGER join_request_stays AFTER UPDATE OR DELETE ON partners_joinrequest
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A request stays as it was decided.',
        $$was.status <> 'asked'$$);
-- What was typed into a draft is forgotten with the draft, and never afterwards.
CREATE TRIGGER revision_of_letter_between AFTER DELETE ON writing_revision
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{WRITTEN}',
        $$was.kind = 'partners.letter' AND EXISTS (
            SELECT FROM partners_letterofintent
            WHERE id::text = split_part(was.key, '-', 1) AND status <> 'draft')
        AND (was.is_aside OR was.restored_from IS NOT NULL OR (
            SELECT count(*) FILTER (WHERE restored_from = was.number) > 0
                OR count(*) FILTER (WHERE NOT is_aside AND number > was.number) = 0
                OR count(*) FILTER (WHERE NOT is_aside AND number < was.number) = 0
            FROM writing_revision WHERE (kind, key) = (was.kind, was.key)))$$);
"""
UNDO = """
DROP TRIGGER revision_of_letter_between ON writing_revision;
DROP TRIGGER join_request_stays ON partners_joinrequest;
DROP TRIGGER checklist_in_time ON partners_checklist;
DROP TRIGGER question_in_time ON partners_question;
DROP TRIGGER question_stays ON partners_question;
DROP TRIGGER information_request_in_time ON partners_informationrequest;
DROP TRIGGER information_request_stays ON partners_informationrequest;
DROP TRIGGER signature_in_time ON partners_signaturerequest;
DROP TRIGGER signature_stays ON partners_signaturerequest;
DROP TRIGGER signature_request_stays ON partners_signaturerequest;
DROP TRIGGER attachment_in_time ON partners_attachment;
DROP TRIGGER attachment_stays ON partners_attachment;
DROP TRIGGER letter_ended_stays ON partners_letterofintent;
DROP TRIGGER letter_published_stays ON partners_letterofintent;
DROP TRIGGER letter_clearance_stays ON partners_letterofintent;
DROP TRIGGER letter_confirmed_stays ON partners_letterofintent;
DROP TRIGGER letter_sent_stays ON partners_letterofintent;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0009_overruled_hits"),
        ("ledger", "0005_seal"),
        ("writing", "0003_sealed_revisions"),
    ]
    operations = [migrations.RunSQL(SEALS, UNDO)]
