"""Rules that count: triggers under an advisory lock, so that two at once cannot slip through."""

from django.db import migrations

RULES = """
CREATE FUNCTION advisory_group_rule(rule text, day date) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT value FROM rulebook_parametervalue
    WHERE parameter = rule AND effective_from <= day
    ORDER BY effective_from DESC LIMIT 1
$$;
"""

SEATS = """
CREATE FUNCTION advisory_group_count_seats() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    day date;
    places integer;
    taken integer;
    apart boolean;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.klass = OLD.klass AND NEW.period <@ OLD.period THEN
        RETURN NEW;
    END IF;
    -- Whoever comes second waits here, and then sees the seat of whoever came first.
    PERFORM pg_advisory_xact_lock(7403);
    FOR day IN
        SELECT lower(NEW.period)
        UNION
        SELECT lower(period) FROM advisory_group_seat WHERE lower(period) <@ NEW.period
    LOOP
        -- R-02: transitional members are counted apart.
        apart := coalesce(advisory_group_rule('R-02', day)::boolean, true);
        CONTINUE WHEN apart AND NEW.klass = 'T';
        -- A1-3a: 25 members; R-01: UNEP takes one of the places, or none.
        places := 25 - coalesce(advisory_group_rule('R-01', day)::boolean, false)::integer;
        SELECT count(*) INTO taken FROM advisory_group_seat
        WHERE period @> day AND (klass <> 'T' OR NOT apart);
        IF taken > places THEN
            RAISE EXCEPTION 'The Advisory Group has % seats, and all are taken on %.', places, day
                USING ERRCODE = 'check_violation', CONSTRAINT = 'seat_at_most_25';
        END IF;
    END LOOP;
    RETURN NEW;
END $$;

CREATE CONSTRAINT TRIGGER advisory_group_count_seats
    AFTER INSERT OR UPDATE OF period, klass ON advisory_group_seat
    FOR EACH ROW EXECUTE FUNCTION advisory_group_count_seats();
"""

CHAIRS = """
ALTER TABLE advisory_group_chairterm ADD CONSTRAINT chair_two_years_at_most
    CHECK (NOT upper_inf(period) AND upper(period) <= lower(period) + interval '2 years');

CREATE FUNCTION advisory_group_count_chairs() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    day date;
    holders integer;
    chairs integer;
    terms integer;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.kind = OLD.kind AND NEW.person_id = OLD.person_id
            AND NEW.period <@ OLD.period THEN
        RETURN NEW;
    END IF;
    PERFORM pg_advisory_xact_lock(7404);
    -- A1-3d-1: one chair, or at most two co-chairs.
    FOR day IN
        SELECT lower(NEW.period)
        UNION
        SELECT lower(period) FROM advisory_group_chairterm WHERE lower(period) <@ NEW.period
    LOOP
        SELECT count(*), count(*) FILTER (WHERE kind = 'chair') INTO holders, chairs
        FROM advisory_group_chairterm WHERE period @> day;
        IF holders > 2 OR (holders > 1 AND chairs > 0) THEN
            RAISE EXCEPTION 'One chair or two co-chairs, and not on %.', day
                USING ERRCODE = 'check_violation', CONSTRAINT = 'chair_or_two_co_chairs';
        END IF;
    END LOOP;
    -- A1-3d-3, R-03: two terms in all, counted per person.
    SELECT count(*) INTO terms FROM advisory_group_chairterm WHERE person_id = NEW.person_id;
    IF terms > coalesce(advisory_group_rule('R-03', lower(NEW.period))::integer, 2) THEN
        RAISE EXCEPTION 'This person has held as many terms as a chair may hold.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'chair_two_terms_in_all';
    END IF;
    RETURN NEW;
END $$;

CREATE CONSTRAINT TRIGGER advisory_group_count_chairs
    AFTER INSERT OR UPDATE OF period, kind, person_id ON advisory_group_chairterm
    FOR EACH ROW EXECUTE FUNCTION advisory_group_count_chairs();
"""

UNDO = """
DROP TRIGGER advisory_group_count_seats ON advisory_group_seat;
DROP TRIGGER advisory_group_count_chairs ON advisory_group_chairterm;
ALTER TABLE advisory_group_chairterm DROP CONSTRAINT chair_two_years_at_most;
DROP FUNCTION advisory_group_count_seats();
DROP FUNCTION advisory_group_count_chairs();
DROP FUNCTION advisory_group_rule(text, date);
"""


class Migration(migrations.Migration):
    dependencies = [("advisory_group", "0001_initial"), ("rulebook", "0001_initial")]
    operations = [migrations.RunSQL(RULES + SEATS + CHAIRS, UNDO)]
