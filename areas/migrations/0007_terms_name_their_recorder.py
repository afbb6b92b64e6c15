"""Terms keep who entered them in the name of somebody; those of before are marked."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

MARK = "UPDATE areas_leadterm SET before_recorder = true"


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0006_subjects'),
        ('meetings', '0008_who_recorded'),
        ('partners', '0005_terms_name_their_recorder'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='leadterm',
            name='before_recorder',
            field=models.BooleanField(db_default=False, default=False, editable=False, verbose_name='recorded before terms named their recorder'),
        ),
        migrations.AddField(
            model_name='leadterm',
            name='recorded_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by'),
        ),
        migrations.RunSQL(MARK, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='leadterm',
            constraint=models.CheckConstraint(condition=models.Q(('recorded_by__isnull', False), ('before_recorder', True), _connector='OR'), name='lead_term_names_its_recorder'),
        ),
    ]
