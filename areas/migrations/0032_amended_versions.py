"""A version that holds nothing but decided amendments rests on their decisions (R-84)."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0031_amendments'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='planversion',
            name='plan_before_the_area_has_decision',
        ),
        migrations.AddField(
            model_name='planversion',
            name='amended_sha256',
            field=models.CharField(blank=True, db_default='', default='', editable=False, max_length=64, verbose_name='hash of the plan in force with agreed amendments alone'),
        ),
        migrations.AddConstraint(
            model_name='planversion',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['draft']), ('consensus_decision__isnull', False), models.Q(models.Q(('status', 'in_consensus'), _negated=True), models.Q(('amended_sha256', ''), _negated=True), ('amended_sha256', models.F('consensus_sha256'))), _connector='OR'), name='plan_before_the_area_has_decision'),
        ),
    ]
