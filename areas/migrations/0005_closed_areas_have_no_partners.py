"""End the memberships of areas that were closed before closing ended them (P-6).

They end on the day on which the area was closed; where the ledger does not know it, today.
No act is added to the ledger: what ended them is the closing of the area, which stands there
already, and an entry of today would say that the partners left today.
"""

from django.db import migrations

# A membership ends on its first day at the earliest; without a first day any day will do.
END = """
UPDATE areas_areamembership AS membership
   SET until = GREATEST(membership.since, COALESCE(closing.day, (now() AT TIME ZONE 'UTC')::date))
  FROM areas_partnershiparea AS area
  LEFT JOIN (
       SELECT subject, max((at AT TIME ZONE 'UTC')::date) AS day
         FROM ledger_entry WHERE kind = 'area.closed' GROUP BY subject
  ) AS closing ON closing.subject = 'areas.partnershiparea:' || area.id
 WHERE area.id = membership.area_id AND area.status = 'closed' AND membership.until IS NULL;
"""


class Migration(migrations.Migration):
    dependencies = [("areas", "0004_activities"), ("ledger", "0002_chain")]

    # Backwards nothing is to be done: what has ended is no trouble to the code of before.
    operations = [migrations.RunSQL(END, migrations.RunSQL.noop)]
