"""Topics that cross the areas, their areas and conveners, and what of the plans is theirs."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


SEALS = """
CREATE TRIGGER topic_area_stays AFTER UPDATE OR DELETE ON areas_topicarea
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'An area of a topic stays on record from its first day to its last.',
        $$true$$,
        '',
        'until');
CREATE TRIGGER topic_convener_stays AFTER UPDATE OR DELETE ON areas_topicconvener
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'The convener of a topic stays on record.',
        $$true$$,
        'period person_id partner_id');
"""
UNDO = """
DROP TRIGGER topic_convener_stays ON areas_topicconvener;
DROP TRIGGER topic_area_stays ON areas_topicarea;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0028_opportunities_of_plans'),
        ('ledger', '0005_seal'),
        ('partners', '0036_newest_partners_first'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CrossCuttingTopic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True, verbose_name='address')),
                ('names', models.JSONField(default=dict, verbose_name='names by language')),
                ('abouts', models.JSONField(default=dict, verbose_name='what it is about, by language')),
                ('status', models.CharField(choices=[('open', 'At work'), ('closed', 'Closed')], default='open', max_length=6, verbose_name='status')),
                ('begun_on', models.DateField(blank=True, null=True, verbose_name='since')),
                ('source', models.TextField(blank=True, verbose_name='where it is on record')),
            ],
            options={
                'verbose_name': 'cross-cutting topic',
                'verbose_name_plural': 'cross-cutting topics',
                'ordering': ['begun_on', 'slug'],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['open', 'closed'])), name='topic_status_known'), models.CheckConstraint(condition=models.Q(('names__has_key', 'en')), name='topic_has_an_english_name'), models.CheckConstraint(condition=models.Q(('abouts__has_key', 'en')), name='topic_says_in_english_what_it_is')],
            },
        ),
        migrations.CreateModel(
            name='TopicArea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(verbose_name='since')),
                ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='topic_ties', to='areas.partnershiparea', verbose_name='area')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ties', to='areas.crosscuttingtopic', verbose_name='topic')),
            ],
            options={
                'verbose_name': 'area of a topic',
                'verbose_name_plural': 'areas of topics',
                'ordering': ['since', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('topic', 'area'), name='topic_area_once_at_a_time'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='topic_area_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='TopicConvener',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='period')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='recorded')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner', verbose_name='partner')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conveners', to='areas.crosscuttingtopic', verbose_name='topic')),
            ],
            options={
                'verbose_name': 'convener of a topic',
                'verbose_name_plural': 'conveners of topics',
                'ordering': ['-period', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('period__isempty', False), ('period__startswith__isnull', False)), name='topic_convener_period_known'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('topic', '='), ('period', '&&')], name='topic_convener_one_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='TopicMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('marked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='marked')),
                ('key', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='topic_marks', to='areas.plankey', verbose_name='key')),
                ('marked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='marked by')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='areas.crosscuttingtopic', verbose_name='topic')),
            ],
            options={
                'verbose_name': 'entry of a plan in a topic',
                'verbose_name_plural': 'entries of plans in topics',
                'ordering': ['topic', 'key'],
                'constraints': [models.UniqueConstraint(fields=('topic', 'key'), name='topic_mark_once')],
            },
        ),
        migrations.RunSQL(SEALS, UNDO),
    ]
