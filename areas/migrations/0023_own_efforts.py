"""Partners are asked to keep their own efforts in a draft; what is over stays as it was."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

SEALS = """
CREATE TRIGGER effort_call_stays AFTER UPDATE OR DELETE ON areas_effortcall
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A request for own efforts stays as it was made.',
        $$true$$,
        'status due_on partner_id answer answered_at answered_by_id',
        'ended_at ended_by_id');
CREATE TRIGGER effort_call_over_stays AFTER UPDATE ON areas_effortcall
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A request for own efforts that is over stays so.',
        $$was.status <> 'open'$$);
"""
UNDO = """
DROP TRIGGER effort_call_over_stays ON areas_effortcall;
DROP TRIGGER effort_call_stays ON areas_effortcall;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0022_withdrawn_answers'),
        ('ledger', '0005_seal'),
        ('partners', '0036_newest_partners_first'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='EffortCall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_on', models.DateField(verbose_name='until')),
                ('message', models.TextField(blank=True, max_length=2000, verbose_name='message')),
                ('status', models.CharField(choices=[('open', 'Open'), ('closed', 'Closed'), ('taken_back', 'Taken back')], default='open', max_length=10, verbose_name='status')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked')),
                ('answer', models.CharField(blank=True, choices=[('complete', 'Our efforts are complete'), ('none', 'We have none in this plan')], default='', max_length=8, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner', verbose_name='partner')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='effort_calls', to='areas.planversion', verbose_name='plan')),
            ],
            options={
                'verbose_name': 'request for own efforts',
                'verbose_name_plural': 'requests for own efforts',
                'ordering': ['due_on', 'pk'],
                'indexes': [models.Index(condition=models.Q(('status', 'open')), fields=['partner'], name='effort_call_open_by_partner')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['open', 'closed', 'taken_back'])), name='effort_call_status_known'), models.UniqueConstraint(condition=models.Q(('status', 'open')), fields=('plan', 'partner'), name='effort_call_one_at_a_time'), models.CheckConstraint(condition=models.Q(('answer__in', ['', 'complete', 'none'])), name='effort_call_answer_known'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), models.Q(('answered_at__isnull', True), ('answered_by__isnull', True)), _connector='OR'), name='effort_call_answered_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='effort_call_answer_complete'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), _connector='OR'), name='effort_call_end_complete'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('status', 'open')), models.Q(models.Q(('status', 'open'), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='effort_call_ends_once')],
            },
        ),
        migrations.RunSQL(SEALS, UNDO),
    ]
