"""What drafts named as kinds become rows; rows of a letter that was sent stay."""

from django.db import migrations

# A draft keeps what was typed: its kinds as rows, its period behind its description.
ROWS = """
INSERT INTO partners_pledge (letter_id, position, kind, unit, rhythm)
    SELECT letter.id, kinds.position, kinds.kind, '', 'once'
    FROM partners_letterofintent AS letter,
        unnest(letter.contribution_kinds) WITH ORDINALITY AS kinds (kind, position)
    WHERE letter.status = 'draft';
UPDATE partners_letterofintent
    SET contribution = CASE WHEN contribution = '' THEN contribution_period
            ELSE contribution || E'\\n' || contribution_period END,
        contribution_period = ''
    WHERE status = 'draft' AND contribution_period <> '';
"""
SEALS = """
CREATE TRIGGER pledge_stays AFTER INSERT OR UPDATE OR DELETE ON partners_pledge
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A letter that was sent stays as its sender wrote it.',
        $$EXISTS (SELECT FROM partners_letterofintent AS letter WHERE letter.id IN
            (was.letter_id, made.letter_id) AND letter.status <> 'draft')$$);
CREATE TRIGGER letter_link_stays AFTER UPDATE ON partners_letterlink
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A link to a draft is for one person and one purpose.',
        $$true$$,
        '',
        'accepted_at accepted_by_id used_at revoked_at revoked_by_id');
"""
UNDO = """
DROP TRIGGER letter_link_stays ON partners_letterlink;
DROP TRIGGER pledge_stays ON partners_pledge;
"""


class Migration(migrations.Migration):
    dependencies = [("partners", "0014_pledges_and_links"), ("ledger", "0005_seal")]
    operations = [
        migrations.RunSQL(ROWS, migrations.RunSQL.noop),
        migrations.RunSQL(SEALS, UNDO),
    ]
