"""A letter of the past stays as it was added; only its withdrawal is written beside it (R-44)."""

from django.db import migrations

ADDED = "A letter of the past stays as it was added."
SEALS = f"""
CREATE TRIGGER past_letter_stays AFTER UPDATE OR DELETE ON partners_pastletter
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{ADDED}', $$was.withdrawn_at IS NULL$$, 'withdrawn_because',
        'withdrawn_at withdrawn_by_id');
CREATE TRIGGER past_letter_withdrawn_stays AFTER UPDATE OR DELETE ON partners_pastletter
    FOR EACH ROW EXECUTE FUNCTION ledger_seal('{ADDED}', $$was.withdrawn_at IS NOT NULL$$);
"""
UNDO = """
DROP TRIGGER past_letter_withdrawn_stays ON partners_pastletter;
DROP TRIGGER past_letter_stays ON partners_pastletter;
"""


class Migration(migrations.Migration):
    dependencies = [("partners", "0031_past_letters"), ("ledger", "0005_seal")]
    operations = [migrations.RunSQL(SEALS, UNDO)]
