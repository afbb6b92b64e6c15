"""How often a person wants a summary of news by mail."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_told_of_language'),
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='digest',
            field=models.CharField(choices=[('weekly', 'Every Monday'), ('daily', 'Every day'), ('none', 'Never')], db_default='weekly', default='weekly', max_length=6, verbose_name='Summary of news by mail'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('digest__in', ['weekly', 'daily', 'none'])), name='user_digest_known'),
        ),
    ]
