"""The area amends its plan in force; what was proposed stays as it was proposed."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

SEALS = """
CREATE TRIGGER plan_amendment_stays AFTER UPDATE OR DELETE ON areas_planamendment
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'An amendment stays as it was proposed.',
        $$was.status <> 'draft'$$,
        'status decision_id answer agreed_because',
        'agreed_at agreed_by_id settled_at settled_by_id taken_into_id');
CREATE TRIGGER plan_amendment_agreed_stays AFTER UPDATE ON areas_planamendment
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'An amendment stays agreed as it was agreed.',
        $$was.status = 'agreed'$$,
        'status',
        'settled_at settled_by_id taken_into_id');
CREATE TRIGGER plan_amendment_settled_stays AFTER UPDATE ON areas_planamendment
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'An amendment that was settled stays so.',
        $$was.status IN ('taken_in', 'declined', 'withdrawn')$$);
CREATE TRIGGER amendment_place_stays AFTER INSERT OR UPDATE OR DELETE ON areas_amendmentplace
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'The places of an amendment change while it is written.',
        $$EXISTS (SELECT FROM areas_planamendment AS amendment
                   WHERE amendment.id IN (was.amendment_id, made.amendment_id)
                     AND amendment.status <> 'draft')$$);

ALTER TABLE areas_planamendment ADD CONSTRAINT plan_amendment_decision_is_about_it
    FOREIGN KEY (decision_id, decision_subject) REFERENCES meetings_decision (id, subject);
CREATE FUNCTION areas_amendment_rests_on_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.decision_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM meetings_decision AS decision
          JOIN areas_partnershiparea AS area ON area.body_id = decision.body_id
         WHERE decision.id = NEW.decision_id AND area.id = NEW.area_id
           AND (NEW.status NOT IN ('agreed', 'taken_in')
                OR decision.status IN ('adopted', 'adopted_with_statements'))
    ) THEN
        RAISE EXCEPTION 'Only a decision that the right body has adopted carries this.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'rests_on_an_adopted_decision';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER amendment_rests_on_decision BEFORE INSERT OR UPDATE ON areas_planamendment
    FOR EACH ROW EXECUTE FUNCTION areas_amendment_rests_on_decision();
"""
UNDO = """
DROP TRIGGER amendment_rests_on_decision ON areas_planamendment;
DROP FUNCTION areas_amendment_rests_on_decision();
ALTER TABLE areas_planamendment DROP CONSTRAINT plan_amendment_decision_is_about_it;
DROP TRIGGER amendment_place_stays ON areas_amendmentplace;
DROP TRIGGER plan_amendment_settled_stays ON areas_planamendment;
DROP TRIGGER plan_amendment_agreed_stays ON areas_planamendment;
DROP TRIGGER plan_amendment_stays ON areas_planamendment;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0030_new_partners'),
        ('meetings', '0017_newest_first'),
        ('partners', '0036_newest_partners_first'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PlanAmendment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('reason', models.TextField(max_length=5000, verbose_name='reason')),
                ('status', models.CharField(choices=[('draft', 'Being written'), ('proposed', 'Proposed'), ('agreed', 'Agreed'), ('taken_in', 'Taken in'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn')], default='draft', max_length=10, verbose_name='status')),
                ('begun_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='begun')),
                ('proposed_at', models.DateTimeField(blank=True, null=True, verbose_name='proposed')),
                ('sha256', models.CharField(blank=True, default='', max_length=64, verbose_name='hash of the text')),
                ('decision_subject', models.GeneratedField(db_persist=True, expression=django.db.models.functions.text.Concat(models.Value('plan_amendment:'), django.db.models.functions.comparison.Cast('id', models.CharField()), models.Value(':'), django.db.models.functions.comparison.Cast('sha256', models.CharField()), output_field=models.TextField()), output_field=models.TextField())),
                ('agreed_at', models.DateTimeField(blank=True, null=True, verbose_name='agreed')),
                ('agreed_because', models.TextField(blank=True, default='', max_length=2000, verbose_name='why the area needs no decision')),
                ('answer', models.TextField(blank=True, default='', max_length=5000, verbose_name='answer')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='settled')),
                ('agreed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='areas.partnershiparea', verbose_name='area')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='author')),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='meetings.decision', verbose_name='decision of the area')),
                ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner', verbose_name='partner')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='areas.planversion', verbose_name='version it was written against')),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('taken_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='made_of', to='areas.planversion', verbose_name='version it was taken into')),
            ],
            options={
                'verbose_name': 'amendment of a plan',
                'verbose_name_plural': 'amendments of plans',
                'ordering': ['area', '-number'],
            },
        ),
        migrations.CreateModel(
            name='AmendmentPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('section', models.CharField(max_length=4, verbose_name='section')),
                ('kind', models.CharField(max_length=20)),
                ('base', models.JSONField(blank=True, null=True)),
                ('proposed', models.JSONField(blank=True, null=True)),
                ('key', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.plankey', verbose_name='key')),
                ('amendment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='areas.planamendment', verbose_name='amendment')),
            ],
            options={
                'verbose_name': 'place of an amendment',
                'verbose_name_plural': 'places of amendments',
                'ordering': ['pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='planamendment',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'proposed', 'agreed', 'taken_in', 'declined', 'withdrawn'])), name='plan_amendment_status_known'),
        ),
        migrations.AddConstraint(
            model_name='planamendment',
            constraint=models.UniqueConstraint(fields=('area', 'number'), name='plan_amendment_number_once'),
        ),
        migrations.AddConstraint(
            model_name='planamendment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('proposed_at__isnull', True), ('sha256', ''), ('status', 'draft')), ('status', 'withdrawn'), models.Q(models.Q(('status', 'draft'), _negated=True), ('proposed_at__isnull', False), ('sha256__regex', '^[0-9a-f]{64}$')), _connector='OR'), name='plan_amendment_is_proposed_with_its_text'),
        ),
        migrations.AddConstraint(
            model_name='planamendment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['agreed', 'taken_in']), _negated=True), models.Q(('agreed_at__isnull', False), ('agreed_because', ''), ('decision__isnull', False)), models.Q(models.Q(('agreed_because', ''), _negated=True), ('agreed_at__isnull', False), ('agreed_by__isnull', False)), _connector='OR'), name='plan_amendment_is_agreed_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='planamendment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', False), ('settled_by__isnull', False)), models.Q(('settled_at__isnull', True), ('settled_by__isnull', True)), _connector='OR'), name='plan_amendment_settled_by'),
        ),
        migrations.AddConstraint(
            model_name='planamendment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('status__in', ['draft', 'proposed', 'agreed'])), models.Q(('settled_at__isnull', False), ('status__in', ['taken_in', 'declined', 'withdrawn'])), _connector='OR'), name='plan_amendment_is_settled_once'),
        ),
        migrations.AddConstraint(
            model_name='planamendment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'declined'), _negated=True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='plan_amendment_is_declined_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='planamendment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'taken_in'), ('taken_into__isnull', False)), models.Q(models.Q(('status', 'taken_in'), _negated=True), ('taken_into__isnull', True)), _connector='OR'), name='plan_amendment_is_taken_into_a_version'),
        ),
        migrations.AddConstraint(
            model_name='amendmentplace',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'text')), fields=('amendment', 'section'), name='amendment_place_text_once'),
        ),
        migrations.AddConstraint(
            model_name='amendmentplace',
            constraint=models.UniqueConstraint(fields=('amendment', 'key'), name='amendment_place_entry_once'),
        ),
        migrations.AddConstraint(
            model_name='amendmentplace',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('base__isnull', False), ('key__isnull', True), ('kind', 'text'), ('proposed__isnull', False)), models.Q(models.Q(('kind', 'text'), _negated=True), ('base__isnull', False), ('key__isnull', False)), models.Q(models.Q(('kind', 'text'), _negated=True), ('base__isnull', True), ('key__isnull', True), ('proposed__isnull', False)), _connector='OR'), name='amendment_place_is_a_text_or_an_entry'),
        ),
        migrations.AddConstraint(
            model_name='amendmentplace',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('base', models.F('proposed')), _negated=True), ('base__isnull', True), ('proposed__isnull', True), _connector='OR'), name='amendment_place_changes_something'),
        ),
        migrations.RunSQL(SEALS, UNDO),
    ]
