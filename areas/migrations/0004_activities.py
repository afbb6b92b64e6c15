"""Activities of partners live in their areas, longer than one report (B7-5)."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


# An activity continues one of the same partner in the same area, whoever writes the row.
SAME = """
ALTER TABLE areas_activity ADD CONSTRAINT area_activity_of_one UNIQUE (id, partner_id, area_id);
ALTER TABLE areas_activity ADD CONSTRAINT area_activity_continues_its_own
    FOREIGN KEY (continues_id, partner_id, area_id)
    REFERENCES areas_activity (id, partner_id, area_id);
"""
UNDO = """
ALTER TABLE areas_activity DROP CONSTRAINT area_activity_continues_its_own;
ALTER TABLE areas_activity DROP CONSTRAINT area_activity_of_one;
"""
# Until now a row could be moved out of a submitted plan. Going back leaves the stricter guard:
# the version before moves no row either.
STRICTER = """
CREATE OR REPLACE FUNCTION areas_keep_frozen_row() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    parents bigint[] := ARRAY[
        (to_jsonb(OLD) ->> (TG_ARGV[0] || '_id'))::bigint,
        (to_jsonb(NEW) ->> (TG_ARGV[0] || '_id'))::bigint];
BEGIN
    IF TG_ARGV[0] = 'effort' THEN
        parents := ARRAY(SELECT plan_id FROM areas_effort WHERE id = ANY (parents));
    ELSIF TG_ARGV[0] = 'action' THEN
        parents := ARRAY(SELECT plan_id FROM areas_priorityaction WHERE id IN (
            (to_jsonb(OLD) ->> 'priorityaction_id')::bigint,
            (to_jsonb(NEW) ->> 'priorityaction_id')::bigint));
    END IF;
    IF EXISTS (
        SELECT 1 FROM areas_planversion WHERE id = ANY (parents) AND frozen_at IS NOT NULL)
    THEN
        RAISE EXCEPTION 'A submitted plan is frozen.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0003_terms_from_29_february'),
        ('partners', '0001_initial'),
        ('reference', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='what was done')),
                ('priorities', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('a', 'Less mercury emitted to the air by people'), ('b', 'Sound solutions for waste that contains mercury'), ('c', 'Less demand for mercury in products and processes'), ('d', 'Less supply of mercury, primary mining first'), ('e', 'Environmentally sound storage of mercury'), ('f', 'Clean-up of contaminated sites'), ('g', 'Better knowledge of mercury')], max_length=1), size=None, verbose_name='priorities')),
                ('focus', models.CharField(choices=[('convention', 'Implementation of the Convention'), ('knowledge', 'Knowledge and science'), ('outreach', 'Outreach and awareness')], max_length=12, verbose_name='focus')),
                ('builds_capacity', models.BooleanField(default=False, verbose_name='builds capacity in developing countries or economies in transition')),
                ('stands_apart', models.BooleanField(default=False, verbose_name='is no continuation of one with the same title')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='areas.partnershiparea', verbose_name='area')),
                ('continues', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='continued_by', to='areas.activity', verbose_name='continues')),
                ('countries', models.ManyToManyField(blank=True, related_name='+', to='reference.country', verbose_name='countries')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='partners.partner', verbose_name='partner')),
            ],
            options={
                'verbose_name': 'activity',
                'verbose_name_plural': 'activities',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('priorities__len__gte', 1)), name='area_activity_has_a_priority'), models.CheckConstraint(condition=models.Q(('focus__in', ['convention', 'knowledge', 'outreach'])), name='area_activity_focus_known'), models.CheckConstraint(condition=models.Q(('continues__isnull', True), ('continues__lt', models.F('pk')), _connector='OR'), name='area_activity_continues_an_earlier_one'), models.CheckConstraint(condition=models.Q(('continues__isnull', True), ('stands_apart', False), _connector='OR'), name='area_activity_apart_or_continued')],
            },
        ),
        migrations.RunSQL(SAME, UNDO),
        migrations.RunSQL(STRICTER, migrations.RunSQL.noop),
    ]
