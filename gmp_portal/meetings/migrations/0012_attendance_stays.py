"""Who was asked in session as present stays on the list; only that person says otherwise."""

from django.db import migrations

STAYS = """
CREATE FUNCTION meetings_attendance_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.role = 'member' AND OLD.presence IN ('present', 'online') AND OLD.denied_at IS NULL
       AND (TG_OP = 'DELETE' OR NEW.presence NOT IN ('present', 'online')
            OR (NEW.meeting_id, NEW.role) <> (OLD.meeting_id, OLD.role)
            OR NEW.person_id IS DISTINCT FROM OLD.person_id)
       AND EXISTS (SELECT 1 FROM meetings_decision WHERE meeting_id = OLD.meeting_id
            AND mode = 'in_session' AND opened_at IS NOT NULL) THEN
        PERFORM meetings_refuse('Members were asked in session as those who were there.',
            'attendance_stays');
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.denied_at IS NOT NULL AND NEW.denied_at IS NULL
       AND NEW.recorded_by_id IS DISTINCT FROM NEW.person_id THEN
        PERFORM meetings_refuse('Who denied having been there says so anew, and nobody else.',
            'attendance_denied_stays');
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER meetings_attendance_stays BEFORE UPDATE OR DELETE ON meetings_attendance
    FOR EACH ROW EXECUTE FUNCTION meetings_attendance_stays();
"""
UNDO = """
DROP TRIGGER meetings_attendance_stays ON meetings_attendance;
DROP FUNCTION meetings_attendance_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0011_positions_as_read")]
    operations = [migrations.RunSQL(STAYS, UNDO)]
