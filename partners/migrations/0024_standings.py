"""Whether partners stay: questions after silence, statements, what is accepted as it is (R-46)."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


SEALS = """
CREATE TRIGGER silence_stays AFTER UPDATE OR DELETE ON partners_silencequestion
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A question to a silent partner stays as it was asked.',
        $$true$$,
        'status words',
        'reminded_on settled_at settled_by_id');
CREATE TRIGGER silence_settled_stays AFTER UPDATE OR DELETE ON partners_silencequestion
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'What was answered to a question stays as it was answered.',
        $$was.status <> 'asked'$$);
CREATE TRIGGER statement_stays AFTER UPDATE OR DELETE ON partners_partnerstatement
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A statement of a partner stays as it was made.',
        $$true$$,
        'status',
        'settled_at settled_by_id');
CREATE TRIGGER statement_settled_stays AFTER UPDATE OR DELETE ON partners_partnerstatement
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A statement of a partner stays as it was settled.',
        $$was.status <> 'said'$$);
CREATE TRIGGER set_aside_stays AFTER UPDATE OR DELETE ON partners_setaside
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'What was accepted as it is stays with its reason.',
        $$true$$);
"""
UNDO = """
DROP TRIGGER set_aside_stays ON partners_setaside;
DROP TRIGGER statement_settled_stays ON partners_partnerstatement;
DROP TRIGGER statement_stays ON partners_partnerstatement;
DROP TRIGGER silence_settled_stays ON partners_silencequestion;
DROP TRIGGER silence_stays ON partners_silencequestion;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0005_seal'),
        ('partners', '0023_funders'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PartnerStatement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('leaves', 'The partner leaves'), ('returns', 'The partner is back')], max_length=10, verbose_name='kind')),
                ('status', models.CharField(choices=[('said', 'Said'), ('taken_back', 'Taken back'), ('done', 'Done')], default='said', max_length=10, verbose_name='status')),
                ('words', models.TextField(max_length=5000, verbose_name='statement')),
                ('is_on_paper', models.BooleanField(default=False, verbose_name='came on paper')),
                ('said_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='said')),
                ('leaves_on', models.DateField(null=True, verbose_name='leaves on')),
                ('settled_at', models.DateTimeField(null=True, verbose_name='settled')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='partners.partner', verbose_name='partner')),
                ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'statement of a partner',
                'verbose_name_plural': 'statements of partners',
                'ordering': ['-said_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['said', 'taken_back', 'done'])), name='statement_status_known'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'leaves'), ('leaves_on__isnull', False)), models.Q(('is_on_paper', False), ('kind', 'returns'), ('leaves_on__isnull', True)), _connector='OR'), name='statement_kind_known'), models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='statement_says_something'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('status', 'said')), models.Q(models.Q(('status', 'said'), _negated=True), ('settled_at__isnull', False)), _connector='OR'), name='statement_settled_at_some_time'), models.CheckConstraint(condition=models.Q(models.Q(('settled_by__isnull', True), ('status__in', ['said', 'done'])), models.Q(('settled_by__isnull', False), models.Q(('status', 'said'), _negated=True)), _connector='OR'), name='statement_taken_back_by_somebody'), models.UniqueConstraint(condition=models.Q(('status', 'said')), fields=('partner', 'kind'), name='statement_said_once')],
            },
        ),
        migrations.CreateModel(
            name='SetAside',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('check_key', models.CharField(max_length=40)),
                ('subject', models.CharField(max_length=80)),
                ('reason', models.TextField(max_length=5000, verbose_name='reason')),
                ('until', models.DateField(verbose_name='until')),
                ('noted_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='noted')),
                ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'what is accepted as it is',
                'verbose_name_plural': 'what is accepted as it is',
                'ordering': ['-noted_at', '-pk'],
                'indexes': [models.Index(fields=['check_key', 'subject', 'until'], name='set_aside_until')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), _negated=True), models.Q(('check_key', ''), _negated=True), models.Q(('subject', ''), _negated=True)), name='set_aside_says_what_and_why')],
            },
        ),
        migrations.CreateModel(
            name='SilenceQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('asked', 'Asked'), ('stays', 'It stays'), ('leaves', 'It leaves'), ('inactive', 'No answer'), ('dropped', 'Dropped')], default='asked', max_length=10, verbose_name='status')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked')),
                ('answer_by', models.DateField(verbose_name='answer until')),
                ('is_unheard', models.BooleanField(default=False, verbose_name='nobody could be reached')),
                ('reminded_on', models.DateField(null=True, verbose_name='reminded')),
                ('words', models.TextField(blank=True, max_length=5000, verbose_name='words')),
                ('settled_at', models.DateTimeField(null=True, verbose_name='settled')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='silences', to='partners.partner', verbose_name='partner')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'question to a silent partner',
                'verbose_name_plural': 'questions to silent partners',
                'ordering': ['-asked_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['asked', 'stays', 'leaves', 'inactive', 'dropped'])), name='silence_status_known'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', False), ('settled_by__isnull', False)), models.Q(('settled_at__isnull', True), ('settled_by__isnull', True)), _connector='OR'), name='silence_settled_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('status', 'asked')), models.Q(models.Q(('status', 'asked'), _negated=True), ('settled_at__isnull', False)), _connector='OR'), name='silence_settled_at_some_time'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['inactive', 'dropped']), _negated=True), models.Q(('words', ''), _negated=True), _connector='OR'), name='silence_settled_with_a_reason'), models.UniqueConstraint(condition=models.Q(('status', 'asked')), fields=('partner',), name='silence_asked_once')],
            },
        ),
        migrations.RunSQL(SEALS, UNDO),
    ]
