from django.db import migrations, models

# Whoever hands out jobs is told when one is committed that waits in the table.
TELL = """
CREATE FUNCTION jobs_tell() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('jobs', '');
    RETURN NULL;
END $$;
CREATE TRIGGER jobs_tell AFTER INSERT OR UPDATE ON jobs_job FOR EACH ROW
WHEN (NEW.state = 'open' AND NEW.handed_at IS NULL) EXECUTE FUNCTION jobs_tell();
"""
SILENCE = """
DROP TRIGGER jobs_tell ON jobs_job;
DROP FUNCTION jobs_tell();
"""


class Migration(migrations.Migration):
    dependencies = [("jobs", "0002_request_id")]

    operations = [
        migrations.AddField(
            model_name="job",
            name="handed_at",
            field=models.DateTimeField(null=True, verbose_name="handed to a worker"),
        ),
        migrations.AddField(
            model_name="job",
            name="heartbeat_at",
            field=models.DateTimeField(null=True, verbose_name="last seen at work"),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "open"),
                    models.Q(("handed_at__isnull", True), ("heartbeat_at__isnull", True)),
                    _connector="OR",
                ),
                name="job_in_hand_is_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("handed_at__isnull", False),
                    ("heartbeat_at__isnull", True),
                    _connector="OR",
                ),
                name="job_at_work_is_in_hand",
            ),
        ),
        migrations.RunSQL(TELL, SILENCE),
    ]
