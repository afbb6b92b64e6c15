"""No meeting is closed over an open decision, and in a closed one no decision is opened (R-18)."""

from django.db import migrations

CLOSED = """
CREATE FUNCTION meetings_close_books_last() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status = 'closed' AND OLD.status <> 'closed' AND EXISTS (
        SELECT 1 FROM meetings_decision WHERE meeting_id = NEW.id
        AND mode = 'in_session' AND status = 'open') THEN
        PERFORM meetings_refuse('A decision of this meeting is open.',
            'meeting_closes_over_no_open_decision');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER meetings_close_books_last BEFORE UPDATE OF status ON meetings_meeting
    FOR EACH ROW EXECUTE FUNCTION meetings_close_books_last();

CREATE FUNCTION meetings_open_while_books_are() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status = 'open' AND OLD.status <> 'open' AND NEW.mode = 'in_session' AND EXISTS (
        SELECT 1 FROM meetings_meeting WHERE id = NEW.meeting_id
        AND status IN ('closed', 'cancelled')) THEN
        PERFORM meetings_refuse('In a meeting that has ended no decision is opened.',
            'decision_opens_while_meeting_does');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER meetings_open_while_books_are BEFORE UPDATE OF status ON meetings_decision
    FOR EACH ROW EXECUTE FUNCTION meetings_open_while_books_are();
"""
UNDO = """
DROP TRIGGER meetings_open_while_books_are ON meetings_decision;
DROP FUNCTION meetings_open_while_books_are();
DROP TRIGGER meetings_close_books_last ON meetings_meeting;
DROP FUNCTION meetings_close_books_last();
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0012_attendance_stays")]
    operations = [migrations.RunSQL(CLOSED, UNDO)]
