"""What the public read of a letter has a mark that stays; another version takes two people (R-40)."""

from django.db import migrations

READ = "What the public read of a letter has a mark that stays."
SEALS = f"""
DROP TRIGGER letter_confirmed_stays ON partners_letterofintent;
CREATE TRIGGER letter_confirmed_stays AFTER UPDATE OR DELETE ON partners_letterofintent
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'What was decided on a letter stays as it was decided.',
        $$was.status = 'confirmed'$$,
        'status has_personal_data clearance_note public_statement public_contribution
          overruled cleared_at cleared_by_id seconded_at seconded_by_id public_letter_id
          public_version published_at published_by_id shows_paper paper_note boxes
          public_paper_id publish_due_on postponed_because',
        'receipt_id confirmation_letter_id');
DROP TRIGGER letter_clearance_stays ON partners_letterofintent;
CREATE TRIGGER letter_clearance_stays AFTER UPDATE ON partners_letterofintent
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A clearance stays as it was given, until it is opened again.',
        $$was.status = 'confirmed' AND was.cleared_at IS NOT NULL
            AND made.cleared_at IS NOT NULL$$,
        'status public_letter_id public_version published_at published_by_id public_paper_id
          publish_due_on postponed_because',
        'seconded_at seconded_by_id receipt_id confirmation_letter_id');
DROP TRIGGER letter_published_stays ON partners_letterofintent;
CREATE TRIGGER letter_published_stays AFTER UPDATE OR DELETE ON partners_letterofintent
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A published letter stays as it was published.',
        $$was.status IN ('published', 'taken_down')$$,
        'status public_statement public_contribution overruled public_letter_id shows_paper
          paper_note boxes public_paper_id public_version',
        'receipt_id confirmation_letter_id');
CREATE TRIGGER letter_corrected_by_two AFTER UPDATE ON partners_letterofintent
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A published letter is corrected, or put back, by two people.',
        $$was.status IN ('published', 'taken_down') AND made.status <> 'taken_down' AND NOT EXISTS (
            SELECT FROM partners_correction AS correction
            WHERE correction.letter_id = was.id AND correction.outcome = 'published'
                AND correction.version = made.public_version
                AND made.public_version > was.public_version)$$,
        'receipt_id confirmation_letter_id');
CREATE TRIGGER letter_taken_down_stays AFTER UPDATE ON partners_letterofintent
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A letter is taken down as it was published.',
        $$was.status IN ('published', 'taken_down') AND made.status = 'taken_down'$$,
        'status',
        'receipt_id confirmation_letter_id');
CREATE TRIGGER public_version_stays AFTER UPDATE OR DELETE ON partners_publicversion
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{READ}', $$was.ended_at IS NULL$$, 'taken_down_because', 'ended_at');
CREATE TRIGGER public_version_ended_stays AFTER UPDATE OR DELETE ON partners_publicversion
    FOR EACH ROW EXECUTE FUNCTION ledger_seal('{READ}', $$was.ended_at IS NOT NULL$$);
CREATE TRIGGER correction_stays AFTER UPDATE OR DELETE ON partners_correction
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A correction that was decided on stays as it was.', $$was.outcome <> ''$$);
CREATE TRIGGER signed_page_stays AFTER UPDATE OR DELETE ON partners_signedpage
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'The pages of a signed letter stay as they were drawn.', $$true$$);
"""
UNDO = """
DROP TRIGGER signed_page_stays ON partners_signedpage;
DROP TRIGGER correction_stays ON partners_correction;
DROP TRIGGER public_version_ended_stays ON partners_publicversion;
DROP TRIGGER public_version_stays ON partners_publicversion;
DROP TRIGGER letter_taken_down_stays ON partners_letterofintent;
DROP TRIGGER letter_corrected_by_two ON partners_letterofintent;
DROP TRIGGER letter_published_stays ON partners_letterofintent;
CREATE TRIGGER letter_published_stays AFTER UPDATE OR DELETE ON partners_letterofintent
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A published letter stays as it was published.',
        $$was.status = 'published'$$,
        '',
        'receipt_id confirmation_letter_id');
DROP TRIGGER letter_clearance_stays ON partners_letterofintent;
CREATE TRIGGER letter_clearance_stays AFTER UPDATE ON partners_letterofintent
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A clearance stays as it was given, until it is opened again.',
        $$was.status = 'confirmed' AND was.cleared_at IS NOT NULL
            AND made.cleared_at IS NOT NULL$$,
        'status public_letter_id public_version published_at published_by_id',
        'seconded_at seconded_by_id receipt_id confirmation_letter_id');
DROP TRIGGER letter_confirmed_stays ON partners_letterofintent;
CREATE TRIGGER letter_confirmed_stays AFTER UPDATE OR DELETE ON partners_letterofintent
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'What was decided on a letter stays as it was decided.',
        $$was.status = 'confirmed'$$,
        'status has_personal_data clearance_note public_statement public_contribution
          overruled cleared_at cleared_by_id seconded_at seconded_by_id public_letter_id
          public_version published_at published_by_id',
        'receipt_id confirmation_letter_id');
"""


def note_what_is_public(apps, schema_editor):
    """Every letter that is public today is its first version since the day it was published."""
    letters = apps.get_model("partners", "LetterOfIntent").objects
    versions = apps.get_model("partners", "PublicVersion").objects
    public = letters.filter(status="published")
    rows = public.values("id", "public_version", "public_letter", "published_at", "published_by")
    versions.bulk_create(
        (
            versions.model(
                letter_id=row["id"],
                number=row["public_version"],
                file_id=row["public_letter"],
                published_at=row["published_at"],
                published_by_id=row["published_by"],
            )
            for row in rows.iterator(chunk_size=500)
        ),
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [("partners", "0019_publications"), ("ledger", "0005_seal")]
    operations = [
        migrations.RunPython(note_what_is_public, migrations.RunPython.noop),
        migrations.RunSQL(SEALS, UNDO),
    ]
