"""Attendance comes before consensus, a declaration can be recalled, a partner has one voice.

Decisions and electorates of before keep what they had. Those that were opened in session are
marked, and what would fail today is told.
"""

import sys

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# One query, so that nothing of it is asked again for each decision.
WOULD_FAIL = """
    SELECT decision.slug, decision.title FROM meetings_decision decision
    LEFT JOIN meetings_meeting meeting ON meeting.id = decision.meeting_id
    WHERE decision.mode = 'in_session' AND (
        meeting.id IS NULL
        OR meeting.starts_on > (decision.opened_at AT TIME ZONE meeting.zone)::date
        OR NOT EXISTS (
            SELECT 1 FROM meetings_attendance attendance
            WHERE attendance.meeting_id = meeting.id AND attendance.role = 'member'
            AND attendance.presence IN ('present', 'online')))
    ORDER BY decision.id
"""


# Until now whoever was asked spoke for himself or herself. The checks that wait for the end of
# the transaction are made at once, because the column is altered in it.
TAKEN_BY = """
    UPDATE meetings_position position SET taken_by_id = elector.person_id
    FROM meetings_elector elector WHERE elector.id = position.elector_id;
    SET CONSTRAINTS ALL IMMEDIATE;
    SET CONSTRAINTS ALL DEFERRED;
"""


def mark(apps, schema_editor):
    """Mark what was opened in session before, and tell which of it would fail today."""
    decisions = apps.get_model("meetings", "Decision").objects.using(
        schema_editor.connection.alias
    )
    decisions.filter(mode="in_session").update(is_before_session_rule=True)
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(WOULD_FAIL)
        for slug, title in cursor.fetchall():
            sys.stderr.write(
                "Opened in session without a meeting that had begun or without"
                f" attendance: {slug} ({title})\n"
            )


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0004_subjects'),
        ('partners', '0003_nobody_lets_oneself_in'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Declaration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64)),
                ('declared_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('recall_until', models.DateTimeField(verbose_name='can be recalled until')),
                ('recalled_at', models.DateTimeField(null=True)),
                ('recall_reason', models.TextField(blank=True, verbose_name='why it was recalled')),
                ('superseded_at', models.DateTimeField(null=True, verbose_name='replaced by a newer text')),
            ],
            options={
                'verbose_name': 'declaration of a consensus',
                'verbose_name_plural': 'declarations of a consensus',
                'ordering': ['declared_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='StandingAside',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation', models.CharField(max_length=250, verbose_name='organization')),
            ],
            options={
                'verbose_name': 'member who stands aside',
                'verbose_name_plural': 'members who stand aside',
                'ordering': ['organisation', 'pk'],
            },
        ),
        migrations.AlterModelOptions(
            name='position',
            options={'ordering': ['text', 'elector', 'pk'], 'verbose_name': 'position', 'verbose_name_plural': 'positions'},
        ),
        migrations.RemoveConstraint(
            model_name='position',
            name='position_once_per_version',
        ),
        migrations.AddField(
            model_name='decision',
            name='is_before_session_rule',
            field=models.BooleanField(default=False, verbose_name='opened in session before attendance came first'),
        ),
        migrations.AddField(
            model_name='elector',
            name='is_present',
            field=models.BooleanField(null=True, verbose_name='present when it was opened'),
        ),
        migrations.AddField(
            model_name='elector',
            name='is_reachable',
            field=models.BooleanField(default=True, verbose_name='had somebody to speak for it'),
        ),
        migrations.AddField(
            model_name='elector',
            name='partner',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='electorates', to='partners.partner'),
        ),
        migrations.AddField(
            model_name='position',
            name='taken_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='taken by'),
        ),
        migrations.RunPython(mark, migrations.RunPython.noop),
        migrations.RunSQL(TAKEN_BY, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name='position',
            name='taken_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='taken by'),
        ),
        migrations.AlterField(
            model_name='elector',
            name='person',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='electorates', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='position',
            index=models.Index(fields=['text', 'elector', '-id'], name='position_last_word'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('mode', 'in_session'), _negated=True), ('meeting__isnull', False), ('is_before_session_rule', True), _connector='OR'), name='decision_session_has_a_meeting'),
        ),
        migrations.AddConstraint(
            model_name='elector',
            constraint=models.UniqueConstraint(fields=('decision', 'partner'), name='elector_partner_once'),
        ),
        migrations.AddConstraint(
            model_name='elector',
            constraint=models.CheckConstraint(condition=models.Q(('person__isnull', True), ('partner__isnull', True), _connector='XOR'), name='elector_is_a_person_or_a_partner'),
        ),
        migrations.AddField(
            model_name='declaration',
            name='decision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='declarations', to='meetings.decision'),
        ),
        migrations.AddField(
            model_name='declaration',
            name='declared_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='declaration',
            name='recalled_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='standingaside',
            name='decision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='standing_aside', to='meetings.decision'),
        ),
        migrations.AddField(
            model_name='standingaside',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='declaration',
            constraint=models.UniqueConstraint(condition=models.Q(('recalled_at__isnull', True), ('superseded_at__isnull', True)), fields=('decision',), name='declaration_one_standing'),
        ),
        migrations.AddConstraint(
            model_name='declaration',
            constraint=models.CheckConstraint(condition=models.Q(('recall_until__gt', models.F('declared_at'))), name='declaration_can_be_recalled'),
        ),
        migrations.AddConstraint(
            model_name='declaration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('recalled_at__isnull', False), ('recalled_by__isnull', False)), models.Q(('recalled_at__isnull', True), ('recalled_by__isnull', True)), _connector='OR'), name='declaration_recall_complete'),
        ),
        migrations.AddConstraint(
            model_name='declaration',
            constraint=models.CheckConstraint(condition=models.Q(('recalled_at__isnull', True), models.Q(('recalled_at__gte', models.F('declared_at')), ('recalled_at__lte', models.F('recall_until'))), _connector='OR'), name='declaration_recalled_in_time'),
        ),
        migrations.AddConstraint(
            model_name='declaration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('recall_reason', ''), ('recalled_at__isnull', True)), models.Q(('recalled_at__isnull', False), models.Q(('recall_reason', ''), _negated=True)), _connector='OR'), name='declaration_recalled_for_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='declaration',
            constraint=models.CheckConstraint(condition=models.Q(('recalled_at__isnull', True), ('superseded_at__isnull', True), _connector='OR'), name='declaration_ends_once'),
        ),
        migrations.AddConstraint(
            model_name='declaration',
            constraint=models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='declaration_names_a_text'),
        ),
        migrations.AddConstraint(
            model_name='standingaside',
            constraint=models.UniqueConstraint(fields=('decision', 'person'), name='decision_standing_aside_once'),
        ),
    ]
