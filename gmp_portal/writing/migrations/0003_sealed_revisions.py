"""A revision never changes; only those in between are thinned, and those of a draft forgotten."""

from django.db import migrations

SEALS = """
CREATE TRIGGER revision_stays AFTER UPDATE ON writing_revision
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A revision stays as it was saved.',
        $$true$$,
        'thinned_for restored_from');
-- What is first, newest, set aside or restored stays. The drafts of letters, which are forgotten
-- when they are discarded, have a seal of their own in the app above.
CREATE TRIGGER revision_between AFTER DELETE ON writing_revision
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'Only revisions in between are thinned.',
        $$was.kind <> 'partners.letter' AND (
            was.is_aside OR was.restored_from IS NOT NULL OR (
            SELECT count(*) FILTER (WHERE restored_from = was.number) > 0
                OR count(*) FILTER (WHERE NOT is_aside AND number > was.number) = 0
                OR count(*) FILTER (WHERE NOT is_aside AND number < was.number) = 0
            FROM writing_revision WHERE (kind, key) = (was.kind, was.key)))$$);
"""
UNDO = """
DROP TRIGGER revision_between ON writing_revision;
DROP TRIGGER revision_stays ON writing_revision;
"""


class Migration(migrations.Migration):
    dependencies = [("writing", "0002_unsent_forms"), ("ledger", "0005_seal")]
    operations = [migrations.RunSQL(SEALS, UNDO)]
