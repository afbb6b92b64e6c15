"""Contributors, invitations by mail, hand-over, and who introduced a new partner (A1-6a, N41)."""

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


SEALS = """
CREATE TRIGGER invitation_stays AFTER UPDATE OR DELETE ON partners_partnerinvitation
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'An invitation is for one address and one role.',
        $$true$$,
        'token_sha256 sent_at expires_at status',
        'settled_at settled_by_id');
CREATE TRIGGER invitation_settled_stays AFTER UPDATE OR DELETE ON partners_partnerinvitation
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'An invitation stays as it was settled.',
        $$was.status <> 'waiting'$$);
CREATE TRIGGER introduction_link_stays AFTER UPDATE OR DELETE ON partners_introductionlink
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A link that introduces new partners stays with its partner.',
        $$true$$,
        '',
        'revoked_at revoked_by_id');
CREATE TRIGGER introduction_stays AFTER INSERT OR UPDATE OR DELETE ON partners_introduction
    FOR EACH ROW EXECUTE FUNCTION ledger_seal(
        'A letter that was sent stays as its sender wrote it.',
        $$EXISTS (SELECT FROM partners_letterofintent AS letter WHERE letter.id IN
            (was.letter_id, made.letter_id) AND letter.status <> 'draft')$$);
"""
UNDO = """
DROP TRIGGER introduction_stays ON partners_introduction;
DROP TRIGGER introduction_link_stays ON partners_introductionlink;
DROP TRIGGER invitation_settled_stays ON partners_partnerinvitation;
DROP TRIGGER invitation_stays ON partners_partnerinvitation;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0005_seal'),
        ('partners', '0017_exchange_stays'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Introduction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'verbose_name': 'introduction of a new partner',
                'verbose_name_plural': 'introductions of new partners',
            },
        ),
        migrations.CreateModel(
            name='IntroductionLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, unique=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='made')),
                ('revoked_at', models.DateTimeField(null=True, verbose_name='taken back')),
            ],
            options={
                'verbose_name': 'link that introduces new partners',
                'verbose_name_plural': 'links that introduce new partners',
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name="PartnerInvitation",
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='E-mail address')),
                ('role', models.CharField(choices=[('focal_point', 'Focal point'), ('alternate', 'Alternate'), ('contributor', 'Contributor')], max_length=20, verbose_name='role')),
                ('language', models.CharField(max_length=10, verbose_name='language of the mail')),
                ('status', models.CharField(choices=[('waiting', 'Waiting'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn')], default='waiting', max_length=10, verbose_name='status')),
                ('token_sha256', models.CharField(editable=False, max_length=64, unique=True)),
                ('invited_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='invited')),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='sent last')),
                ('expires_at', models.DateTimeField(verbose_name='can be answered until')),
                ('settled_at', models.DateTimeField(null=True, verbose_name='settled')),
            ],
            options={
                'verbose_name': 'invitation to work for a partner',
                'verbose_name_plural': 'invitations to work for a partner',
                'ordering': ['-invited_at', '-pk'],
            },
        ),
        migrations.AlterModelOptions(
            name='partner',
            options={'ordering': ['name'], 'permissions': [('represent_partner', 'May speak for this partner'), ('contribute_to_partner', 'May write for this partner')], 'verbose_name': 'partner', 'verbose_name_plural': 'partners'},
        ),
        migrations.RemoveConstraint(
            model_name='representative',
            name='representative_role_known',
        ),
        migrations.AddField(
            model_name='representative',
            name='nobody_follows',
            field=models.BooleanField(db_default=False, default=False, verbose_name='nobody follows yet'),
        ),
        migrations.AlterField(
            model_name='representative',
            name='role',
            field=models.CharField(choices=[('focal_point', 'Focal point'), ('alternate', 'Alternate'), ('contributor', 'Contributor')], max_length=20, verbose_name='role'),
        ),
        migrations.AddConstraint(
            model_name='representative',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['focal_point', 'alternate', 'contributor'])), name='representative_role_known'),
        ),
        migrations.AddConstraint(
            model_name='representative',
            constraint=models.CheckConstraint(condition=models.Q(('nobody_follows', False), models.Q(('period__upper_inf', False), models.Q(('ended_reason', ''), _negated=True)), _connector='OR'), name='representative_followed_by_nobody_says_why'),
        ),
        migrations.AddField(
            model_name='introduction',
            name='letter',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='introduction', to='partners.letterofintent'),
        ),
        migrations.AddField(
            model_name='introductionlink',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='introductionlink',
            name='partner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='introduction_links', to='partners.partner', verbose_name='partner'),
        ),
        migrations.AddField(
            model_name='introductionlink',
            name='revoked_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='introduction',
            name='link',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='introductions', to='partners.introductionlink'),
        ),
        migrations.AddField(
            model_name="partnerinvitation",
            name='hands_over',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='successions', to='partners.representative'),
        ),
        migrations.AddField(
            model_name="partnerinvitation",
            name='invited_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="partnerinvitation",
            name='partner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='partners.partner', verbose_name='partner'),
        ),
        migrations.AddField(
            model_name="partnerinvitation",
            name='settled_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='introductionlink',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('revoked_at__isnull', False), ('revoked_by__isnull', False)), models.Q(('revoked_at__isnull', True), ('revoked_by__isnull', True)), _connector='OR'), name='introduction_link_revoked_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='introductionlink',
            constraint=models.CheckConstraint(condition=models.Q(('code', ''), _negated=True), name='introduction_link_has_a_code'),
        ),
        migrations.AddConstraint(
            model_name='introductionlink',
            constraint=models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('partner',), name='introduction_link_once'),
        ),
        migrations.AddConstraint(
            model_name="partnerinvitation",
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['waiting', 'accepted', 'declined', 'withdrawn'])), name='invitation_status_known'),
        ),
        migrations.AddConstraint(
            model_name="partnerinvitation",
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['focal_point', 'alternate', 'contributor'])), name='invitation_role_known'),
        ),
        migrations.AddConstraint(
            model_name="partnerinvitation",
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('email', ''), _negated=True), ('email', django.db.models.functions.text.Lower('email'))), name='invitation_to_somebody'),
        ),
        migrations.AddConstraint(
            model_name="partnerinvitation",
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('status', 'waiting')), models.Q(models.Q(('status', 'waiting'), _negated=True), ('settled_at__isnull', False)), _connector='OR'), name='invitation_settled_at_some_time'),
        ),
        migrations.AddConstraint(
            model_name="partnerinvitation",
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_by__isnull', True), ('status__in', ['waiting', 'declined'])), models.Q(('settled_by__isnull', False), models.Q(('status', 'waiting'), _negated=True)), _connector='OR'), name='invitation_settled_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name="partnerinvitation",
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'accepted'), _negated=True), models.Q(('settled_by', models.F('invited_by')), _negated=True), _connector='OR'), name='invitation_not_accepted_by_inviter'),
        ),
        migrations.AddConstraint(
            model_name="partnerinvitation",
            constraint=models.CheckConstraint(condition=models.Q(('hands_over__isnull', True), ('role__in', ('focal_point', 'alternate')), _connector='OR'), name='invitation_hands_over_a_voice'),
        ),
        migrations.AddConstraint(
            model_name="partnerinvitation",
            constraint=models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('sent_at'))), name='invitation_ends_later'),
        ),
        migrations.AddConstraint(
            model_name="partnerinvitation",
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'waiting')), fields=('partner', 'email'), name='invitation_waits_once'),
        ),
        migrations.AddConstraint(
            model_name="partnerinvitation",
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'waiting')), fields=('hands_over',), name='invitation_hands_over_once'),
        ),
        migrations.RunSQL(SEALS, UNDO),
    ]
