"""Terms keep who entered them in the name of somebody; those of before are marked."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

MARK = "UPDATE advisory_group_chairterm SET before_recorder = true"


class Migration(migrations.Migration):

    dependencies = [
        ('advisory_group', '0004_subjects'),
        ('meetings', '0008_who_recorded'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='chairterm',
            name='before_recorder',
            field=models.BooleanField(db_default=False, default=False, editable=False, verbose_name='recorded before terms named their recorder'),
        ),
        migrations.AddField(
            model_name='chairterm',
            name='recorded_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by'),
        ),
        migrations.RunSQL(MARK, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='chairterm',
            constraint=models.CheckConstraint(condition=models.Q(('recorded_by__isnull', False), ('before_recorder', True), _connector='OR'), name='chair_names_its_recorder'),
        ),
    ]
