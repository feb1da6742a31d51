from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("responder_app", "0014_consults"),
    ]

    operations = [
        migrations.AddField(
            model_name="agency",
            name="outcome_names",
            field=models.JSONField(blank=True, default=dict, verbose_name="its own names, by the code of words.OUTCOMES"),
        ),
        migrations.AddField(
            model_name="agency",
            name="follow_up_hours",
            field=models.PositiveSmallIntegerField(default=24, verbose_name="hours to a follow-up, offered first"),
        ),
    ]
