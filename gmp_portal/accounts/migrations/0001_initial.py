import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.operations
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        django.contrib.postgres.operations.BtreeGistExtension(
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='E-mail address')),
                ('name', models.CharField(max_length=150, verbose_name='Name')),
                ('language', models.CharField(choices=[('ar', 'العربية'), ('zh-hans', '中文'), ('en', 'English'), ('fr', 'Français'), ('ru', 'Русский'), ('es', 'Español')], default='en', max_length=10, verbose_name='Language')),
                ('timezone', models.CharField(default='UTC', max_length=60, verbose_name='Time zone')),
                ('theme', models.CharField(choices=[('auto', 'As the device says'), ('light', 'Light'), ('dark', 'Dark')], default='auto', max_length=5, verbose_name='Appearance')),
                ('is_active', models.BooleanField(default=True, verbose_name='May sign in')),
                ('is_staff', models.BooleanField(default=False, verbose_name="May look at the records' tables")),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
                'ordering': ['name', 'pk'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_once')],
            },
        ),
        migrations.CreateModel(
            name='SecretariatTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='period')),
                ('ended_reason', models.TextField(blank=True, verbose_name='why it ended early')),
                ('role', models.CharField(choices=[('officer', 'Officer of the secretariat'), ('head', 'Head of branch'), ('admin', 'Administrator of the portal')], max_length=10, verbose_name='role')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'term in the secretariat',
                'verbose_name_plural': 'terms in the secretariat',
                'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['officer', 'head', 'admin'])), name='secretariat_term_role_known'), models.CheckConstraint(condition=models.Q(('period__isempty', False), ('period__startswith__isnull', False)), name='secretariat_term_period_known'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('person', '='), ('role', '='), ('period', '&&')], name='secretariat_term_once_at_a_time')],
            },
        ),
    ]
