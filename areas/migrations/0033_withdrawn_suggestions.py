"""A partner may take its own suggestion of an opportunity back (R-78)."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0032_amended_versions'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='areaopportunity',
            name='opportunity_status_known',
        ),
        migrations.RemoveConstraint(
            model_name='areaopportunity',
            name='opportunity_waits_for_somebody',
        ),
        migrations.AlterField(
            model_name='areaopportunity',
            name='status',
            field=models.CharField(choices=[('suggested', 'Suggested'), ('asked', 'Asked back'), ('declined', 'Not taken in'), ('withdrawn', 'Taken back'), ('idea', 'Idea'), ('scoped', 'Scoped'), ('seeking', 'Seeking funding'), ('taken_up', 'Taken up'), ('dropped', 'Dropped')], default='suggested', max_length=10, verbose_name='where it stands'),
        ),
        migrations.AddConstraint(
            model_name='areaopportunity',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['suggested', 'asked', 'declined', 'withdrawn', 'idea', 'scoped', 'seeking', 'taken_up', 'dropped'])), name='opportunity_status_known'),
        ),
        migrations.AddConstraint(
            model_name='areaopportunity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ('suggested', 'asked', 'withdrawn')), _negated=True), ('partner__isnull', False), _connector='OR'), name='opportunity_waits_for_somebody'),
        ),
    ]
