"""Partners suggest other words; what they said stays as it was said."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

SEALS = """
CREATE TRIGGER plan_suggestion_stays AFTER UPDATE OR DELETE ON areas_plansuggestion
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A suggestion stays as it was made.',
        $$true$$,
        'status answer',
        'settled_at settled_by_id');
CREATE TRIGGER plan_suggestion_settled_stays AFTER UPDATE ON areas_plansuggestion
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A suggestion that was settled stays so.',
        $$was.status <> 'open'$$);
"""
UNDO = """
DROP TRIGGER plan_suggestion_settled_stays ON areas_plansuggestion;
DROP TRIGGER plan_suggestion_stays ON areas_plansuggestion;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0015_comments_at_words'),
        ('partners', '0036_newest_partners_first'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PlanSuggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('section', models.CharField(max_length=4, verbose_name='section')),
                ('kind', models.CharField(max_length=60)),
                ('key', models.CharField(max_length=60)),
                ('field', models.CharField(max_length=40, verbose_name='field')),
                ('base', models.TextField(blank=True, verbose_name='wording it is about')),
                ('proposed', models.TextField(verbose_name='proposed wording')),
                ('reason', models.TextField(blank=True, max_length=2000, verbose_name='reason')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='made')),
                ('status', models.CharField(choices=[('open', 'Open'), ('accepted', 'Accepted'), ('adapted', 'Accepted with changes'), ('refused', 'Not accepted'), ('withdrawn', 'Withdrawn')], default='open', max_length=10, verbose_name='status')),
                ('answer', models.TextField(blank=True, max_length=5000, verbose_name='answer')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='settled')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='author')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner', verbose_name='partner')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='suggestions', to='areas.planversion', verbose_name='plan')),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'suggested wording',
                'verbose_name_plural': 'suggested wordings',
                'ordering': ['made_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['open', 'accepted', 'adapted', 'refused', 'withdrawn'])), name='plan_suggestion_status_known'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', False), ('settled_by__isnull', False)), models.Q(('settled_at__isnull', True), ('settled_by__isnull', True)), _connector='OR'), name='plan_suggestion_settled_by'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('status', 'open')), models.Q(models.Q(('status', 'open'), _negated=True), ('settled_at__isnull', False)), _connector='OR'), name='plan_suggestion_is_settled_once'), models.CheckConstraint(condition=models.Q(('base', models.F('proposed')), _negated=True), name='plan_suggestion_changes_something'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'refused'), _negated=True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='plan_suggestion_is_refused_with_a_reason')],
            },
        ),
        migrations.RunSQL(SEALS, UNDO),
    ]
