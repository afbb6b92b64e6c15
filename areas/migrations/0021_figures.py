"""Figures of plans; their files stay, since versions that show them stay (P-1)."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

SEALS = """
CREATE TRIGGER plan_figure_stays AFTER UPDATE OR DELETE ON areas_planfigure
    FOR EACH ROW EXECUTE FUNCTION ledger_seal('A figure stays, for texts that show it stay.', $$true$$);
"""
UNDO = "DROP TRIGGER plan_figure_stays ON areas_planfigure;"


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0020_translations'),
        ('documents', '0009_file_readings'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PlanFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='added')),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='added by')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='areas.partnershiparea', verbose_name='area')),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='file')),
            ],
            options={
                'verbose_name': 'figure of a plan',
                'verbose_name_plural': 'figures of plans',
                'ordering': ['area', 'pk'],
            },
        ),
        migrations.RunSQL(SEALS, UNDO),
    ]
