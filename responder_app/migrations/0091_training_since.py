from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('responder_app', '0012_every_end_has_a_reason'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='training_since',
            field=models.DateTimeField(blank=True, null=True, verbose_name='at practice'),
        ),
    ]
