"""An index that holds all that counting the partners of an area needs."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0008_sealed_plans'),
        ('partners', '0010_sealed_letters'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='areamembership',
            index=models.Index(fields=['area', 'partner'], include=('since', 'until'), name='area_membership_counted'),
        ),
    ]
