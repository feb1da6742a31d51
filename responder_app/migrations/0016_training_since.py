from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('responder_app', '0015_own_names'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='training_since',
            field=models.DateTimeField(blank=True, null=True, verbose_name='at practice'),
        ),
    ]
