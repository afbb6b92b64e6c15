"""Leads write to the partners of their area by the road of announcements (A1-6b-iii)."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0022_withdrawn_answers'),
        ('website', '0010_newsletters'),
    ]

    operations = [
        migrations.AddField(
            model_name='announcement',
            name='for_area',
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.AddConstraint(
            model_name='announcement',
            constraint=models.CheckConstraint(
                condition=Q(for_area=False)
                | Q(area__isnull=False, audience__in=['focal_points', 'speakers']),
                name='announcement_of_an_area_goes_to_its_partners',
            ),
        ),
    ]
