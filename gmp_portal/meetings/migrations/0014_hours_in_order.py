"""A meeting ends after it begins, by its hours too; what was recorded before is marked."""

from django.db import migrations, models
from django.db.models import F, Q

MARK = """
UPDATE meetings_meeting SET before_rule = true
WHERE starts_on = ends_on AND opens_at_time >= closes_at_time;
"""
NOTHING = migrations.RunSQL.noop


class Migration(migrations.Migration):
    dependencies = [("meetings", "0013_closed_books")]
    operations = [
        migrations.AddField(
            model_name="meeting",
            name="before_rule",
            field=models.BooleanField(
                db_default=False,
                default=False,
                editable=False,
                verbose_name="recorded before its hours were compared",
            ),
        ),
        migrations.RunSQL(MARK, NOTHING),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=Q(opens_at_time__isnull=True)
                | Q(closes_at_time__isnull=True)
                | Q(starts_on__lt=F("ends_on"))
                | Q(opens_at_time__lt=F("closes_at_time"))
                | Q(before_rule=True),
                name="meeting_hours_in_order",
            ),
        ),
    ]
