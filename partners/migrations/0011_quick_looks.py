"""Indexes for names like others, for what waits at the desk and for what is new."""

import django.contrib.postgres.indexes
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0006_texts_of_files'),
        ('partners', '0010_sealed_letters'),
        ('reference', '0002_order_of_countries'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='formername',
            index=django.contrib.postgres.indexes.GinIndex(fields=['skeleton'], name='former_name_near', opclasses=['gin_trgm_ops']),
        ),
        migrations.AddIndex(
            model_name='formername',
            index=models.Index(models.Func(models.F('skeleton'), models.Value('01i'), models.Value('oll'), function='TRANSLATE', output_field=models.CharField()), name='former_name_looks'),
        ),
        migrations.AddIndex(
            model_name='letterofintent',
            index=models.Index(condition=models.Q(('status__in', ['submitted', 'info_requested', 'answered', 'confirmed'])), fields=['submitted_at'], name='letter_waiting'),
        ),
        migrations.AddIndex(
            model_name='letterofintent',
            index=models.Index(condition=models.Q(('status', 'published')), fields=['-published_at', '-id'], name='letter_newest'),
        ),
        migrations.AddIndex(
            model_name='letterofintent',
            index=models.Index(fields=['status', 'submitted_at'], include=('sender',), name='letter_by_status'),
        ),
        migrations.AddIndex(
            model_name='letterofintent',
            index=models.Index(fields=['published_at'], name='letter_by_publication'),
        ),
        migrations.AddIndex(
            model_name='letterofintent',
            index=models.Index(fields=['confirmed_at'], name='letter_by_confirmation'),
        ),
        migrations.AddIndex(
            model_name='letterofintent',
            index=models.Index(fields=['declined_at'], name='letter_by_refusal'),
        ),
        migrations.AddIndex(
            model_name='partner',
            index=django.contrib.postgres.indexes.GinIndex(fields=['short_skeleton'], name='partner_near_short_names', opclasses=['gin_trgm_ops']),
        ),
        migrations.AddIndex(
            model_name='partner',
            index=django.contrib.postgres.indexes.GistIndex(fields=['skeleton'], name='partner_nearest', opclasses=['gist_trgm_ops']),
        ),
        migrations.AddIndex(
            model_name='partner',
            index=models.Index(models.Func(models.F('skeleton'), models.Value('01i'), models.Value('oll'), function='TRANSLATE', output_field=models.CharField()), name='partner_looks'),
        ),
        migrations.AddIndex(
            model_name='partner',
            index=models.Index(models.Func(models.F('short_skeleton'), models.Value('01i'), models.Value('oll'), function='TRANSLATE', output_field=models.CharField()), name='partner_short_looks'),
        ),
        migrations.AddIndex(
            model_name='partner',
            index=models.Index(condition=models.Q(('status', 'confirmed'), _negated=True), fields=['id'], name='partner_unconfirmed'),
        ),
    ]
