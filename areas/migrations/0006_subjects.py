"""An area, a lead and a plan rest on a decision about that very thing, adopted by the right body.

Of the decisions of before, those by which an area agreed to a plan are certain: they carry the
plan's address and its fingerprint. Every other row keeps the decision that it had, is marked and
listed; whoever gives it another decision meets the rule.
"""

import sys

from django.db import migrations, models
from django.db.models import Case, CharField, Q, TextField, Value, When
from django.db.models.functions import Cast, Concat

ADOPTED = "('adopted', 'adopted_with_statements')"
CERTAIN = """
ALTER TABLE meetings_decision DISABLE TRIGGER meetings_keep_subject;
UPDATE meetings_decision AS decision
   SET subject_kind = 'plan_version', subject_key = plan.id || ':' || plan.consensus_sha256
  FROM areas_planversion AS plan
  JOIN areas_partnershiparea AS area ON area.id = plan.area_id
 WHERE plan.consensus_decision_id = decision.id AND decision.body_id = area.body_id
   AND decision.subject_url = '/areas/' || area.slug || '/plans/' || plan.number || '/'
   AND plan.consensus_sha256 <> '' AND position(plan.consensus_sha256 IN (
       SELECT text FROM meetings_decisiontext WHERE decision_id = decision.id
       ORDER BY version DESC LIMIT 1)) > 0;
ALTER TABLE meetings_decision ENABLE TRIGGER meetings_keep_subject;
"""
MARKS = f"""
UPDATE areas_partnershiparea SET before_rule = TRUE WHERE established_decision_id IS NOT NULL;
UPDATE areas_leadterm SET before_rule = TRUE WHERE decision_id IS NOT NULL;
UPDATE areas_planversion AS plan SET before_rule = TRUE
 WHERE consensus_decision_id IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM meetings_decision AS decision
        WHERE decision.id = plan.consensus_decision_id
          AND decision.subject_kind = 'plan_version'
          AND decision.subject_key = plan.id || ':' || plan.consensus_sha256
          AND (decision.status IN {ADOPTED} OR plan.status IN ('draft', 'in_consensus')));
"""
MARKED = """
SELECT 'area ' || slug FROM areas_partnershiparea WHERE before_rule
UNION ALL SELECT 'lead term ' || id FROM areas_leadterm WHERE before_rule
UNION ALL SELECT 'plan version ' || id FROM areas_planversion WHERE before_rule ORDER BY 1
"""
RULES = f"""
ALTER TABLE areas_partnershiparea ADD CONSTRAINT area_decision_is_about_it
    FOREIGN KEY (established_decision_id, decision_subject)
    REFERENCES meetings_decision (id, subject);
ALTER TABLE areas_leadterm ADD CONSTRAINT lead_term_decision_is_about_it
    FOREIGN KEY (decision_id, decision_subject) REFERENCES meetings_decision (id, subject);
ALTER TABLE areas_planversion ADD CONSTRAINT plan_decision_is_about_it
    FOREIGN KEY (consensus_decision_id, decision_subject)
    REFERENCES meetings_decision (id, subject);

-- Arguments: the column of the decision, and whose decision it is.
CREATE FUNCTION areas_rest_on_decision() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    row_ jsonb := to_jsonb(NEW);
    chosen bigint := (row_ ->> TG_ARGV[0])::bigint;
    deciding bigint;
BEGIN
    IF NEW.before_rule AND (TG_OP = 'INSERT' OR NOT OLD.before_rule) THEN
        RAISE EXCEPTION 'What is recorded now rests on a decision about it.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'rests_on_a_decision_about_it';
    END IF;
    -- The mark belongs to the decision of before and goes with it.
    IF NEW.before_rule AND chosen IS DISTINCT FROM (to_jsonb(OLD) ->> TG_ARGV[0])::bigint THEN
        NEW.before_rule := FALSE;
    END IF;
    IF NEW.before_rule OR chosen IS NULL THEN
        RETURN NEW;
    END IF;
    IF TG_ARGV[1] = 'advisory_group' THEN
        SELECT id INTO deciding FROM meetings_body WHERE kind = 'advisory_group';
    ELSE
        SELECT body_id INTO deciding FROM areas_partnershiparea
         WHERE id = (row_ ->> 'area_id')::bigint;
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM meetings_decision WHERE id = chosen AND body_id = deciding
           AND (status IN {ADOPTED}
                OR TG_ARGV[1] = 'plan' AND row_ ->> 'status' IN ('draft', 'in_consensus'))
    ) THEN
        RAISE EXCEPTION 'Only a decision that the right body has adopted carries this.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'rests_on_an_adopted_decision';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER area_rests_on_decision BEFORE INSERT OR UPDATE ON areas_partnershiparea
    FOR EACH ROW EXECUTE FUNCTION areas_rest_on_decision(
        'established_decision_id', 'advisory_group');
CREATE TRIGGER lead_term_rests_on_decision BEFORE INSERT OR UPDATE ON areas_leadterm
    FOR EACH ROW EXECUTE FUNCTION areas_rest_on_decision('decision_id', 'area');
CREATE TRIGGER plan_rests_on_decision BEFORE INSERT OR UPDATE ON areas_planversion
    FOR EACH ROW EXECUTE FUNCTION areas_rest_on_decision('consensus_decision_id', 'plan');
"""
UNDO = """
DROP TRIGGER plan_rests_on_decision ON areas_planversion;
DROP TRIGGER lead_term_rests_on_decision ON areas_leadterm;
DROP TRIGGER area_rests_on_decision ON areas_partnershiparea;
DROP FUNCTION areas_rest_on_decision();
ALTER TABLE areas_planversion DROP CONSTRAINT plan_decision_is_about_it;
ALTER TABLE areas_leadterm DROP CONSTRAINT lead_term_decision_is_about_it;
ALTER TABLE areas_partnershiparea DROP CONSTRAINT area_decision_is_about_it;
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


def decision_subject(model, kind, *columns):
    parts = [Value(f"{kind}:")]
    for column in columns:
        parts += [Cast(column, CharField()), Value(":")]
    expression = Case(When(Q(before_rule=False), then=Concat(*parts[:-1])))
    field = models.GeneratedField(
        expression=expression, output_field=TextField(), db_persist=True
    )
    return migrations.AddField(model, "decision_subject", field)


class Migration(migrations.Migration):
    dependencies = [
        ("areas", "0005_closed_areas_have_no_partners"),
        ("meetings", "0004_subjects"),
    ]
    operations = [
        before_rule("partnershiparea"),
        before_rule("leadterm"),
        before_rule("planversion"),
        migrations.RunSQL(CERTAIN, migrations.RunSQL.noop),
        migrations.RunSQL(MARKS, migrations.RunSQL.noop),
        migrations.RunPython(tell, migrations.RunPython.noop),
        decision_subject("partnershiparea", "area_establishment", "id"),
        decision_subject("leadterm", "area_lead", "area", "person"),
        decision_subject("planversion", "plan_version", "id", "consensus_sha256"),
        migrations.AddConstraint(
            "leadterm",
            models.UniqueConstraint(
                fields=["decision"],
                condition=Q(before_rule=False),
                name="lead_term_once_by_a_decision",
            ),
        ),
        migrations.AddConstraint(
            "planversion",
            models.UniqueConstraint(fields=["id", "sha256"], name="plan_with_hash"),
        ),
        migrations.RunSQL(RULES, UNDO),
    ]
