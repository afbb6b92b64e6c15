"""A version says what it changes, has documents beside it, and files made of it (B4-1).

Companion documents change while the version is a draft, as its rows do (0008).
"""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


SEAL = """
CREATE TRIGGER plan_companion_stays AFTER INSERT OR UPDATE OR DELETE ON areas_plancompanion
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'The companion documents of a plan change while it is a draft.',
        $$EXISTS (SELECT FROM areas_planversion AS plan
            WHERE plan.id IN (was.plan_id, made.plan_id) AND plan.status <> 'draft')$$);
"""
UNDO = "DROP TRIGGER plan_companion_stays ON areas_plancompanion;"


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0018_plan_imports'),
        ('documents', '0009_file_readings'),
        ('ledger', '0005_seal'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='planversion',
            name='status_note',
            field=models.TextField(blank=True, db_default='', default='', max_length=2000, verbose_name='what this version changes'),
        ),
        migrations.CreateModel(
            name='PlanCompanion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('language', models.CharField(choices=[('ar', 'Arabic'), ('zh', 'Chinese'), ('en', 'English'), ('fr', 'French'), ('ru', 'Russian'), ('es', 'Spanish')], default='en', max_length=2, verbose_name='language')),
                ('is_public', models.BooleanField(default=True, verbose_name='everybody may read it once the plan is published')),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='added')),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='added by')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='file')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='companions', to='areas.planversion')),
            ],
            options={
                'verbose_name': 'companion document of a plan',
                'verbose_name_plural': 'companion documents of plans',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('plan', 'title', 'language'), name='plan_companion_title_once'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='plan_companion_has_title')],
            },
        ),
        migrations.CreateModel(
            name='PlanFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('pdf', 'PDF'), ('docx', 'Word')], max_length=4)),
                ('language', models.CharField(choices=[('ar', 'Arabic'), ('zh', 'Chinese'), ('en', 'English'), ('fr', 'French'), ('ru', 'Russian'), ('es', 'Spanish')], max_length=2)),
                ('stamp', models.CharField(max_length=64, verbose_name='hash of what the file says')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='made')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='made_files', to='areas.planversion')),
            ],
            options={
                'verbose_name': 'file of a plan',
                'verbose_name_plural': 'files of plans',
                'ordering': ['plan', 'kind', 'language'],
                'constraints': [models.UniqueConstraint(fields=('plan', 'kind', 'language'), name='plan_file_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['pdf', 'docx'])), name='plan_file_kind_known'), models.CheckConstraint(condition=models.Q(('stamp__regex', '^[0-9a-f]{64}$')), name='plan_file_has_stamp')],
            },
        ),
        migrations.RunSQL(SEAL, UNDO),
    ]
