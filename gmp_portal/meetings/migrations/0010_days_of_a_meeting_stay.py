"""A meeting is not moved into the past, nor once something rests on its days, nor called off."""

from django.db import migrations

RULES = """
CREATE FUNCTION meetings_keep_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- What was taken over from the public record is corrected by whoever finds a better source.
    IF (NEW.starts_on, NEW.ends_on) IS DISTINCT FROM (OLD.starts_on, OLD.ends_on)
       AND NOT OLD.is_imported THEN
        IF OLD.status NOT IN ('planned', 'convened')
           OR OLD.status = 'convened'
              AND OLD.starts_on < (now() AT TIME ZONE OLD.zone)::date
           OR EXISTS (SELECT 1 FROM meetings_attendance WHERE meeting_id = OLD.id
                AND presence IN ('present', 'online', 'absent'))
           OR EXISTS (SELECT 1 FROM meetings_decision WHERE meeting_id = OLD.id
                AND mode = 'in_session') THEN
            PERFORM meetings_refuse('Something rests on the days of this meeting: they stay.',
                'meeting_days_stay');
        END IF;
        IF NEW.starts_on < (now() AT TIME ZONE NEW.zone)::date THEN
            PERFORM meetings_refuse('No meeting is moved into the past.',
                'meeting_not_into_the_past');
        END IF;
    END IF;
    IF NEW.status = 'cancelled' AND OLD.status <> 'cancelled' AND (
        OLD.status NOT IN ('planned', 'convened') OR EXISTS (
            SELECT 1 FROM meetings_decision WHERE meeting_id = OLD.id
            AND mode = 'in_session' AND status IN ('open', 'adopted', 'adopted_with_statements'))) THEN
        PERFORM meetings_refuse('A meeting that decides is not cancelled.',
            'meeting_with_decisions_stays');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER meetings_keep_days BEFORE UPDATE ON meetings_meeting
    FOR EACH ROW EXECUTE FUNCTION meetings_keep_days();
"""
UNDO = """
DROP TRIGGER meetings_keep_days ON meetings_meeting;
DROP FUNCTION meetings_keep_days();
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0009_nothing_is_forged")]
    operations = [migrations.RunSQL(RULES, UNDO)]
