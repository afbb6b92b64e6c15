from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_tally")]
    operations = [
        migrations.AddField(
            model_name="user",
            name="told_of_language",
            field=models.CharField(blank=True, default="", editable=False, max_length=10),
        ),
    ]
