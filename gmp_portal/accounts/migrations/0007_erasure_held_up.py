"""When somebody was told that something holds up the removal of the own data (R-49)."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_erasures'),
    ]

    operations = [
        migrations.AddField(
            model_name='erasure',
            name='held_up_at',
            field=models.DateTimeField(null=True, verbose_name='held up'),
        ),
    ]
