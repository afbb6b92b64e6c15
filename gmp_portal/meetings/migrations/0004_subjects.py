"""A decision names what it is about, and from the moment it is opened it is about nothing else.

Decisions of before get the kind ``before_rule``; the apps above find the subject of those whose
address makes it certain. No new decision can have that kind.
"""

from django.db import migrations, models
from django.db.models.functions import Concat

OF_NOTHING = ["general", "before_rule"]
RULES = """
CREATE FUNCTION meetings_keep_subject() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.subject_kind = 'before_rule'
       AND (TG_OP = 'INSERT' OR OLD.subject_kind <> 'before_rule') THEN
        RAISE EXCEPTION 'A decision names what it is about.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_names_its_subject';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.status <> 'drafted' AND ROW(
        NEW.body_id, NEW.subject_kind, NEW.subject_key, NEW.subject_label, NEW.subject_url
    ) IS DISTINCT FROM ROW(
        OLD.body_id, OLD.subject_kind, OLD.subject_key, OLD.subject_label, OLD.subject_url
    ) THEN
        RAISE EXCEPTION 'What a decision is about stays as it was when it opened.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_keeps_its_subject';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER meetings_keep_subject BEFORE INSERT OR UPDATE ON meetings_decision
    FOR EACH ROW EXECUTE FUNCTION meetings_keep_subject();
"""
UNDO = """
DROP TRIGGER meetings_keep_subject ON meetings_decision;
DROP FUNCTION meetings_keep_subject();
"""


def kind(default):
    return models.CharField(
        "kind of what it is about", max_length=30, default=default, db_default=default
    )


class Migration(migrations.Migration):
    dependencies = [("meetings", "0003_electors_stay")]
    operations = [
        # The first default fills what is there, the second one counts from now on.
        migrations.AddField("decision", "subject_kind", kind("before_rule")),
        migrations.AlterField("decision", "subject_kind", kind("general")),
        migrations.AddField(
            "decision",
            "subject_key",
            models.CharField("what it is about", max_length=150, blank=True, db_default=""),
        ),
        migrations.AddField(
            "decision",
            "subject",
            models.GeneratedField(
                expression=Concat("subject_kind", models.Value(":"), "subject_key"),
                output_field=models.TextField(),
                db_persist=True,
            ),
        ),
        migrations.AddConstraint(
            "decision",
            models.CheckConstraint(
                condition=models.Q(subject_kind__in=OF_NOTHING, subject_key="")
                | (
                    ~models.Q(subject_kind__in=["", *OF_NOTHING])
                    & ~models.Q(subject_key="")
                ),
                name="decision_subject_complete",
            ),
        ),
        migrations.AddConstraint(
            "decision",
            models.UniqueConstraint(fields=["id", "subject"], name="decision_with_subject"),
        ),
        migrations.AddConstraint(
            "decision",
            models.UniqueConstraint(
                fields=["subject_kind", "subject_key"],
                condition=models.Q(status__in=["drafted", "open"])
                & ~models.Q(subject_kind__in=OF_NOTHING),
                name="decision_one_under_way_about_a_thing",
            ),
        ),
        migrations.RunSQL(RULES, UNDO),
    ]
