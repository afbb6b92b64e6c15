"""Let the database too refuse that people decide on their own requests to join a partner.

Until now only the permission did. NOT VALID asks nothing of decisions that were written past it:
they stay as they were taken, and stop no upgrade.
"""

from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0002_lookalikes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AddConstraintNotValid(
            model_name='joinrequest',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('person')), _negated=True), _connector='OR'), name='join_request_not_decided_by_oneself'),
        ),
    ]
