"""Acts on many letters: the frozen list, and how the act fared with each of them."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0020_publications_stay'),
        ('website', '0005_impersonations'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Bulk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(choices=[('publish', 'Publish the cleared letters'), ('take', 'Take the work on them')], max_length=10, verbose_name='What is done')),
                ('status', models.CharField(choices=[('frozen', 'To be looked at'), ('running', 'Under way'), ('done', 'Done')], default='frozen', max_length=7, verbose_name='status')),
                ('token', models.CharField(max_length=64)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='begun')),
                ('released_at', models.DateTimeField(null=True, verbose_name='released')),
                ('done_at', models.DateTimeField(null=True, verbose_name='done')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'act on many letters',
                'verbose_name_plural': 'acts on many letters',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='BulkRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('open', 'To be done'), ('left_out', 'Not possible'), ('done', 'Done'), ('failed', 'Failed')], max_length=8, verbose_name='state')),
                ('said', models.TextField(blank=True, verbose_name='why not')),
                ('clause', models.CharField(blank=True, max_length=20)),
                ('bulk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='website.bulk')),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.letterofintent')),
            ],
            options={
                'verbose_name': 'letter of an act on many',
                'verbose_name_plural': 'letters of an act on many',
                'ordering': ['bulk', 'pk'],
            },
        ),
        migrations.AddIndex(
            model_name='bulk',
            index=models.Index(fields=['-created_at', '-id'], name='bulk_newest'),
        ),
        migrations.AddConstraint(
            model_name='bulk',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['frozen', 'running', 'done'])), name='bulk_status_known'),
        ),
        migrations.AddConstraint(
            model_name='bulk',
            constraint=models.CheckConstraint(condition=models.Q(('act__in', ['publish', 'take'])), name='bulk_act_known'),
        ),
        migrations.AddConstraint(
            model_name='bulk',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('released_at__isnull', True), ('status', 'frozen')), models.Q(models.Q(('status', 'frozen'), _negated=True), ('released_at__isnull', False)), _connector='OR'), name='bulk_released_has_time'),
        ),
        migrations.AddConstraint(
            model_name='bulk',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', False), ('status', 'done')), models.Q(models.Q(('status', 'done'), _negated=True), ('done_at__isnull', True)), _connector='OR'), name='bulk_done_has_time'),
        ),
        migrations.AddConstraint(
            model_name='bulkrow',
            constraint=models.UniqueConstraint(models.F('bulk'), models.F('letter'), name='bulk_letter_once'),
        ),
        migrations.AddConstraint(
            model_name='bulkrow',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'left_out', 'done', 'failed'])), name='bulk_row_state_known'),
        ),
        migrations.AddConstraint(
            model_name='bulkrow',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('said', ''), ('state__in', ['open', 'done'])), models.Q(('state__in', ['left_out', 'failed']), models.Q(('said', ''), _negated=True)), _connector='OR'), name='bulk_row_says_why_not'),
        ),
    ]
