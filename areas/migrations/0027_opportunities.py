"""Opportunities become records of their area, and donors are matched with who they are.

The state of an opportunity is kept in the record alone: a row of a draft has it from there.
"""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# The row of a plan says the state of its record, whoever writes it; a version that is not a draft
# any more keeps what it said.
KEEP = """
CREATE FUNCTION areas_keep_state() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    SELECT coalesce(max(status), NEW.status) INTO NEW.status
        FROM areas_areaopportunity WHERE key_id = NEW.key_id;
    RETURN NEW;
END $$;
CREATE TRIGGER plan_row_keeps_state BEFORE INSERT OR UPDATE ON areas_opportunity
    FOR EACH ROW EXECUTE FUNCTION areas_keep_state();
CREATE FUNCTION areas_pass_state_on() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    -- What waits for the leads has no key, and states that plans do not know.
    IF NEW.key_id IS NOT NULL THEN
        UPDATE areas_opportunity AS entry SET status = NEW.status FROM areas_planversion AS plan
            WHERE entry.key_id = NEW.key_id AND plan.id = entry.plan_id
            AND plan.status = 'draft' AND entry.status <> NEW.status;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER opportunity_passes_state_on AFTER INSERT OR UPDATE ON areas_areaopportunity
    FOR EACH ROW EXECUTE FUNCTION areas_pass_state_on();
"""
UNDO = """
DROP TRIGGER opportunity_passes_state_on ON areas_areaopportunity;
DROP FUNCTION areas_pass_state_on();
DROP TRIGGER plan_row_keeps_state ON areas_opportunity;
DROP FUNCTION areas_keep_state();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0026_sealed_activities'),
        ('partners', '0036_newest_partners_first'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AreaOpportunity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('suggested', 'Suggested'), ('asked', 'Asked back'), ('declined', 'Not taken in'), ('idea', 'Idea'), ('scoped', 'Scoped'), ('seeking', 'Seeking funding'), ('taken_up', 'Taken up'), ('dropped', 'Dropped')], default='suggested', max_length=10, verbose_name='where it stands')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('description', models.TextField(blank=True, max_length=3000, verbose_name='description')),
                ('gain', models.TextField(blank=True, max_length=1000, verbose_name='who would gain')),
                ('link', models.URLField(blank=True, verbose_name='where to read more')),
                ('suggested_at', models.DateTimeField(blank=True, null=True, verbose_name='suggested')),
                ('question', models.TextField(blank=True, max_length=2000, verbose_name='question of the leads')),
                ('answer', models.TextField(blank=True, max_length=2000, verbose_name='answer')),
                ('reason', models.TextField(blank=True, max_length=2000, verbose_name='reason')),
                ('listed_at', models.DateTimeField(blank=True, null=True, verbose_name='in the register since')),
                ('before_rule', models.BooleanField(db_default=False, default=False, editable=False)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opportunities', to='areas.partnershiparea', verbose_name='area')),
                ('effort', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.plankey', verbose_name='effort that takes it up')),
                ('key', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='opportunity', to='areas.plankey', verbose_name='key')),
                ('objective', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.plankey', verbose_name='objective it serves')),
                ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner', verbose_name='suggested by')),
                ('suggested_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person who suggested it')),
            ],
            options={
                'verbose_name': 'opportunity of an area',
                'verbose_name_plural': 'opportunities of areas',
                'ordering': ['area', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='DonorMatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='as the plan says')),
                ('is_none', models.BooleanField(default=False, verbose_name='none of those that are known')),
                ('matched_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='matched')),
                ('funder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.funder', verbose_name='funder')),
                ('key', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='donor_match', to='areas.plankey', verbose_name='donor')),
                ('matched_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='matched by')),
                ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner', verbose_name='partner')),
            ],
            options={
                'verbose_name': 'match of a donor',
                'verbose_name_plural': 'matches of donors',
                'ordering': ['key'],
            },
        ),
        migrations.CreateModel(
            name='OpportunityInterest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(blank=True, max_length=500, verbose_name='in a sentence')),
                ('contact', models.CharField(blank=True, max_length=200, verbose_name='how to reach us')),
                ('said_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='said')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='taken back')),
                ('opportunity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interests', to='areas.areaopportunity', verbose_name='opportunity')),
                ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner', verbose_name='partner')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'interest in an opportunity',
                'verbose_name_plural': 'interests in opportunities',
                'ordering': ['said_at', 'pk'],
            },
        ),
        migrations.AddIndex(
            model_name='areaopportunity',
            index=models.Index(fields=['area', 'status'], name='opportunity_by_area'),
        ),
        migrations.AddIndex(
            model_name='areaopportunity',
            index=models.Index(fields=['partner'], name='opportunity_by_partner'),
        ),
        migrations.AddIndex(
            model_name='areaopportunity',
            index=models.Index(models.OrderBy(models.F('listed_at'), descending=True, nulls_last=True), models.F('id'), name='opportunity_newest'),
        ),
        migrations.AddConstraint(
            model_name='areaopportunity',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['suggested', 'asked', 'declined', 'idea', 'scoped', 'seeking', 'taken_up', 'dropped'])), name='opportunity_status_known'),
        ),
        migrations.AddConstraint(
            model_name='areaopportunity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('partner', None), ('suggested_at', None), ('suggested_by', None)), models.Q(('partner__isnull', False), ('suggested_at__isnull', False), ('suggested_by__isnull', False)), _connector='OR'), name='opportunity_suggested_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='areaopportunity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ('suggested', 'asked')), _negated=True), ('partner__isnull', False), _connector='OR'), name='opportunity_waits_for_somebody'),
        ),
        migrations.AddConstraint(
            model_name='areaopportunity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'declined'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='opportunity_declined_says_why'),
        ),
        migrations.AddConstraint(
            model_name='areaopportunity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'dropped'), _negated=True), models.Q(('reason', ''), _negated=True), ('before_rule', True), _connector='OR'), name='opportunity_dropped_says_why'),
        ),
        migrations.AddConstraint(
            model_name='areaopportunity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'asked'), _negated=True), models.Q(('question', ''), _negated=True), _connector='OR'), name='opportunity_asked_something'),
        ),
        migrations.AddConstraint(
            model_name='areaopportunity',
            constraint=models.CheckConstraint(condition=models.Q(('key', None), ('status__in', ('idea', 'scoped', 'seeking', 'taken_up', 'dropped')), _connector='OR'), name='opportunity_of_a_plan_is_listed'),
        ),
        migrations.AddConstraint(
            model_name='areaopportunity',
            constraint=models.CheckConstraint(condition=models.Q(('effort', None), ('status', 'taken_up'), _connector='OR'), name='opportunity_effort_takes_it_up'),
        ),
        migrations.AddConstraint(
            model_name='areaopportunity',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='opportunity_has_a_title'),
        ),
        migrations.AddConstraint(
            model_name='donormatch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('funder', None), ('is_none', False), ('partner__isnull', False)), models.Q(('funder__isnull', False), ('is_none', False), ('partner', None)), models.Q(('funder', None), ('is_none', True), ('partner', None)), _connector='OR'), name='donor_match_says_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='opportunityinterest',
            constraint=models.UniqueConstraint(condition=models.Q(('partner__isnull', False), ('withdrawn_at', None)), fields=('opportunity', 'partner'), name='interest_once_a_partner'),
        ),
        migrations.AddConstraint(
            model_name='opportunityinterest',
            constraint=models.UniqueConstraint(condition=models.Q(('partner', None), ('withdrawn_at', None)), fields=('opportunity', 'person'), name='interest_once_an_applicant'),
        ),
        migrations.AddConstraint(
            model_name='opportunityinterest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), models.Q(('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), _connector='OR'), name='interest_taken_back_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='opportunityinterest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), models.Q(('words', ''), _negated=True), models.Q(('contact', ''), _negated=True)), models.Q(('contact', ''), ('withdrawn_at__isnull', False), ('words', '')), _connector='OR'), name='interest_says_what_it_needs'),
        ),
        migrations.RunSQL(KEEP, UNDO),
    ]
