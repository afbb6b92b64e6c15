"""What became of milestones: notes beside the frozen plan, which stay as they were made."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

SEAL = """
CREATE TRIGGER milestone_note_stays AFTER UPDATE OR DELETE ON areas_milestonenote
    FOR EACH ROW EXECUTE FUNCTION ledger_seal('What was noted of a milestone stays.', 'true');
"""
UNDO = "DROP TRIGGER milestone_note_stays ON areas_milestonenote"


class Migration(migrations.Migration):
    dependencies = [
        ("areas", "0013_risks_and_applications"),
        ("ledger", "0005_seal"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="MilestoneNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("reached", "Reached"), ("moved", "Moved"), ("reopened", "Not reached after all")], max_length=8, verbose_name="kind")),
                ("day", models.DateField(blank=True, null=True, verbose_name="day")),
                ("moved_from", models.DateField(blank=True, null=True, verbose_name="moved from")),
                ("words", models.TextField(blank=True, max_length=1000, verbose_name="note")),
                ("evidence_url", models.URLField(blank=True, verbose_name="where to read more")),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="noted")),
                ("key", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="areas.plankey", verbose_name="milestone")),
                ("noted_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="noted by")),
            ],
            options={
                "verbose_name": "note on a milestone",
                "verbose_name_plural": "notes on milestones",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(kind="reached", day__isnull=False, moved_from__isnull=True)
                        | (Q(kind="moved", day__isnull=False, moved_from__isnull=False) & ~Q(words=""))
                        | (Q(kind="reopened", day__isnull=True, moved_from__isnull=True) & ~Q(words="")),
                        name="milestone_note_says_what_it_needs",
                    )
                ],
            },
        ),
        migrations.RunSQL(SEAL, UNDO),
    ]
