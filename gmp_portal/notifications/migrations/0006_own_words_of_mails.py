"""What the secretariat says besides the built-in texts of mails."""


import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notifications', '0005_mail_classes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MailText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('template', models.CharField(max_length=120, verbose_name='mail')),
                ('language', models.CharField(choices=[('ar', 'العربية'), ('zh-hans', '中文'), ('en', 'English'), ('fr', 'Français'), ('ru', 'Русский'), ('es', 'Español')], max_length=10, verbose_name='language')),
                ('subject', models.CharField(blank=True, max_length=200, verbose_name='Own subject')),
                ('words', models.TextField(blank=True, verbose_name='Own paragraph')),
                ('beside', models.CharField(max_length=64)),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='written')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by')),
            ],
            options={
                'verbose_name': 'own words of a mail',
                'verbose_name_plural': 'own words of mails',
                'ordering': ['template', 'language'],
                'constraints': [models.UniqueConstraint(fields=('template', 'language'), name='mail_text_once'), models.CheckConstraint(condition=models.Q(('subject__regex', '[\\r\\n]'), _negated=True), name='mail_text_subject_is_a_line')],
            },
        ),
    ]
