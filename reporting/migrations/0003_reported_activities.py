"""A report tells how far an activity came; what the activity is stands in its area (B7-5)."""

import django.db.models.deletion
from django.db import migrations, models


# Every old row becomes one activity of its partner and area, with one row that tells of it.
# Both keep the number of the old row, so that counts and order can be compared.
MOVE = """
INSERT INTO areas_activity
    (id, partner_id, area_id, title, priorities, focus, builds_capacity, stands_apart)
SELECT old.id, report.partner_id, report.area_id, old.title, old.priorities, old.focus,
    old.builds_capacity, false
FROM reporting_activity old JOIN reporting_progressreport report ON report.id = old.report_id;
INSERT INTO areas_activity_countries (activity_id, country_id)
SELECT activity_id, country_id FROM reporting_activity_countries;
INSERT INTO reporting_reportedactivity
    (id, report_id, activity_id, position, state, result, indicator_id, indicator_value,
     evidence_url)
SELECT id, report_id, id, position, state, result, indicator_id, indicator_value, evidence_url
FROM reporting_activity;
SELECT setval(pg_get_serial_sequence('areas_activity', 'id'), max(id))
FROM areas_activity HAVING max(id) IS NOT NULL;
SELECT setval(pg_get_serial_sequence('reporting_reportedactivity', 'id'), max(id))
FROM reporting_reportedactivity HAVING max(id) IS NOT NULL;
DROP TRIGGER reporting_keep_rows ON reporting_activity;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""
# The tables before have no place for what joins activities, nor for an activity that no
# complete row tells of: nothing goes back while there is such a row. Whoever goes back all the
# same takes them away first; acts in the ledger keep the numbers that activities had until now.
REFUSE = """
DO $$
DECLARE
    joined bigint;
    untold bigint;
BEGIN
    SELECT count(*) INTO joined FROM areas_activity WHERE continues_id IS NOT NULL OR stands_apart;
    SELECT count(*) INTO untold FROM areas_activity activity WHERE NOT EXISTS (
        SELECT 1 FROM reporting_reportedactivity told WHERE told.activity_id = activity.id);
    IF joined + untold > 0 THEN
        RAISE EXCEPTION 'Going back would lose that % activities continue another one or stand '
            'apart, and % activities that no complete row of a report tells of.', joined, untold
            USING ERRCODE = 'integrity_constraint_violation', HINT = 'Keep a copy of areas_activity '
                'and areas_activity_countries. Then set continues_id to NULL and stands_apart to '
                'false, delete what no row of reporting_reportedactivity names, and try again.';
    END IF;
END $$;
"""
# The way back copies what is one row again; a description told twice is told twice again.
# Rows that are not complete yet forget their activity: its number belongs to a row from then on.
MOVE_BACK = """
UPDATE reporting_progressreport SET unfinished = jsonb_set(unfinished, '{activities}', (
    SELECT jsonb_agg(typed - 'activity' ORDER BY place)
    FROM jsonb_array_elements(unfinished -> 'activities') WITH ORDINALITY rows (typed, place)))
WHERE jsonb_path_exists(unfinished, '$.activities[*].activity');
INSERT INTO reporting_activity
    (id, report_id, position, title, state, result, priorities, focus, builds_capacity,
     indicator_id, indicator_value, evidence_url)
SELECT told.id, told.report_id, told.position, activity.title, told.state, told.result,
    activity.priorities, activity.focus, activity.builds_capacity, told.indicator_id,
    told.indicator_value, told.evidence_url
FROM reporting_reportedactivity told JOIN areas_activity activity
    ON activity.id = told.activity_id;
INSERT INTO reporting_activity_countries (activity_id, country_id)
SELECT told.id, place.country_id
FROM reporting_reportedactivity told JOIN areas_activity_countries place
    ON place.activity_id = told.activity_id;
DELETE FROM reporting_reportedactivity;
DELETE FROM areas_activity_countries;
DELETE FROM areas_activity;
SELECT setval(pg_get_serial_sequence('reporting_activity', 'id'), max(id))
FROM reporting_activity HAVING max(id) IS NOT NULL;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
CREATE TRIGGER reporting_keep_rows BEFORE INSERT OR UPDATE OR DELETE ON reporting_activity
    FOR EACH ROW EXECUTE FUNCTION reporting_keep_rows('reporting_progressreport');
"""
KEEP = """
CREATE TRIGGER reporting_keep_rows BEFORE INSERT OR UPDATE OR DELETE
    ON reporting_reportedactivity
    FOR EACH ROW EXECUTE FUNCTION reporting_keep_rows('reporting_progressreport');

-- A report tells of activities of its own partner in its own area, and it stays so.
CREATE FUNCTION reporting_activity_fits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM reporting_progressreport report JOIN areas_activity activity
            ON (activity.partner_id, activity.area_id) = (report.partner_id, report.area_id)
        WHERE report.id = NEW.report_id AND activity.id = NEW.activity_id)
    THEN
        RAISE EXCEPTION 'A report tells of activities of its own partner and area.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reporting_activity_fits BEFORE INSERT OR UPDATE ON reporting_reportedactivity
    FOR EACH ROW EXECUTE FUNCTION reporting_activity_fits();
CREATE FUNCTION reporting_keep_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.partner_id, NEW.area_id) IS DISTINCT FROM (OLD.partner_id, OLD.area_id) AND EXISTS (
        SELECT 1 FROM reporting_reportedactivity told
        WHERE OLD.id = CASE TG_ARGV[0] WHEN 'report' THEN told.report_id ELSE told.activity_id END)
    THEN
        RAISE EXCEPTION 'A report and the activities it tells of stay with their partner and area.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reporting_keep_owner BEFORE UPDATE OF partner_id, area_id ON areas_activity
    FOR EACH ROW EXECUTE FUNCTION reporting_keep_owner('activity');
CREATE TRIGGER reporting_keep_owner BEFORE UPDATE OF partner_id, area_id
    ON reporting_progressreport
    FOR EACH ROW EXECUTE FUNCTION reporting_keep_owner('report');

-- What a submitted report says of an activity does not change behind its back.
CREATE FUNCTION reporting_is_told(activity bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM reporting_reportedactivity told
            JOIN reporting_progressreport report ON report.id = told.report_id
        WHERE told.activity_id = activity AND report.status IN ('submitted', 'accepted'))
$$;
CREATE FUNCTION reporting_keep_activity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.title, NEW.priorities, NEW.focus, NEW.builds_capacity) IS DISTINCT FROM
       (OLD.title, OLD.priorities, OLD.focus, OLD.builds_capacity)
        AND reporting_is_told(OLD.id)
    THEN
        RAISE EXCEPTION 'The description of a reported activity does not change.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reporting_keep_activity BEFORE UPDATE ON areas_activity
    FOR EACH ROW EXECUTE FUNCTION reporting_keep_activity();
CREATE FUNCTION reporting_keep_places() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF reporting_is_told(OLD.activity_id) OR reporting_is_told(NEW.activity_id) THEN
        RAISE EXCEPTION 'The countries of a reported activity do not change.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reporting_keep_places BEFORE INSERT OR UPDATE OR DELETE
    ON areas_activity_countries
    FOR EACH ROW EXECUTE FUNCTION reporting_keep_places();
"""
UNDO = """
DROP TRIGGER reporting_keep_places ON areas_activity_countries;
DROP TRIGGER reporting_keep_activity ON areas_activity;
DROP TRIGGER reporting_keep_owner ON reporting_progressreport;
DROP TRIGGER reporting_keep_owner ON areas_activity;
DROP TRIGGER reporting_activity_fits ON reporting_reportedactivity;
DROP TRIGGER reporting_keep_rows ON reporting_reportedactivity;
DROP FUNCTION reporting_keep_places();
DROP FUNCTION reporting_keep_activity();
DROP FUNCTION reporting_keep_owner();
DROP FUNCTION reporting_is_told(bigint);
DROP FUNCTION reporting_activity_fits();
"""
# Until now a row could be moved out of a submitted report. Going back leaves the stricter guard:
# the version before moves no row either.
STRICTER = """
CREATE OR REPLACE FUNCTION reporting_keep_rows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    is_kept boolean;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I WHERE id IN ($1, $2)'
        ' AND status IN (''submitted'', ''accepted''))', TG_ARGV[0])
        INTO is_kept USING OLD.report_id, NEW.report_id;
    IF is_kept THEN
        RAISE EXCEPTION 'The rows of a submitted report do not change.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0004_activities'),
        ('reporting', '0002_triggers'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReportedActivity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('under_way', 'Under way'), ('finished', 'Finished'), ('stopped', 'Stopped')], max_length=10, verbose_name='how far it is')),
                ('result', models.TextField(max_length=3000, verbose_name='result in this period')),
                ('indicator_value', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='value reached')),
                ('evidence_url', models.URLField(blank=True, verbose_name='where to read more')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reported', to='areas.activity', verbose_name='activity')),
                ('indicator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reported_activities', to='areas.indicator', verbose_name="indicator of the area's plan")),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reported_activities', to='reporting.progressreport')),
            ],
            options={
                'verbose_name': 'reported activity',
                'verbose_name_plural': 'reported activities',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='reportedactivity',
            constraint=models.UniqueConstraint(fields=('report', 'activity'), name='reported_activity_once_a_report'),
        ),
        migrations.AddConstraint(
            model_name='reportedactivity',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'under_way', 'finished', 'stopped'])), name='reported_activity_state_known'),
        ),
        migrations.AddConstraint(
            model_name='reportedactivity',
            constraint=models.CheckConstraint(condition=models.Q(('indicator_value__isnull', True), ('indicator__isnull', False), _connector='OR'), name='reported_activity_value_needs_indicator'),
        ),
        migrations.RunSQL(STRICTER, migrations.RunSQL.noop),
        migrations.RunSQL(MOVE, REFUSE + MOVE_BACK),
        migrations.DeleteModel(
            name='Activity',
        ),
        migrations.RunSQL(KEEP, UNDO),
    ]
