"""Risks in section VIII, applications to donors and strategic projects in section VII."""

import django.db.models.deletion
from django.db import migrations, models

PUT = "The rows of a plan change while it is a draft."
OF_DRAFT = (
    "EXISTS (SELECT FROM areas_planversion AS plan WHERE plan.id IN (was.plan_id, made.plan_id)"
    " AND plan.status <> 'draft')"
)
# The same for them as for all rows of a plan: see 0002, 0008 and 0012.
KEEP = "".join(
    f"CREATE TRIGGER row_stays_frozen BEFORE INSERT OR UPDATE OR DELETE ON {table}"
    f" FOR EACH ROW EXECUTE FUNCTION areas_keep_frozen_row('plan');\n"
    f"CREATE TRIGGER plan_row_stays AFTER INSERT OR UPDATE OR DELETE ON {table}"
    f" FOR EACH ROW EXECUTE FUNCTION ledger_seal('{PUT}', $${OF_DRAFT}$$);\n"
    f"CREATE TRIGGER plan_row_has_key BEFORE INSERT OR UPDATE ON {table}"
    f" FOR EACH ROW EXECUTE FUNCTION areas_give_key('{kind}', '{letters}');\n"
    for table, kind, letters in (
        ("areas_application", "application", "AP"),
        ("areas_risk", "risk", "RI"),
    )
)
UNDO = "".join(
    f"DROP TRIGGER {name} ON {table};\n"
    for table in ("areas_application", "areas_risk")
    for name in ("row_stays_frozen", "plan_row_stays", "plan_row_has_key")
)


class Migration(migrations.Migration):
    dependencies = [
        ("areas", "0012_plan_keys"),
        ("ledger", "0005_seal"),
        ("partners", "0036_newest_partners_first"),
    ]
    operations = [
        migrations.AddField(
            model_name='projectrequest',
            name='is_strategic',
            field=models.BooleanField(db_default=False, default=False, verbose_name='a large strategic project of the Partnership'),
        ),
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('title', models.CharField(max_length=200, verbose_name='what it is for')),
                ('other_donor', models.CharField(blank=True, max_length=200, verbose_name='another donor')),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('sent', 'Sent'), ('granted', 'Granted'), ('refused', 'Refused')], default='planned', max_length=8, verbose_name='where it stands')),
                ('sent_on', models.DateField(blank=True, null=True, verbose_name='sent on')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='amount')),
                ('currency', models.CharField(blank=True, choices=[('USD', 'USD'), ('EUR', 'EUR'), ('AUD', 'AUD'), ('BRL', 'BRL'), ('CAD', 'CAD'), ('CHF', 'CHF'), ('CNY', 'CNY'), ('COP', 'COP'), ('GBP', 'GBP'), ('IDR', 'IDR'), ('INR', 'INR'), ('JPY', 'JPY'), ('KES', 'KES'), ('KRW', 'KRW'), ('MXN', 'MXN'), ('NOK', 'NOK'), ('PEN', 'PEN'), ('PHP', 'PHP'), ('SEK', 'SEK'), ('ZAR', 'ZAR')], max_length=3, verbose_name='currency')),
                ('note', models.TextField(blank=True, max_length=1000, verbose_name='note')),
                ('donor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='applications', to='areas.potentialdonor', verbose_name='donor of this plan')),
                ('key', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_rows', to='areas.plankey', verbose_name='key')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='applications', to='areas.planversion')),
                ('request', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='applications', to='areas.projectrequest', verbose_name='project of this plan')),
            ],
            options={
                'verbose_name': 'application for funds',
                'verbose_name_plural': 'applications for funds',
                'ordering': ['position', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('plan', 'key'), name='plan_application_key_once'), models.CheckConstraint(condition=models.Q(models.Q(('amount__isnull', True), ('currency', '')), models.Q(('amount__gte', 0), models.Q(('currency', ''), _negated=True)), _connector='OR'), name='plan_application_amount_has_currency'), models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'sent', 'granted', 'refused'])), name='plan_application_state_known'), models.CheckConstraint(condition=models.Q(('state', 'planned'), ('sent_on__isnull', False), _connector='OR'), name='plan_application_sent_has_day'), models.CheckConstraint(condition=models.Q(('donor__isnull', True), ('other_donor', ''), _connector='OR'), name='plan_application_has_one_donor')],
            },
        ),
        migrations.CreateModel(
            name='Risk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('title', models.CharField(max_length=300, verbose_name='risk')),
                ('likelihood', models.CharField(choices=[('low', 'Low'), ('medium', 'Medium'), ('high', 'High')], max_length=6, verbose_name='likelihood')),
                ('effect', models.CharField(choices=[('low', 'Low'), ('medium', 'Medium'), ('high', 'High')], max_length=6, verbose_name='effect')),
                ('measures', models.TextField(blank=True, max_length=2000, verbose_name='what is done about it')),
                ('key', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_rows', to='areas.plankey', verbose_name='key')),
                ('objective', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='risks', to='areas.planobjective', verbose_name='objective it endangers')),
                ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner', verbose_name='partner who looks after it')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='risks', to='areas.planversion')),
            ],
            options={
                'verbose_name': 'risk',
                'verbose_name_plural': 'risks',
                'ordering': ['position', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('plan', 'key'), name='plan_risk_key_once'), models.CheckConstraint(condition=models.Q(('effect__in', ['low', 'medium', 'high']), ('likelihood__in', ['low', 'medium', 'high'])), name='plan_risk_grades_known')],
            },
        ),
        migrations.RunSQL(KEEP, UNDO),
    ]
