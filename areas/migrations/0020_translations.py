"""The passages of a version in other languages, beside the words that the area agrees to."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0019_companions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PlanTranslation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('ar', 'Arabic'), ('zh', 'Chinese'), ('en', 'English'), ('fr', 'French'), ('ru', 'Russian'), ('es', 'Spanish')], max_length=2, verbose_name='language')),
                ('path', models.CharField(max_length=60, verbose_name='passage')),
                ('source_sha256', models.CharField(max_length=64, verbose_name='hash of the original')),
                ('text', models.TextField(blank=True, verbose_name='translation')),
                ('saved_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='saved')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='translations', to='areas.planversion')),
                ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='saved by')),
            ],
            options={
                'verbose_name': 'translation of a passage',
                'verbose_name_plural': 'translations of passages',
                'ordering': ['plan', 'language', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('plan', 'language', 'path'), name='plan_translation_once'), models.CheckConstraint(condition=models.Q(('source_sha256__regex', '^[0-9a-f]{64}$')), name='plan_translation_names_its_source')],
            },
        ),
    ]
