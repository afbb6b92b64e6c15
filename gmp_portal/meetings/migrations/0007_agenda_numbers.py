"""Numbers and titles of an agenda stay once papers, decisions or attendants quote them."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

STAYS = """
CREATE FUNCTION meetings_agenda_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    fixed boolean;
    last integer;
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.title, NEW.position, NEW.meeting_id)
        = (OLD.title, OLD.position, OLD.meeting_id)
        AND (NEW.parent_id, NEW.inserted_after_id)
        IS NOT DISTINCT FROM (OLD.parent_id, OLD.inserted_after_id) THEN
        RETURN NEW;
    END IF;
    SELECT status NOT IN ('planned', 'convened')
        OR EXISTS (SELECT 1 FROM meetings_paper p
            WHERE p.meeting_id = m.id AND p.agenda_item_id IS NOT NULL)
        OR EXISTS (SELECT 1 FROM meetings_decision d
            WHERE d.meeting_id = m.id AND d.agenda_item_id IS NOT NULL)
    INTO fixed FROM meetings_meeting m
    WHERE m.id = CASE WHEN TG_OP = 'INSERT' THEN NEW.meeting_id ELSE OLD.meeting_id END;
    IF fixed AND TG_OP <> 'INSERT' THEN
        RAISE EXCEPTION 'The agenda is quoted by its numbers: they stay.'
            USING ERRCODE = 'check_violation';
    END IF;
    IF fixed AND NEW.inserted_after_id IS NULL THEN
        SELECT max(position) INTO last FROM meetings_agendaitem
        WHERE meeting_id = NEW.meeting_id AND parent_id IS NOT DISTINCT FROM NEW.parent_id;
        IF NEW.position <= last THEN
            RAISE EXCEPTION 'The agenda is quoted by its numbers: insert after an item.'
                USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER meetings_agenda_stays BEFORE INSERT OR UPDATE OR DELETE ON meetings_agendaitem
FOR EACH ROW EXECUTE FUNCTION meetings_agenda_stays();
"""
MOVES = """
DROP TRIGGER meetings_agenda_stays ON meetings_agendaitem;
DROP FUNCTION meetings_agenda_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0006_consensus_is_final_later")]

    operations = [
        migrations.AddField(
            "agendaitem",
            "inserted_after",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="inserted",
                to="meetings.agendaitem",
                verbose_name="stands after",
            ),
        ),
        migrations.AddField(
            "agendaitem",
            "added_late_at",
            models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddConstraint(
            "agendaitem",
            models.CheckConstraint(
                condition=Q(inserted_after__isnull=True) | Q(added_late_at__isnull=False),
                name="agenda_inserted_late_only",
            ),
        ),
        migrations.RunSQL(STAYS, MOVES),
    ]
