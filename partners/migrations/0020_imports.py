"""Tables of partners that come in, and what of them alone can be taken out again."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# A join would begin at the table, and read all of its rows for each partner.
# Without such an import no entry leaves the register, whoever asks (P-1, C16).
SEALS = """
CREATE TRIGGER partner_stays AFTER DELETE ON partners_partner
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'Only an import that is taken back takes partners out of the register.',
        $$NOT EXISTS (SELECT FROM partners_importrow AS line WHERE line.entered = was.id
            AND (SELECT batch.status FROM partners_import AS batch
                WHERE batch.id = line.batch_id) = 'undone')$$);
CREATE TRIGGER participation_stays AFTER DELETE ON partners_participation
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'Only an import that is taken back takes partners out of the register.',
        $$NOT EXISTS (SELECT FROM partners_importrow AS line WHERE line.entered = was.partner_id
            AND (SELECT batch.status FROM partners_import AS batch
                WHERE batch.id = line.batch_id) = 'undone')$$);
CREATE TRIGGER import_row_stays AFTER INSERT OR UPDATE OR DELETE ON partners_importrow
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'The rows of a table stay as they were written.',
        $$EXISTS (SELECT FROM partners_import AS batch
            WHERE batch.id IN (was.batch_id, made.batch_id)
            AND batch.status IN ('done', 'undoing', 'undone', 'discarded'))$$,
        'partner_id');
"""
UNDO = """
DROP TRIGGER import_row_stays ON partners_importrow;
DROP TRIGGER participation_stays ON partners_participation;
DROP TRIGGER partner_stays ON partners_partner;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0019_mailed_answers_stay'),
        ('ledger', '0005_seal'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='name of the file')),
                ('sheet', models.CharField(blank=True, max_length=100, verbose_name='sheet')),
                ('columns', models.JSONField(blank=True, default=dict, verbose_name='columns')),
                ('notes', models.JSONField(blank=True, default=list, verbose_name='notes on the file')),
                ('status', models.CharField(choices=[('checking', 'Being compared with the register'), ('checked', 'Compared, nothing is written'), ('writing', 'Being written'), ('done', 'Written into the register'), ('undoing', 'Being taken back'), ('undone', 'Taken back'), ('discarded', 'Discarded')], default='checking', max_length=10, verbose_name='status')),
                ('counts', models.JSONField(blank=True, default=dict, verbose_name='rows by outcome')),
                ('turn', models.PositiveSmallIntegerField(default=0)),
                ('has_moved', models.BooleanField(default=False, verbose_name='the register changed meanwhile')),
                ('stands', models.JSONField(blank=True, default=dict, verbose_name='why it stands')),
                ('begun_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='uploaded')),
                ('done_at', models.DateTimeField(null=True, verbose_name='written')),
                ('begun_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'table of partners that came in',
                'verbose_name_plural': 'tables of partners that came in',
                'ordering': ['-begun_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='row')),
                ('source_key', models.CharField(blank=True, max_length=120, verbose_name='key in the source')),
                ('values', models.JSONField(default=dict, verbose_name='what stands there')),
                ('cell_faults', models.JSONField(blank=True, default=list, verbose_name='cells that cannot be read')),
                ('faults', models.JSONField(blank=True, default=list, verbose_name='what is wrong')),
                ('outcome', models.CharField(choices=[('open', 'Not compared yet'), ('new', 'New partner'), ('changed', 'Changes a partner'), ('same', 'Says what the register says'), ('faulty', 'Cannot be brought in as it stands')], default='open', max_length=10, verbose_name='outcome')),
                ('changes', models.JSONField(blank=True, default=dict, verbose_name='changes')),
                ('near', models.JSONField(blank=True, default=list, verbose_name='partners that it may be')),
                ('is_left_out', models.BooleanField(default=False, verbose_name='left out')),
                ('entered', models.BigIntegerField(editable=False, null=True)),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='partners.import', verbose_name='table')),
                ('partner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='partners.partner', verbose_name='partner')),
            ],
            options={
                'verbose_name': 'row of a table that came in',
                'verbose_name_plural': 'rows of tables that came in',
                'ordering': ['batch', 'number'],
            },
        ),
        migrations.AddConstraint(
            model_name='import',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['checking', 'checked', 'writing', 'done', 'undoing', 'undone', 'discarded'])), name='import_status_known'),
        ),
        migrations.AddConstraint(
            model_name='import',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', False), ('status__in', ('done', 'undoing', 'undone'))), models.Q(models.Q(('status__in', ('done', 'undoing', 'undone')), _negated=True), ('done_at__isnull', True)), _connector='OR'), name='import_done_has_time'),
        ),
        migrations.AddIndex(
            model_name='importrow',
            index=models.Index(condition=models.Q(('partner__isnull', False)), fields=['source_key'], name='import_row_key'),
        ),
        migrations.AddIndex(
            model_name='importrow',
            index=models.Index(fields=['batch', 'outcome', 'number'], name='import_row_outcome'),
        ),
        migrations.AddIndex(
            model_name='importrow',
            index=models.Index(condition=models.Q(('entered__isnull', False)), fields=['entered'], name='import_row_entered'),
        ),
        migrations.AddConstraint(
            model_name='importrow',
            constraint=models.UniqueConstraint(fields=('batch', 'number'), name='import_row_once'),
        ),
        migrations.AddConstraint(
            model_name='importrow',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['open', 'new', 'changed', 'same', 'faulty'])), name='import_row_outcome_known'),
        ),
        migrations.AddConstraint(
            model_name='importrow',
            constraint=models.CheckConstraint(condition=models.Q(('entered__isnull', True), models.Q(('values__has_key', 'source'), models.Q(('values__source', ''), _negated=True)), _connector='OR'), name='import_row_entered_has_source'),
        ),
        migrations.RunSQL(SEALS, UNDO),
    ]
