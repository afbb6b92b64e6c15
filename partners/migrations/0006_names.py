"""Partners of one name, former names, and a note where no country fits."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0002_policy_names'),
        ('partners', '0005_terms_name_their_recorder'),
        ('reference', '0002_order_of_countries'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FormerName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=250, verbose_name='former name')),
                ('skeleton', models.CharField(editable=False, max_length=250)),
            ],
            options={
                'verbose_name': 'former name',
                'verbose_name_plural': 'former names',
                'ordering': ['-pk'],
            },
        ),
        migrations.AddField(
            model_name='historicalpartner',
            name='is_mixed_up',
            field=models.BooleanField(default=False, verbose_name='looks like another entry'),
        ),
        migrations.AddField(
            model_name='historicalpartner',
            name='told_apart',
            field=models.CharField(blank=True, max_length=120, verbose_name='what tells it apart'),
        ),
        migrations.AddField(
            model_name='letterofintent',
            name='country_note',
            field=models.CharField(blank=True, max_length=200, verbose_name='country, in your words'),
        ),
        migrations.AddField(
            model_name='partner',
            name='has_namesake',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name='partner',
            name='is_mixed_up',
            field=models.BooleanField(default=False, verbose_name='looks like another entry'),
        ),
        migrations.AddField(
            model_name='partner',
            name='short_skeleton',
            field=models.CharField(blank=True, editable=False, max_length=250),
        ),
        migrations.AddField(
            model_name='partner',
            name='told_apart',
            field=models.CharField(blank=True, max_length=120, verbose_name='what tells it apart'),
        ),
        migrations.AlterField(
            model_name='partner',
            name='skeleton',
            field=models.CharField(editable=False, max_length=250),
        ),
        migrations.AddField(
            model_name='formername',
            name='partner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_names', to='partners.partner', verbose_name='partner'),
        ),
        migrations.AddConstraint(
            model_name='formername',
            constraint=models.UniqueConstraint(fields=('partner', 'skeleton'), name='former_name_once_a_partner'),
        ),
        migrations.AddConstraint(
            model_name='formername',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='former_name_has_letters'),
        ),
    ]
