"""Where a version takes recommendations up: said while it is a draft, kept with it after that."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SEAL = """
CREATE TRIGGER plan_row_stays AFTER INSERT OR UPDATE OR DELETE ON advisory_group_takenup
    FOR EACH ROW EXECUTE FUNCTION ledger_seal('The rows of a plan change while it is a draft.',
        $$EXISTS (SELECT FROM areas_planversion AS plan WHERE plan.id IN (was.plan_id, made.plan_id)\
 AND plan.status <> 'draft')$$);
"""
UNDO = "DROP TRIGGER plan_row_stays ON advisory_group_takenup;"


class Migration(migrations.Migration):
    dependencies = [
        ("advisory_group", "0006_sealed_reviews"),
        ("areas", "0024_keys_tell_since_when"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="TakenUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("section", models.CharField(max_length=20, verbose_name="section")),
                (
                    "text",
                    models.TextField(
                        max_length=2000, verbose_name="what was changed there"
                    ),
                ),
                ("marked_at", models.DateTimeField(verbose_name="named at")),
                (
                    "marked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="named by",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="points_taken_up",
                        to="areas.planversion",
                        verbose_name="version that takes it up",
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken_up",
                        to="advisory_group.recommendation",
                        verbose_name="recommendation",
                    ),
                ),
            ],
            options={
                "verbose_name": "recommendation that is taken up",
                "verbose_name_plural": "recommendations that are taken up",
                "ordering": ["plan", "recommendation"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("plan"),
                        models.F("recommendation"),
                        name="taken_up_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("text__regex", "\\S"), models.Q(("section", ""), _negated=True)
                        ),
                        name="taken_up_says_where_and_what",
                    ),
                ],
            },
        ),
        migrations.RunSQL(SEAL, UNDO),
    ]
