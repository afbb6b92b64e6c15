"""A value that has begun to apply can be neither changed nor removed."""

from django.db import migrations

CREATE = """
CREATE FUNCTION rulebook_past_values_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.effective_from <= (now() AT TIME ZONE 'UTC')::date THEN
        RAISE EXCEPTION 'rulebook: the value of % from % already applies and stays',
            OLD.parameter, OLD.effective_from
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER rulebook_past_values_stay BEFORE UPDATE OR DELETE ON rulebook_parametervalue
    FOR EACH ROW EXECUTE FUNCTION rulebook_past_values_stay();
"""
DROP = """
DROP TRIGGER rulebook_past_values_stay ON rulebook_parametervalue;
DROP FUNCTION rulebook_past_values_stay();
"""


class Migration(migrations.Migration):
    dependencies = [("rulebook", "0001_initial")]
    operations = [migrations.RunSQL(CREATE, DROP)]
