"""Who recorded that somebody was there, and who of a member's people objected, is kept.

Rows of before keep what they had: their author where ledger or positions tell, else a mark.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


WHO = """
    UPDATE meetings_attendance SET before_rule = true WHERE presence IN ('present', 'online');
    ALTER TABLE meetings_objection DISABLE TRIGGER USER;
    UPDATE meetings_objection objection SET raised_by_id = coalesce(
        (SELECT entry.actor_id FROM ledger_entry entry
         WHERE entry.kind IN ('decision.objected', 'decision.objected_late')
         AND entry.body ->> 'objection' = objection.id::text LIMIT 1),
        -- What comes late is no position, and another's position says nothing of it.
        (SELECT position.taken_by_id FROM meetings_position position
         WHERE position.elector_id = objection.elector_id AND position.kind = 'objection'
         AND position.text_id = objection.text_id AND NOT objection.is_late
         ORDER BY abs(extract(epoch FROM position.taken_at - objection.raised_at)) LIMIT 1),
        (SELECT elector.person_id FROM meetings_elector elector
         WHERE elector.id = objection.elector_id));
    UPDATE meetings_objection SET before_rule = true
        WHERE raised_by_id IS NULL OR settled_at IS NOT NULL;
    SET CONSTRAINTS ALL IMMEDIATE;
    SET CONSTRAINTS ALL DEFERRED;
    ALTER TABLE meetings_objection ENABLE TRIGGER USER;
"""

# Who says not to have been there is not counted, whatever others recorded.
NEEDS_ATTENDANCE = """
CREATE OR REPLACE FUNCTION meetings_check_declaration() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE decision meetings_decision%ROWTYPE;
BEGIN
    SELECT * INTO decision FROM meetings_decision WHERE id = NEW.decision_id FOR UPDATE;
    IF decision.status <> 'open' OR decision.mode <> 'in_session'
       OR NEW.declared_at < decision.opened_at THEN
        RAISE EXCEPTION 'A consensus is declared on what is open in session, after it opened.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'declaration_after_opening';
    END IF;
    IF TG_OP = 'UPDATE' AND ROW(
        NEW.decision_id, NEW.sha256, NEW.declared_by_id
    ) IS DISTINCT FROM ROW(OLD.decision_id, OLD.sha256, OLD.declared_by_id) THEN
        RAISE EXCEPTION 'A declaration stays as it was made; it is recalled.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'declaration_stays';
    END IF;
    IF TG_OP = 'INSERT' AND NOT EXISTS (
        SELECT 1 FROM meetings_attendance
        WHERE meeting_id = decision.meeting_id AND role = 'member'
        AND presence IN ('present', 'online')%(denied)s
    ) THEN
        RAISE EXCEPTION 'Attendance is recorded before a consensus is declared.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'declaration_needs_attendance';
    END IF;
    IF TG_OP = 'INSERT' AND NEW.sha256 IS DISTINCT FROM (
        SELECT sha256 FROM meetings_decisiontext WHERE decision_id = NEW.decision_id
        ORDER BY version DESC LIMIT 1
    ) THEN
        RAISE EXCEPTION 'A consensus is declared on the newest text.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'declaration_on_newest_text';
    END IF;
    RETURN NEW;
END $$;
"""
COUNTED = NEEDS_ATTENDANCE.replace("%(denied)s", " AND denied_at IS NULL")
AS_BEFORE = NEEDS_ATTENDANCE.replace("%(denied)s", "")


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0007_agenda_numbers'),
        ('ledger', '0002_chain'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='attendance',
            name='before_rule',
            field=models.BooleanField(db_default=False, default=False, editable=False, verbose_name='recorded before attendance named its recorder'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='denied_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='the person says not to have been there'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='recorded_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by'),
        ),
        migrations.AddField(
            model_name='objection',
            name='before_rule',
            field=models.BooleanField(db_default=False, default=False, editable=False, verbose_name='recorded before objections named their author'),
        ),
        migrations.AddField(
            model_name='objection',
            name='raised_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='raised by'),
        ),
        migrations.AddField(
            model_name='objection',
            name='settled_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='settled by'),
        ),
        migrations.AlterField(
            model_name='objection',
            name='status',
            field=models.CharField(choices=[('maintained', 'Maintained'), ('withdrawn', 'Withdrawn by the member that raised it'), ('accommodated', 'Accommodated in a later text')], default='maintained', max_length=15, verbose_name='status'),
        ),
        migrations.RunSQL(WHO, migrations.RunSQL.noop),
        migrations.RunSQL(COUNTED, AS_BEFORE),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('presence__in', ['present', 'online']), _negated=True), ('recorded_by__isnull', False), ('before_rule', True), _connector='OR'), name='attendance_names_its_recorder'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(('denied_at__isnull', True), ('person__isnull', False), _connector='OR'), name='attendance_denied_by_the_person'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(('raised_by__isnull', False), ('before_rule', True), _connector='OR'), name='objection_names_its_author'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(('settled_at__isnull', True), ('settled_by__isnull', False), ('before_rule', True), _connector='OR'), name='objection_settled_by_somebody'),
        ),
    ]
