"""A chair and the end of a review rest on a decision of the group about that very thing.

Of the decisions of before, those about a review are certain by its address. Every other row
keeps the decision that it had, is marked and listed; with another decision it meets the rule.
"""

import sys

from django.db import migrations, models
from django.db.models import Case, CharField, Q, TextField, Value, When
from django.db.models.functions import Cast, Concat

ADOPTED = "('adopted', 'adopted_with_statements')"
# Two drafts about one review could be made before: the one that went further, or the newer one,
# is the draft of the review from now on.
CERTAIN = """
UPDATE advisory_group_planreview AS review SET plan_sha256 = plan.sha256
  FROM areas_planversion AS plan WHERE plan.id = review.plan_id;
ALTER TABLE meetings_decision DISABLE TRIGGER meetings_keep_subject;
WITH about AS (
    SELECT decision.id, review.id || ':' || review.plan_sha256 AS key,
           decision.status IN ('drafted', 'open') AS under_way,
           row_number() OVER (
               PARTITION BY review.id, decision.status IN ('drafted', 'open')
               ORDER BY decision.status = 'open' DESC, decision.id DESC) AS place
      FROM meetings_decision AS decision
      JOIN meetings_body AS body ON body.id = decision.body_id
      JOIN advisory_group_planreview AS review
        ON decision.subject_url = '/advisory-group/reviews/' || review.id || '/'
     WHERE body.kind = 'advisory_group' AND review.plan_sha256 <> ''
)
UPDATE meetings_decision AS decision
   SET subject_kind = 'plan_review', subject_key = about.key
  FROM about
 WHERE about.id = decision.id AND (place = 1 OR NOT under_way);
ALTER TABLE meetings_decision ENABLE TRIGGER meetings_keep_subject;
"""
MARKS = f"""
UPDATE advisory_group_chairterm SET before_rule = TRUE;
UPDATE advisory_group_planreview AS review SET before_rule = TRUE
 WHERE decision_id IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM meetings_decision AS decision
        WHERE decision.id = review.decision_id AND decision.subject_kind = 'plan_review'
          AND decision.subject_key = review.id || ':' || review.plan_sha256
          AND decision.status IN {ADOPTED});
"""
MARKED = """
SELECT 'term as chair ' || id FROM advisory_group_chairterm WHERE before_rule
UNION ALL SELECT 'review ' || id FROM advisory_group_planreview WHERE before_rule ORDER BY 1
"""
RULES = f"""
ALTER TABLE advisory_group_planreview ADD CONSTRAINT review_is_of_the_frozen_text
    FOREIGN KEY (plan_id, plan_sha256) REFERENCES areas_planversion (id, sha256);
ALTER TABLE advisory_group_planreview ADD CONSTRAINT review_decision_is_about_it
    FOREIGN KEY (decision_id, decision_subject) REFERENCES meetings_decision (id, subject);
ALTER TABLE advisory_group_chairterm ADD CONSTRAINT chair_decision_is_about_it
    FOREIGN KEY (decision_id, decision_subject) REFERENCES meetings_decision (id, subject);

CREATE FUNCTION advisory_group_rest_on_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.before_rule AND (TG_OP = 'INSERT' OR NOT OLD.before_rule) THEN
        RAISE EXCEPTION 'What is recorded now rests on a decision about it.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'rests_on_a_decision_about_it';
    END IF;
    -- The mark belongs to the decision of before and goes with it.
    IF NEW.before_rule AND NEW.decision_id IS DISTINCT FROM OLD.decision_id THEN
        NEW.before_rule := FALSE;
    END IF;
    IF NOT NEW.before_rule AND NEW.decision_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM meetings_decision AS decision
          JOIN meetings_body AS body ON body.id = decision.body_id
         WHERE decision.id = NEW.decision_id AND decision.status IN {ADOPTED}
           AND body.kind = 'advisory_group'
    ) THEN
        RAISE EXCEPTION 'Only a decision that the Advisory Group has adopted carries this.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'rests_on_an_adopted_decision';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER review_rests_on_decision BEFORE INSERT OR UPDATE ON advisory_group_planreview
    FOR EACH ROW EXECUTE FUNCTION advisory_group_rest_on_decision();
CREATE TRIGGER chair_rests_on_decision BEFORE INSERT OR UPDATE ON advisory_group_chairterm
    FOR EACH ROW EXECUTE FUNCTION advisory_group_rest_on_decision();
"""
UNDO = """
DROP TRIGGER chair_rests_on_decision ON advisory_group_chairterm;
DROP TRIGGER review_rests_on_decision ON advisory_group_planreview;
DROP FUNCTION advisory_group_rest_on_decision();
ALTER TABLE advisory_group_chairterm DROP CONSTRAINT chair_decision_is_about_it;
ALTER TABLE advisory_group_planreview DROP CONSTRAINT review_decision_is_about_it;
ALTER TABLE advisory_group_planreview DROP CONSTRAINT review_is_of_the_frozen_text;
"""


def tell(_apps, schema_editor):
    """Say which rows rest on a decision that does not name them; nothing else happens to them."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(MARKED)
        for (row,) in cursor.fetchall():
            sys.stderr.write(f"Recorded before decisions named their subject: {row}\n")


def before_rule(model):
    said = "recorded before decisions named their subject"
    field = models.BooleanField(
        said, default=False, db_default=False, editable=False
    )
    return migrations.AddField(model, "before_rule", field)


def decision_subject(model, *parts):
    expression = Case(When(Q(before_rule=False), then=Concat(*parts)))
    field = models.GeneratedField(
        expression=expression, output_field=TextField(), db_persist=True
    )
    return migrations.AddField(model, "decision_subject", field)


def text(column):
    return Cast(column, CharField())


def plan_sha256(**default):
    return models.CharField(
        "hash of the reviewed text", max_length=64, editable=False, **default
    )


class Migration(migrations.Migration):
    dependencies = [
        ("advisory_group", "0003_terms_from_29_february"),
        ("areas", "0006_subjects"),
    ]
    operations = [
        before_rule("chairterm"),
        before_rule("planreview"),
        migrations.AddField(
            "planreview", "plan_sha256", plan_sha256(default=""), preserve_default=False
        ),
        migrations.RunSQL(CERTAIN, migrations.RunSQL.noop),
        migrations.RunSQL(MARKS, migrations.RunSQL.noop),
        migrations.RunPython(tell, migrations.RunPython.noop),
        decision_subject("chairterm", Value("chair:"), text("person")),
        decision_subject(
            "planreview", Value("plan_review:"), text("id"), Value(":"), text("plan_sha256")
        ),
        migrations.AddConstraint(
            "chairterm",
            models.UniqueConstraint(
                fields=["decision"],
                condition=Q(before_rule=False),
                name="chair_once_by_a_decision",
            ),
        ),
        migrations.RunSQL(RULES, UNDO),
    ]
