"""What went out to many people stays as they got it, and what was sent off as it was seen (R-41)."""

from django.db import migrations

SEALS = """
CREATE TRIGGER announcement_sent_stays AFTER UPDATE OR DELETE ON website_announcement
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'An announcement that has gone out stays as its readers got it.',
        $$was.status = 'sent'$$);
CREATE TRIGGER announcement_held_stays AFTER UPDATE OR DELETE ON website_announcement
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'An announcement that was sent off is recalled before it changes.',
        $$was.status = 'held'$$,
        'status recipients released_by_id sends_at sent_at');
"""
UNDO = """
DROP TRIGGER announcement_held_stays ON website_announcement;
DROP TRIGGER announcement_sent_stays ON website_announcement;
"""


class Migration(migrations.Migration):
    dependencies = [("website", "0006_acts_on_many_letters"), ("ledger", "0005_seal")]
    operations = [migrations.RunSQL(SEALS, UNDO)]
