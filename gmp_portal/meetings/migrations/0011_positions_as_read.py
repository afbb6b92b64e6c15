"""Any position may be explained.

Positions of before have a statement where they had to, so none of them breaks the new rule. Going
back works as long as nobody has explained an objection.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0010_days_of_a_meeting_stay")]
    operations = [
        migrations.RemoveConstraint("position", "position_statement_given"),
        migrations.AddConstraint(
            "position",
            models.CheckConstraint(
                condition=(
                    models.Q(("kind", "with_statement"))
                    ^ models.Q(("statement", ""))
                )
                | models.Q(("kind", "objection")),
                name="position_statement_given",
            ),
        ),
    ]
