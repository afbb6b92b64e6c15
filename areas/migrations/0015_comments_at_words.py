"""Comments stand at words and entries, are answered, and become tasks; what was answered stays."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

SEALS = """
DROP TRIGGER plan_comment_stays ON areas_plancomment;
CREATE TRIGGER plan_comment_stays AFTER UPDATE OR DELETE ON areas_plancomment
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A comment stays as it was made.',
        $$true$$,
        'text edited_at resolved_at resolved_by_id',
        'withdrawn_at');
CREATE TRIGGER plan_comment_answered_stays AFTER UPDATE ON areas_plancomment
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A comment that was answered, withdrawn or dealt with stays as it was made.',
        $$was.withdrawn_at IS NOT NULL OR was.resolved_at IS NOT NULL
            OR EXISTS (SELECT FROM areas_plancomment AS reply WHERE reply.answers_id = was.id)
            OR EXISTS (SELECT FROM areas_planversion AS plan WHERE plan.id = was.plan_id
                AND plan.frozen_at IS NOT NULL)$$,
        'resolved_at resolved_by_id');
CREATE TRIGGER comment_task_stays AFTER UPDATE OR DELETE ON areas_commenttask
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A task stays as it was given.',
        $$true$$,
        'status person_id',
        'ended_at ended_by_id');
CREATE TRIGGER comment_task_over_stays AFTER UPDATE ON areas_commenttask
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A task that is done or taken back stays so.',
        $$was.status <> 'open'$$);
"""
UNDO = """
DROP TRIGGER comment_task_over_stays ON areas_commenttask;
DROP TRIGGER comment_task_stays ON areas_commenttask;
DROP TRIGGER plan_comment_answered_stays ON areas_plancomment;
DROP TRIGGER plan_comment_stays ON areas_plancomment;
CREATE TRIGGER plan_comment_stays AFTER UPDATE OR DELETE ON areas_plancomment
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A comment stays as it was made.',
        $$true$$,
        '',
        'resolved_at resolved_by_id');
"""


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0014_milestone_notes'),
        ('ledger', '0005_seal'),
        ('partners', '0036_newest_partners_first'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CommentTask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=300, verbose_name='what is to be done')),
                ('due_on', models.DateField(verbose_name='until')),
                ('status', models.CharField(choices=[('open', 'Open'), ('done', 'Done'), ('taken_back', 'Taken back')], default='open', max_length=10, verbose_name='status')),
                ('given_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='given')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended')),
            ],
            options={
                'verbose_name': 'task from a comment',
                'verbose_name_plural': 'tasks from comments',
                'ordering': ['due_on', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='plancomment',
            name='after_quote',
            field=models.CharField(blank=True, db_default='', default='', editable=False, max_length=80),
        ),
        migrations.AddField(
            model_name='plancomment',
            name='answers',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='areas.plancomment', verbose_name='answers'),
        ),
        migrations.AddField(
            model_name='plancomment',
            name='before_quote',
            field=models.CharField(blank=True, db_default='', default='', editable=False, max_length=80),
        ),
        migrations.AddField(
            model_name='plancomment',
            name='edited_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='changed'),
        ),
        migrations.AddField(
            model_name='plancomment',
            name='field',
            field=models.CharField(blank=True, db_default='', default='', max_length=40, verbose_name='field'),
        ),
        migrations.AddField(
            model_name='plancomment',
            name='quote',
            field=models.CharField(blank=True, db_default='', default='', max_length=500, verbose_name='words it is about'),
        ),
        migrations.AddField(
            model_name='plancomment',
            name='row_kind',
            field=models.CharField(blank=True, db_default='', default='', max_length=16, verbose_name='list'),
        ),
        migrations.AddField(
            model_name='plancomment',
            name='row_pk',
            field=models.PositiveBigIntegerField(blank=True, null=True, verbose_name='entry'),
        ),
        migrations.AddField(
            model_name='plancomment',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='withdrawn'),
        ),
        migrations.AddConstraint(
            model_name='plancomment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('field', ''), ('row_kind', ''), ('row_pk__isnull', True)), models.Q(models.Q(('row_kind', ''), _negated=True), ('row_pk__isnull', False)), _connector='OR'), name='plan_comment_names_its_entry'),
        ),
        migrations.AddConstraint(
            model_name='plancomment',
            constraint=models.CheckConstraint(condition=models.Q(('answers__isnull', True), models.Q(('quote', ''), ('resolved_at__isnull', True), ('row_kind', '')), _connector='OR'), name='plan_comment_answer_has_no_place'),
        ),
        migrations.AddConstraint(
            model_name='plancomment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('quote', ''), _negated=True), models.Q(('after_quote', ''), ('before_quote', '')), _connector='OR'), name='plan_comment_words_have_surroundings'),
        ),
        migrations.AddField(
            model_name='commenttask',
            name='comment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='areas.plancomment', verbose_name='comment'),
        ),
        migrations.AddField(
            model_name='commenttask',
            name='ended_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='commenttask',
            name='given_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='given by'),
        ),
        migrations.AddField(
            model_name='commenttask',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who does it'),
        ),
        migrations.AddIndex(
            model_name='commenttask',
            index=models.Index(condition=models.Q(('status', 'open')), fields=['person'], name='comment_task_open_by_person'),
        ),
        migrations.AddConstraint(
            model_name='commenttask',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['open', 'done', 'taken_back'])), name='comment_task_status_known'),
        ),
        migrations.AddConstraint(
            model_name='commenttask',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'open')), fields=('comment',), name='comment_task_one_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='commenttask',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), _connector='OR'), name='comment_task_end_complete'),
        ),
        migrations.AddConstraint(
            model_name='commenttask',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('status', 'open')), models.Q(models.Q(('status', 'open'), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='comment_task_ends_once'),
        ),
        migrations.RunSQL(SEALS, UNDO),
    ]
