"""What tables alone cannot say: frozen plans stay as they are, terms and co-leads are limited."""

from django.db import migrations

# What was submitted never changes: neither the text, nor its rows, nor the hash (A1-3f-ii).
FROZEN = """
CREATE FUNCTION areas_keep_frozen_plan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.frozen_at IS NULL THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE' OR ROW(
        NEW.area_id, NEW.number, NEW.title, NEW.language, NEW.period_from, NEW.period_to,
        NEW.next_review_on, NEW.snapshot, NEW.sha256, NEW.frozen_at, NEW.frozen_by_id,
        NEW.agreed_at, NEW.consensus_decision_id, NEW.consensus_sha256
    ) IS DISTINCT FROM ROW(
        OLD.area_id, OLD.number, OLD.title, OLD.language, OLD.period_from, OLD.period_to,
        OLD.next_review_on, OLD.snapshot, OLD.sha256, OLD.frozen_at, OLD.frozen_by_id,
        OLD.agreed_at, OLD.consensus_decision_id, OLD.consensus_sha256
    ) THEN
        RAISE EXCEPTION 'A submitted plan is frozen.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION areas_keep_frozen_row() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    row_ jsonb := to_jsonb(CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END);
    parent bigint;
BEGIN
    IF TG_ARGV[0] = 'plan' THEN
        parent := (row_ ->> 'plan_id')::bigint;
    ELSIF TG_ARGV[0] = 'effort' THEN
        SELECT plan_id INTO parent FROM areas_effort WHERE id = (row_ ->> 'effort_id')::bigint;
    ELSE
        SELECT plan_id INTO parent FROM areas_priorityaction
         WHERE id = (row_ ->> 'priorityaction_id')::bigint;
    END IF;
    IF EXISTS (SELECT 1 FROM areas_planversion WHERE id = parent AND frozen_at IS NOT NULL) THEN
        RAISE EXCEPTION 'A submitted plan is frozen.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER plan_stays_frozen BEFORE UPDATE OR DELETE ON areas_planversion
    FOR EACH ROW EXECUTE FUNCTION areas_keep_frozen_plan();
"""
UNDO_FROZEN = """
DROP TRIGGER plan_stays_frozen ON areas_planversion;
DROP FUNCTION areas_keep_frozen_plan();
DROP FUNCTION areas_keep_frozen_row() CASCADE;
"""
ROWS = {
    "areas_sectiontext": "plan",
    "areas_planobjective": "plan",
    "areas_priorityaction": "plan",
    "areas_effort": "plan",
    "areas_opportunity": "plan",
    "areas_indicator": "plan",
    "areas_potentialdonor": "plan",
    "areas_projectrequest": "plan",
    "areas_linkage": "plan",
    "areas_milestone": "effort",
    "areas_priorityaction_objectives": "action",
}

# A term lasts two years at most (A1-4b-vi); how many co-leads there are is working rule R-12.
TERMS = """
ALTER TABLE areas_leadterm ADD CONSTRAINT lead_term_two_years CHECK (
    upper(period) IS NOT NULL AND upper(period) <= (lower(period) + interval '2 years')::date);
ALTER TABLE areas_leadterm ADD CONSTRAINT lead_term_co_lead_has_one_place CHECK (
    kind <> 'co_lead' OR upper(places) - lower(places) = 1);

CREATE FUNCTION areas_limit_co_leads() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE allowed integer;
BEGIN
    SELECT (value ->> 'co_leads')::integer INTO allowed FROM rulebook_parametervalue
     WHERE parameter = 'R-12' AND effective_from <= lower(NEW.period)
     ORDER BY effective_from DESC LIMIT 1;
    IF NEW.kind = 'co_lead' AND upper(NEW.places) - 1 > coalesce(allowed, 2) THEN
        RAISE EXCEPTION 'An area has no more co-leads than working rule R-12 allows.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'lead_term_number_of_co_leads';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER lead_term_number_of_co_leads BEFORE INSERT OR UPDATE ON areas_leadterm
    FOR EACH ROW EXECUTE FUNCTION areas_limit_co_leads();
"""
UNDO_TERMS = """
DROP TRIGGER lead_term_number_of_co_leads ON areas_leadterm;
DROP FUNCTION areas_limit_co_leads();
ALTER TABLE areas_leadterm DROP CONSTRAINT lead_term_co_lead_has_one_place;
ALTER TABLE areas_leadterm DROP CONSTRAINT lead_term_two_years;
"""


def _guards() -> str:
    return "".join(
        f"CREATE TRIGGER row_stays_frozen BEFORE INSERT OR UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION areas_keep_frozen_row('{way}');"
        for table, way in ROWS.items()
    )


class Migration(migrations.Migration):
    dependencies = [("areas", "0001_initial"), ("rulebook", "0001_initial")]
    operations = [
        migrations.RunSQL(FROZEN + _guards(), UNDO_FROZEN),
        migrations.RunSQL(TERMS, UNDO_TERMS),
    ]
