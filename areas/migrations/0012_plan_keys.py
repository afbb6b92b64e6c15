"""Each entry of a plan has a key that lasts through all versions, instead of a row before it.

Those that are there get it by what they continued. Milestones pointed at nothing: within an effort
they are known by their words.
"""

from django.db import migrations, models
from django.db.models import Q
from django.db.models.deletion import PROTECT

# The kind of each table's entries, and the letters in their keys.
KINDS = {
    "areas_planobjective": ("objective", "O"),
    "areas_priorityaction": ("action", "A"),
    "areas_effort": ("effort", "E"),
    "areas_opportunity": ("opportunity", "OP"),
    "areas_indicator": ("indicator", "I"),
    "areas_potentialdonor": ("donor", "D"),
    "areas_projectrequest": ("request", "R"),
    "areas_linkage": ("linkage", "L"),
}
MODELS = (
    *("planobjective", "priorityaction", "effort", "opportunity", "indicator"),
    *("potentialdonor", "projectrequest", "linkage"),
)
CODE = "upper(area.slug) || '-{letters}-' || CASE WHEN number < 10 THEN '0' ELSE '' END || number"
# A version that had two entries of one root gives the later ones keys of their own.
GIVE = """
ALTER TABLE {table} DISABLE TRIGGER USER;
WITH RECURSIVE came AS (
    SELECT id, id AS root FROM {table} WHERE continues_id IS NULL
    UNION ALL
    SELECT later.id, came.root FROM {table} AS later JOIN came ON later.continues_id = came.id
), placed AS (
    SELECT came.id, plan.area_id, CASE
        WHEN row_number() OVER (PARTITION BY entry.plan_id, came.root ORDER BY came.id) = 1
        THEN came.root ELSE came.id END AS root
    FROM came JOIN {table} AS entry ON entry.id = came.id
    JOIN areas_planversion AS plan ON plan.id = entry.plan_id
), given AS (
    SELECT id, area_id, dense_rank() OVER (PARTITION BY area_id ORDER BY root) AS number
    FROM placed
), made AS (
    INSERT INTO areas_plankey (area_id, kind, number, code)
    SELECT DISTINCT given.area_id, '{kind}', number, {code}
    FROM given JOIN areas_partnershiparea AS area ON area.id = given.area_id
    ORDER BY 1, 3
    RETURNING id, area_id, number
)
UPDATE {table} AS entry SET key_id = made.id
FROM given JOIN made USING (area_id, number) WHERE entry.id = given.id;
ALTER TABLE {table} ENABLE TRIGGER USER;
"""
GIVE_MILESTONES = """
ALTER TABLE areas_milestone DISABLE TRIGGER USER;
WITH placed AS (
    SELECT step.id, plan.area_id, effort.key_id AS effort, step.text,
        row_number() OVER (PARTITION BY step.effort_id, step.text ORDER BY step.due_on, step.id)
            AS nth
    FROM areas_milestone AS step JOIN areas_effort AS effort ON effort.id = step.effort_id
    JOIN areas_planversion AS plan ON plan.id = effort.plan_id
), rooted AS (
    SELECT id, area_id, min(id) OVER (PARTITION BY effort, text, nth) AS root FROM placed
), given AS (
    SELECT id, area_id, dense_rank() OVER (PARTITION BY area_id ORDER BY root) AS number
    FROM rooted
), made AS (
    INSERT INTO areas_plankey (area_id, kind, number, code)
    SELECT DISTINCT given.area_id, 'milestone', number, {code}
    FROM given JOIN areas_partnershiparea AS area ON area.id = given.area_id
    ORDER BY 1, 3
    RETURNING id, area_id, number
)
UPDATE areas_milestone AS entry SET key_id = made.id
FROM given JOIN made USING (area_id, number) WHERE entry.id = given.id;
ALTER TABLE areas_milestone ENABLE TRIGGER USER;
"""
GIVEN = "".join(
    GIVE.format(table=table, kind=kind, code=CODE.format(letters=letters))
    for table, (kind, letters) in KINDS.items()
) + GIVE_MILESTONES.format(code=CODE.format(letters="M"))
# Whatever writes an entry, the database gives it a key where it has none, and takes none that
# belongs to another area or is of another kind. The lock of the area gives each number once.
KEEP = """
CREATE FUNCTION areas_give_key() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    kind_ text := TG_ARGV[0];
    plan_ bigint;
    area_ bigint;
    slug_ text;
    number_ integer;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.key_id IS DISTINCT FROM OLD.key_id THEN
            RAISE EXCEPTION 'The key of an entry never changes.' USING
                ERRCODE = 'check_violation', CONSTRAINT = 'plan_row_keeps_its_key';
        END IF;
        RETURN NEW;
    END IF;
    IF kind_ = 'milestone' THEN
        SELECT plan_id INTO plan_ FROM areas_effort WHERE id = NEW.effort_id;
    ELSE
        plan_ := NEW.plan_id;
    END IF;
    SELECT area_id INTO area_ FROM areas_planversion WHERE id = plan_;
    IF area_ IS NULL THEN
        RAISE EXCEPTION 'What this entry belongs to is gone.' USING
            ERRCODE = 'foreign_key_violation', CONSTRAINT = 'plan_row_has_its_plan';
    END IF;
    IF NEW.key_id IS NULL THEN
        SELECT slug INTO slug_ FROM areas_partnershiparea WHERE id = area_ FOR NO KEY UPDATE;
        SELECT coalesce(max(number), 0) + 1 INTO number_ FROM areas_plankey
            WHERE area_id = area_ AND kind = kind_;
        INSERT INTO areas_plankey (area_id, kind, number, code) VALUES (
            area_, kind_, number_,
            upper(slug_) || '-' || TG_ARGV[1] || '-'
                || CASE WHEN number_ < 10 THEN '0' ELSE '' END || number_
        ) RETURNING id INTO NEW.key_id;
    ELSIF NOT EXISTS (
        SELECT FROM areas_plankey WHERE id = NEW.key_id AND area_id = area_ AND kind = kind_
    ) THEN
        RAISE EXCEPTION 'This key belongs to something else.' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'plan_row_has_its_key';
    ELSIF kind_ = 'milestone' AND EXISTS (
        SELECT FROM areas_milestone AS step JOIN areas_effort AS effort ON effort.id = step.effort_id
        WHERE step.key_id = NEW.key_id AND effort.plan_id = plan_
    ) THEN
        RAISE EXCEPTION 'A version has one entry for each milestone.' USING
            ERRCODE = 'unique_violation', CONSTRAINT = 'plan_milestone_once_in_a_version';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER plan_key_stays AFTER UPDATE OR DELETE ON areas_plankey
    FOR EACH ROW EXECUTE FUNCTION ledger_seal('A key is never given to something else.', 'true');
""" + "".join(
    f"CREATE TRIGGER plan_row_has_key BEFORE INSERT OR UPDATE ON {table}"
    f" FOR EACH ROW EXECUTE FUNCTION areas_give_key('{kind}', '{letters}');\n"
    for table, (kind, letters) in (KINDS | {"areas_milestone": ("milestone", "M")}).items()
)
UNDO_KEEP = """
DROP FUNCTION areas_give_key() CASCADE;
DROP TRIGGER plan_key_stays ON areas_plankey;
"""


def key(model, **options):
    return models.ForeignKey(
        on_delete=PROTECT,
        related_name="milestone_rows" if model == "milestone" else "%(class)s_rows",
        to="areas.plankey",
        editable=False,
        verbose_name="key",
        **options,
    )


class Migration(migrations.Migration):
    dependencies = [("areas", "0011_memberships_stay"), ("ledger", "0005_seal")]
    operations = [
        migrations.CreateModel(
            name="PlanKey",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("objective", "Objective"),
                            ("action", "Priority action"),
                            ("effort", "Effort"),
                            ("milestone", "Milestone"),
                            ("opportunity", "Opportunity"),
                            ("indicator", "Indicator"),
                            ("donor", "Potential donor"),
                            ("request", "Request for a project"),
                            ("application", "Application for funds"),
                            ("linkage", "Linkage"),
                            ("risk", "Risk"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("code", models.CharField(max_length=80, unique=True, verbose_name="key")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=PROTECT,
                        related_name="plan_keys",
                        to="areas.partnershiparea",
                        verbose_name="area",
                    ),
                ),
            ],
            options={
                "verbose_name": "key of an entry",
                "verbose_name_plural": "keys of entries",
                "ordering": ["area", "kind", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("area", "kind", "number"), name="plan_key_number_once"
                    ),
                    models.CheckConstraint(
                        condition=Q(
                            kind__in=[
                                *("objective", "action", "effort", "milestone"),
                                *("opportunity", "indicator", "donor", "request"),
                                *("application", "linkage", "risk"),
                            ]
                        ),
                        name="plan_key_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=Q(number__gte=1), name="plan_key_from_one"
                    ),
                ],
            },
        ),
        *(
            migrations.AddField(model, "key", key(model, null=True))
            for model in (*MODELS, "milestone")
        ),
        migrations.RunSQL(GIVEN, "SELECT 1"),
        # What waits for the end of the transaction comes before the tables change.
        migrations.RunSQL(
            "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED;", "SELECT 1"
        ),
        *(
            migrations.AlterField(model, "key", key(model))
            for model in (*MODELS, "milestone")
        ),
        *(
            migrations.AddConstraint(
                model,
                models.UniqueConstraint(
                    fields=("plan", "key"), name=f"plan_{model}_key_once"
                ),
            )
            for model in MODELS
        ),
        migrations.AddConstraint(
            "milestone",
            models.UniqueConstraint(
                fields=("effort", "key"), name="plan_milestone_key_once"
            ),
        ),
        migrations.RunSQL(KEEP, UNDO_KEEP),
        *(migrations.RemoveField(model, "continues") for model in MODELS),
    ]
