"""Terms keep who entered them in the name of somebody; those of before are marked."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

MARK = "UPDATE partners_representative SET before_recorder = true"


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0004_signatures'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='representative',
            name='before_recorder',
            field=models.BooleanField(db_default=False, default=False, editable=False, verbose_name='recorded before terms named their recorder'),
        ),
        migrations.AddField(
            model_name='representative',
            name='recorded_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by'),
        ),
        migrations.RunSQL(MARK, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='representative',
            constraint=models.CheckConstraint(condition=models.Q(('recorded_by__isnull', False), ('before_recorder', True), _connector='OR'), name='representative_names_its_recorder'),
        ),
    ]
