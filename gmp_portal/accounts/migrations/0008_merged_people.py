"""Two accounts of one person become one; what was merged stays on record (R-58, R-56)."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

MERGED = "A merge of two accounts stays as it was made."
# Name and addresses of before go with the other data of the person.
SEALS = f"""
CREATE TRIGGER account_merge_stays AFTER UPDATE OR DELETE ON accounts_accountmerge
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{MERGED}', $$was.status = 'made'$$, 'status stayed gone_name gone_email addresses',
        'undone_at undone_by_id');
CREATE TRIGGER account_merge_undone_stays AFTER UPDATE OR DELETE ON accounts_accountmerge
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        '{MERGED}', $$was.status <> 'made'$$, 'gone_name gone_email addresses');
CREATE TRIGGER account_distinction_stays AFTER UPDATE OR DELETE ON accounts_accountdistinction
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'That two accounts are two people stays as it was said.', $$true$$);
"""
UNDO = """
DROP TRIGGER account_distinction_stays ON accounts_accountdistinction;
DROP TRIGGER account_merge_undone_stays ON accounts_accountmerge;
DROP TRIGGER account_merge_stays ON accounts_accountmerge;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0005_seal'),
        ('accounts', '0007_erasure_held_up'),
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='AccountDistinction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(max_length=5000, verbose_name='why they are two people')),
                ('said_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='said')),
            ],
            options={
                'verbose_name': 'two accounts that are two people',
                'verbose_name_plural': 'accounts that are two people',
                'ordering': ['-said_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='AccountMerge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('made', 'Merged'), ('undone', 'Taken apart again')], default='made', max_length=10, verbose_name='status')),
                ('reason', models.TextField(max_length=5000, verbose_name='why the two are the same person')),
                ('gone_name', models.CharField(max_length=150, verbose_name='name before')),
                ('gone_email', models.EmailField(max_length=254, verbose_name='E-mail address before')),
                ('addresses', models.JSONField(blank=True, default=list, verbose_name='addresses that went over')),
                ('changes', models.JSONField(blank=True, default=list, verbose_name='what went over')),
                ('stayed', models.JSONField(blank=True, default=list, verbose_name='what could not be put back')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='merged')),
                ('undone_at', models.DateTimeField(null=True, verbose_name='taken apart')),
            ],
            options={
                'verbose_name': 'merge of two accounts',
                'verbose_name_plural': 'merges of accounts',
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='user',
            name='merged_into',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_accounts', to=settings.AUTH_USER_MODEL, verbose_name='merged into'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', None), models.Q(('is_active', False), models.Q(('merged_into', models.F('pk')), _negated=True)), _connector='OR'), name='user_merged_into_another'),
        ),
        migrations.AddField(
            model_name='accountdistinction',
            name='first',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='accountdistinction',
            name='said_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AddField(
            model_name='accountdistinction',
            name='second',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='accountmerge',
            name='gone',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account merged into it'),
        ),
        migrations.AddField(
            model_name='accountmerge',
            name='kept',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account that stays'),
        ),
        migrations.AddField(
            model_name='accountmerge',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AddField(
            model_name='accountmerge',
            name='undone_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='accountdistinction',
            constraint=models.UniqueConstraint(fields=('first', 'second'), name='account_distinction_once'),
        ),
        migrations.AddConstraint(
            model_name='accountdistinction',
            constraint=models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='account_distinction_in_order'),
        ),
        migrations.AddConstraint(
            model_name='accountdistinction',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='account_distinction_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='accountmerge',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['made', 'undone'])), name='account_merge_status_known'),
        ),
        migrations.AddConstraint(
            model_name='accountmerge',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('undone_at__isnull', False), ('undone_by__isnull', False)), models.Q(('undone_at__isnull', True), ('undone_by__isnull', True)), _connector='OR'), name='account_merge_undone_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='accountmerge',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'undone'), ('undone_at__isnull', False)), models.Q(('status', 'made'), ('undone_at__isnull', True)), _connector='OR'), name='account_merge_undone_has_time'),
        ),
        migrations.AddConstraint(
            model_name='accountmerge',
            constraint=models.CheckConstraint(condition=models.Q(('kept', models.F('gone')), _negated=True), name='account_merge_of_two'),
        ),
        migrations.AddConstraint(
            model_name='accountmerge',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='account_merge_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='accountmerge',
            constraint=models.CheckConstraint(condition=models.Q(('gone_name__regex', '[\\u0001-\\u001F\\u007F-\\u009F\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u200B\\u200E\\u200F\\u2028-\\u202E\\u2060-\\u206F\\u3164\\uFEFF\\uFFA0\\uFFF0-\\uFFFB\\U0001BCA0-\\U0001BCA3\\U0001D173-\\U0001D17A\\U000E0000-\\U000E00FF\\U000E01F0-\\U000E0FFF]'), _negated=True), name='account_merge_name_can_be_seen'),
        ),
        migrations.AddConstraint(
            model_name='accountmerge',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('made_by', models.F('kept')), _negated=True), models.Q(('made_by', models.F('gone')), _negated=True)), name='account_merge_by_somebody_else'),
        ),
        migrations.AddConstraint(
            model_name='accountmerge',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'made')), fields=('gone',), name='account_merge_once_at_a_time'),
        ),
        migrations.RunSQL(SEALS, UNDO),
    ]
