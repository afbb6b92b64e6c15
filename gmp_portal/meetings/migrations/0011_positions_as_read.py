"""Any position may be explained, and each is taken on the newest text of its decision.

Positions of before have a statement where they had to, so none of them breaks the new rule.
"""

from django.db import migrations, models

CHECK = """
CREATE OR REPLACE FUNCTION meetings_check_position() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM meetings_elector elector
        JOIN meetings_decisiontext text ON text.decision_id = elector.decision_id
        WHERE elector.id = NEW.elector_id AND text.id = NEW.text_id
    ) THEN
        RAISE EXCEPTION 'Only an elector of this decision takes a position on a text of it.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'position_of_an_elector';
    END IF;
    %s
    RETURN NEW;
END $$;
"""
ON_NEWEST = """
    IF EXISTS (
        SELECT 1 FROM meetings_decisiontext mine
        JOIN meetings_decisiontext newer ON newer.decision_id = mine.decision_id
        WHERE mine.id = NEW.text_id AND newer.version > mine.version
    ) THEN
        RAISE EXCEPTION 'A position is taken on the newest text.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'position_on_newest_text';
    END IF;
"""


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
        migrations.RunSQL(CHECK % ON_NEWEST, CHECK % ""),
    ]
