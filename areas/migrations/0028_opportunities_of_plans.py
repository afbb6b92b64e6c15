"""What published plans say of opportunities is where their records begin; each row stays."""

from django.db import migrations

# In the words of the newest version that is public. A draft may know better where it stands.
BEGIN = """
ALTER TABLE areas_opportunity DISABLE TRIGGER USER;
INSERT INTO areas_areaopportunity (
    area_id, key_id, status, title, description, gain, link, objective_id, question, answer,
    reason, listed_at, before_rule
)
SELECT DISTINCT ON (entry.key_id)
    plan.area_id, entry.key_id, newest.status,
    coalesce(nullif(entry.title, ''), known.code), entry.description, '', '',
    objective.key_id, '', '', '', first.published_at, newest.status = 'dropped'
FROM areas_opportunity AS entry
JOIN areas_planversion AS plan ON plan.id = entry.plan_id
JOIN areas_plankey AS known ON known.id = entry.key_id
LEFT JOIN areas_planobjective AS objective ON objective.id = entry.objective_id
CROSS JOIN LATERAL (
    SELECT later.status FROM areas_opportunity AS later
    JOIN areas_planversion AS version ON version.id = later.plan_id
    WHERE later.key_id = entry.key_id ORDER BY version.number DESC LIMIT 1
) AS newest
CROSS JOIN LATERAL (
    SELECT min(version.published_at) AS published_at FROM areas_opportunity AS earlier
    JOIN areas_planversion AS version ON version.id = earlier.plan_id
    WHERE earlier.key_id = entry.key_id
) AS first
WHERE plan.status IN ('published', 'superseded')
ORDER BY entry.key_id, plan.number DESC;
ALTER TABLE areas_opportunity ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0027_opportunities'),
    ]

    operations = [
        migrations.RunSQL(BEGIN, "DELETE FROM areas_areaopportunity WHERE partner_id IS NULL"),
    ]
