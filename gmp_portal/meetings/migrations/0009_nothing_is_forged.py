"""The database itself keeps the course of a decision: its moments, texts, positions, objections.

Rows of before stay as they are: the rules look at what is written from now on.
"""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

CLOCKS = """
-- Whether a moment is the one in which it is written. The portal's clock may differ a little
-- from that of the database. In tests the portal's clock travels and this one does not, so they
-- replace this function; that is why moments are compared with each other wherever they can be.
CREATE FUNCTION meetings_is_now(moment timestamptz) RETURNS boolean LANGUAGE sql AS $$
    SELECT moment BETWEEN statement_timestamp() - interval '5 minutes'
        AND clock_timestamp() + interval '5 minutes'
$$;

-- The hours of a working rule on the day of a moment, less what a clock without seconds takes.
CREATE FUNCTION meetings_hours(rule text, called text, usual integer, moment timestamptz)
RETURNS interval LANGUAGE sql STABLE AS $$
    SELECT COALESCE((
        SELECT (value ->> called)::numeric::float FROM rulebook_parametervalue
        WHERE parameter = rule AND effective_from <= (moment AT TIME ZONE 'UTC')::date
        ORDER BY effective_from DESC LIMIT 1
    ), usual) * interval '1 hour' - interval '2 minutes'
$$;

CREATE FUNCTION meetings_refuse(sentence text, called text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', sentence USING ERRCODE = 'check_violation', CONSTRAINT = called;
END $$;
"""

DECISIONS = """
CREATE FUNCTION meetings_lawful_course() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- What it is about has a guard of its own, which migrations of apps above let rest.
    subject text[] := ARRAY['agenda_item_id', 'subject', 'subject_kind', 'subject_key',
        'subject_label', 'subject_url', 'body_id'];
    moves text[] := subject || ARRAY['status', 'closes_at', 'silence_broken_at', 'ended_at',
        'ended_by_id', 'outcome_note', 'year', 'number', 'symbol', 'slug'];
    newest meetings_decisiontext%ROWTYPE;
    declared timestamptz;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.status <> 'drafted' THEN
            PERFORM meetings_refuse('A decision begins as a draft.', 'decision_begins_drafted');
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.status NOT IN ('drafted', 'open') THEN
        IF to_jsonb(NEW) - subject <> to_jsonb(OLD) - subject THEN
            PERFORM meetings_refuse(
                'A decision that has ended stays as it is.', 'decision_end_stays');
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.status = 'drafted' AND NEW.status NOT IN ('drafted', 'open', 'withdrawn')
       OR OLD.status = 'open' AND NEW.status = 'drafted' THEN
        PERFORM meetings_refuse(
            'A decision is drafted, then open, then it ends.', 'decision_step_by_step');
    END IF;
    IF OLD.status = 'drafted' AND NEW.status = 'open' THEN
        IF NOT meetings_is_now(NEW.opened_at) THEN
            PERFORM meetings_refuse('A decision opens now.', 'decision_opens_now');
        END IF;
        IF NEW.mode = 'no_objection' AND (NEW.closes_at IS NULL OR NEW.closes_at
            < NEW.opened_at + meetings_hours('R-07', 'minimum_hours', 72, NEW.opened_at))
           OR NEW.mode = 'in_session' AND NEW.closes_at IS NOT NULL THEN
            PERFORM meetings_refuse('Silence lasts as long as its rule says.',
                'decision_silence_lasts');
        END IF;
    END IF;
    IF OLD.status = 'open' AND to_jsonb(NEW) - moves <> to_jsonb(OLD) - moves THEN
        PERFORM meetings_refuse('What was opened stays as it was when it opened.',
            'decision_opening_stays');
    END IF;
    IF NEW.status NOT IN ('drafted', 'open') AND (
        NOT meetings_is_now(NEW.ended_at) OR NEW.ended_at < NEW.opened_at) THEN
        PERFORM meetings_refuse('A decision ends now, after it opened.', 'decision_ends_now');
    END IF;
    IF OLD.status <> 'open' OR NEW.closes_at IS NOT DISTINCT FROM OLD.closes_at THEN
        RETURN NEW;
    END IF;
    -- The end moves with a new text, with a declaration, and when that is recalled or void.
    SELECT * INTO newest FROM meetings_decisiontext WHERE decision_id = NEW.id
        ORDER BY version DESC LIMIT 1;
    SELECT declared_at INTO declared FROM meetings_declaration
        WHERE decision_id = NEW.id AND recalled_at IS NULL AND superseded_at IS NULL;
    IF NEW.status <> 'open' OR NOT (CASE
        WHEN NEW.mode = 'no_objection' THEN
            newest.written_at > NEW.opened_at AND meetings_is_now(newest.written_at)
            AND COALESCE(NEW.closes_at >= newest.written_at + meetings_hours(
                'R-07', 'minimum_hours', 72, newest.written_at), false)
        WHEN NEW.closes_at IS NULL THEN declared IS NULL
        ELSE COALESCE(NEW.closes_at >= OLD.closes_at, true)
            AND COALESCE(NEW.closes_at >= declared + meetings_hours(
            'R-07', 'minimum_hours', 72, declared), false)
    END) THEN
        PERFORM meetings_refuse('The time to object stays as members were told.',
            'decision_time_to_object_stays');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER meetings_lawful_course BEFORE INSERT OR UPDATE ON meetings_decision
    FOR EACH ROW EXECUTE FUNCTION meetings_lawful_course();

CREATE FUNCTION meetings_adopt_what_was_asked() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE newest meetings_decisiontext%ROWTYPE;
BEGIN
    IF OLD.status <> 'open' OR NEW.status NOT IN ('adopted', 'adopted_with_statements') THEN
        RETURN NEW;
    END IF;
    SELECT * INTO newest FROM meetings_decisiontext WHERE decision_id = NEW.id
        ORDER BY version DESC LIMIT 1;
    IF NEW.mode = 'no_objection' AND (NEW.closes_at IS NULL OR (
        newest.version > 1 AND newest.written_at > NEW.opened_at
        AND NEW.closes_at < newest.written_at + meetings_hours(
            'R-07', 'minimum_hours', 72, newest.written_at)
    )) THEN
        PERFORM meetings_refuse('Members get their time to object to the newest text.',
            'decision_time_for_newest_text');
    END IF;
    IF NEW.mode = 'in_session' AND NOT EXISTS (
        SELECT 1 FROM meetings_declaration WHERE decision_id = NEW.id
        AND recalled_at IS NULL AND superseded_at IS NULL AND sha256 = newest.sha256
    ) THEN
        PERFORM meetings_refuse('In session the declared text is adopted, no other.',
            'decision_adopts_declared_text');
    END IF;
    RETURN NEW;
END $$;
-- After the guard of 0006 that waits for the end.
CREATE TRIGGER meetings_with_the_text_asked BEFORE UPDATE ON meetings_decision
    FOR EACH ROW EXECUTE FUNCTION meetings_adopt_what_was_asked();
"""

TEXTS = """
DROP TRIGGER meetings_freeze_text ON meetings_decisiontext;
CREATE FUNCTION meetings_check_text() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE decision meetings_decision%ROWTYPE;
BEGIN
    SELECT * INTO decision FROM meetings_decision
        WHERE id = CASE TG_OP WHEN 'INSERT' THEN NEW.decision_id ELSE OLD.decision_id END
        FOR UPDATE;
    IF TG_OP <> 'INSERT' AND decision.status <> 'drafted' THEN
        PERFORM meetings_refuse('A text that was put before the electorate does not change.',
            'decision_text_stays');
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.decision_id, NEW.version, NEW.written_at, NEW.written_by_id)
       <> (OLD.decision_id, OLD.version, OLD.written_at, OLD.written_by_id) THEN
        PERFORM meetings_refuse('A text stays with its decision, number, time and author.',
            'decision_text_stays');
    END IF;
    IF NEW.sha256 <> encode(sha256(convert_to(NEW.text, 'UTF8')), 'hex') THEN
        PERFORM meetings_refuse('The hash is that of the text.', 'decision_text_has_its_hash');
    END IF;
    IF TG_OP = 'UPDATE' THEN
        RETURN NEW;
    END IF;
    IF decision.status NOT IN ('drafted', 'open') THEN
        PERFORM meetings_refuse('A decision that has ended gets no further text.',
            'decision_text_while_under_way');
    END IF;
    IF decision.status = 'open' AND NEW.version = 1 OR NEW.version <> 1 + COALESCE((SELECT max(version) FROM meetings_decisiontext
        WHERE decision_id = NEW.decision_id), 0)
       OR NOT meetings_is_now(NEW.written_at) OR NEW.written_at < decision.opened_at THEN
        PERFORM meetings_refuse('A text is the next one, and written now.',
            'decision_text_is_the_next');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER meetings_check_text BEFORE INSERT OR UPDATE OR DELETE ON meetings_decisiontext
    FOR EACH ROW EXECUTE FUNCTION meetings_check_text();
"""

DECLARATIONS = """
CREATE FUNCTION meetings_lawful_declaration() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE ends text[] := ARRAY['recalled_at', 'recalled_by_id', 'recall_reason',
    'superseded_at'];
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NOT meetings_is_now(NEW.declared_at) OR NEW.recalled_at IS NOT NULL
           OR NEW.superseded_at IS NOT NULL OR NEW.recall_until < NEW.declared_at
            + meetings_hours('R-18', 'recall_hours', 24, NEW.declared_at) THEN
            PERFORM meetings_refuse(
                'A consensus is declared now, and can be recalled as long as its rule says.',
                'declaration_made_now');
        END IF;
        RETURN NEW;
    END IF;
    IF NEW IS NOT DISTINCT FROM OLD THEN
        RETURN NEW;
    END IF;
    IF to_jsonb(NEW) - ends <> to_jsonb(OLD) - ends
       OR OLD.recalled_at IS NOT NULL OR OLD.superseded_at IS NOT NULL THEN
        PERFORM meetings_refuse(
            'A declaration stays as it was made; it is recalled.', 'declaration_stays');
    END IF;
    IF NEW.superseded_at IS NOT NULL AND NEW.sha256 = (
        SELECT sha256 FROM meetings_decisiontext WHERE decision_id = NEW.decision_id
        ORDER BY version DESC LIMIT 1
    ) THEN
        PERFORM meetings_refuse(
            'Only a newer text replaces a declaration.', 'declaration_of_newest_text_stands');
    END IF;
    IF NOT meetings_is_now(COALESCE(NEW.recalled_at, NEW.superseded_at)) THEN
        PERFORM meetings_refuse('A declaration ends now.', 'declaration_ends_now');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER meetings_lawful_declaration BEFORE INSERT OR UPDATE ON meetings_declaration
    FOR EACH ROW EXECUTE FUNCTION meetings_lawful_declaration();
"""

TIMES = """
-- Until now those absent had time, as long as the decision had an end.
INSERT INTO meetings_timetoobject (declaration_id, elector_id, given_at)
    SELECT declaration.id, elector.id, declaration.declared_at
    FROM meetings_declaration declaration
    JOIN meetings_decision decision ON decision.id = declaration.decision_id
    JOIN meetings_elector elector ON elector.decision_id = decision.id
    WHERE decision.status = 'open' AND decision.closes_at IS NOT NULL
    AND declaration.recalled_at IS NULL AND declaration.superseded_at IS NULL
    AND elector.is_present IS FALSE;

CREATE FUNCTION meetings_lawful_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM meetings_refuse('Time to object that was given stays.', 'time_to_object_stays');
    END IF;
    IF NOT meetings_is_now(NEW.given_at) OR NOT EXISTS (
        SELECT 1 FROM meetings_declaration declaration
        JOIN meetings_elector elector ON elector.decision_id = declaration.decision_id
        WHERE declaration.id = NEW.declaration_id AND elector.id = NEW.elector_id
        AND declaration.recalled_at IS NULL AND declaration.superseded_at IS NULL
        AND declaration.declared_at <= NEW.given_at) THEN
        PERFORM meetings_refuse('A declaration that stands gives time to its electorate, now.',
            'time_to_object_of_a_declaration');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER meetings_lawful_time BEFORE INSERT OR UPDATE OR DELETE ON meetings_timetoobject
    FOR EACH ROW EXECUTE FUNCTION meetings_lawful_time();

-- Whether a consensus is declared that leaves this voice no time of its own.
CREATE FUNCTION meetings_agreed_already(voice bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM meetings_elector elector
        JOIN meetings_declaration declaration ON declaration.decision_id = elector.decision_id
        WHERE elector.id = voice
        AND declaration.recalled_at IS NULL AND declaration.superseded_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM meetings_timetoobject given
            WHERE given.declaration_id = declaration.id AND given.elector_id = voice))
$$;
"""

WORDS = """
CREATE FUNCTION meetings_lawful_position() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    decision meetings_decision%ROWTYPE;
    voice meetings_elector%ROWTYPE;
    objects boolean;
    has_time boolean;
BEGIN
    SELECT * INTO voice FROM meetings_elector WHERE id = NEW.elector_id;
    SELECT * INTO decision FROM meetings_decision WHERE id = voice.decision_id FOR UPDATE;
    IF decision.status <> 'open' THEN
        PERFORM meetings_refuse('Positions are taken while the decision is open.',
            'position_while_open');
    END IF;
    IF voice.person_id <> NEW.taken_by_id THEN
        PERFORM meetings_refuse('Everybody speaks with the own voice.', 'position_of_oneself');
    END IF;
    IF NEW.text_id <> (SELECT id FROM meetings_decisiontext WHERE decision_id = decision.id
        ORDER BY version DESC LIMIT 1) THEN
        PERFORM meetings_refuse('Positions are taken on the newest text.',
            'position_on_newest_text');
    END IF;
    SELECT EXISTS (SELECT 1 FROM meetings_objection WHERE elector_id = NEW.elector_id
        AND status = 'maintained' AND NOT is_late) INTO objects;
    -- A second is left for what passes the end meanwhile.
    has_time := COALESCE(NEW.taken_at <= decision.closes_at + interval '1 second',
        NOT EXISTS (SELECT 1 FROM meetings_declaration WHERE decision_id = decision.id
            AND recalled_at IS NULL AND superseded_at IS NULL))
        AND NOT meetings_agreed_already(NEW.elector_id);
    IF NOT meetings_is_now(NEW.taken_at) OR NEW.taken_at < decision.opened_at
       -- Whoever withdraws an objection says so even after the end.
       OR NOT has_time AND NOT (objects AND NEW.kind = 'no_objection')
    THEN
        PERFORM meetings_refuse('A position is taken now, in the time for it.',
            'position_in_time');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER meetings_lawful_position BEFORE INSERT ON meetings_position
    FOR EACH ROW EXECUTE FUNCTION meetings_lawful_position();

CREATE FUNCTION meetings_raise_objection() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    decision meetings_decision%ROWTYPE;
    is_declared boolean;
    is_agreed boolean;
    has_passed boolean;
BEGIN
    SELECT * INTO decision FROM meetings_decision WHERE id = NEW.decision_id FOR UPDATE;
    IF decision.status NOT IN ('open', 'adopted', 'adopted_with_statements')
       OR NOT meetings_is_now(NEW.raised_at) OR NEW.raised_at < decision.opened_at
       OR NEW.status <> 'maintained' THEN
        PERFORM meetings_refuse('An objection is raised now, after the decision opened.',
            'objection_raised_now');
    END IF;
    SELECT EXISTS (SELECT 1 FROM meetings_declaration WHERE decision_id = NEW.decision_id
        AND recalled_at IS NULL AND superseded_at IS NULL) INTO is_declared;
    is_agreed := meetings_agreed_already(NEW.elector_id);
    -- What comes in time is never late; a second is left for what passes the end meanwhile.
    has_passed := COALESCE(NEW.raised_at >= decision.closes_at - interval '1 second', false);
    IF NEW.is_late AND decision.status = 'open' AND NOT has_passed
       AND (NOT is_declared OR NOT is_agreed AND decision.closes_at IS NOT NULL) THEN
        PERFORM meetings_refuse('An objection in time is not late.', 'objection_in_time');
    END IF;
    IF NOT NEW.is_late AND (NEW.raised_at > decision.closes_at + interval '1 second'
        OR is_declared AND (is_agreed OR decision.closes_at IS NULL)) THEN
        PERFORM meetings_refuse('An objection after the end is late.', 'objection_after_end');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER meetings_raise_objection BEFORE INSERT ON meetings_objection
    FOR EACH ROW EXECUTE FUNCTION meetings_raise_objection();

CREATE FUNCTION meetings_settle_objection() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    settled text[] := ARRAY['status', 'settled_at', 'settled_by_id', 'settled_note',
        'accommodated_in_id'];
    newest meetings_decisiontext%ROWTYPE;
BEGIN
    IF NEW IS NOT DISTINCT FROM OLD THEN
        RETURN NEW;
    END IF;
    IF to_jsonb(NEW) - settled <> to_jsonb(OLD) - settled OR OLD.status <> 'maintained'
       OR NEW.status = 'maintained' OR OLD.is_late OR NOT EXISTS (
        SELECT 1 FROM meetings_decision WHERE id = NEW.decision_id AND status = 'open'
    ) THEN
        PERFORM meetings_refuse(
            'An objection stays as it was raised; it is settled while the decision is open.',
            'objection_stays');
    END IF;
    SELECT * INTO newest FROM meetings_decisiontext WHERE decision_id = NEW.decision_id
        ORDER BY version DESC LIMIT 1;
    IF NOT meetings_is_now(NEW.settled_at) OR NEW.settled_at < NEW.raised_at
       -- The author says "no objection" with a name; the position stays for good.
       OR NEW.status = 'withdrawn' AND NOT EXISTS (
        SELECT 1 FROM meetings_position WHERE elector_id = NEW.elector_id
        AND kind = 'no_objection' AND text_id = newest.id AND taken_at >= NEW.raised_at
        AND taken_by_id = NEW.settled_by_id)
       OR NEW.status = 'accommodated' AND (NEW.accommodated_in_id <> newest.id
        OR newest.id = NEW.text_id) THEN
        PERFORM meetings_refuse(
            'Its author withdraws an objection, or a newer text accommodates it.',
            'objection_settled_by_its_author');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER meetings_settle_objection BEFORE UPDATE ON meetings_objection
    FOR EACH ROW EXECUTE FUNCTION meetings_settle_objection();
"""

UNDO = """
DROP TRIGGER meetings_settle_objection ON meetings_objection;
DROP TRIGGER meetings_raise_objection ON meetings_objection;
DROP TRIGGER meetings_lawful_position ON meetings_position;
DROP TRIGGER meetings_lawful_time ON meetings_timetoobject;
DROP TRIGGER meetings_lawful_declaration ON meetings_declaration;
DROP TRIGGER meetings_check_text ON meetings_decisiontext;
CREATE TRIGGER meetings_freeze_text BEFORE UPDATE OR DELETE ON meetings_decisiontext
    FOR EACH ROW EXECUTE FUNCTION meetings_freeze_text();
DROP TRIGGER meetings_with_the_text_asked ON meetings_decision;
DROP TRIGGER meetings_lawful_course ON meetings_decision;
DROP FUNCTION meetings_settle_objection(), meetings_raise_objection(),
    meetings_lawful_position(), meetings_lawful_time(), meetings_agreed_already(bigint),
    meetings_lawful_declaration(), meetings_check_text(),
    meetings_adopt_what_was_asked(), meetings_lawful_course(),
    meetings_refuse(text, text), meetings_hours(text, text, integer, timestamptz),
    meetings_is_now(timestamptz);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0008_who_recorded"),
        ("rulebook", "0002_past_values_stay"),
    ]
    operations = [
        migrations.CreateModel(
            name="TimeToObject",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "declaration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="time_to_object",
                        to="meetings.declaration",
                    ),
                ),
                (
                    "elector",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="time_to_object",
                        to="meetings.elector",
                    ),
                ),
            ],
            options={
                "verbose_name": "time to object",
                "verbose_name_plural": "times to object",
                "ordering": ["declaration", "elector"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["declaration", "elector"], name="time_to_object_once"
                    )
                ],
            },
        ),
        migrations.RunSQL(
            CLOCKS + DECISIONS + TEXTS + DECLARATIONS + TIMES + WORDS, UNDO
        ),
    ]
