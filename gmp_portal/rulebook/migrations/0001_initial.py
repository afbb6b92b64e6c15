import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='ParameterValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('parameter', models.CharField(max_length=8, verbose_name='working rule')),
                ('value', models.JSONField(verbose_name='value')),
                ('effective_from', models.DateField(verbose_name='applies from')),
                ('reason', models.TextField(verbose_name='reason')),
                ('decided_by', models.BigIntegerField(blank=True, null=True, verbose_name='decided by')),
                ('decided_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='decided at')),
            ],
            options={
                'verbose_name': 'value of a working rule',
                'verbose_name_plural': 'values of working rules',
                'ordering': ('parameter', '-effective_from'),
                'constraints': [models.UniqueConstraint(models.F('parameter'), models.F('effective_from'), name='rulebook_one_value_per_rule_and_day'), models.CheckConstraint(condition=models.Q(('parameter__regex', '^R-[0-9]{2}$')), name='rulebook_parameter_is_an_id'), models.CheckConstraint(condition=models.Q(('reason__regex', '\\S')), name='rulebook_value_has_a_reason')],
            },
        ),
    ]
