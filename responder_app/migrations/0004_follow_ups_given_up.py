from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("responder_app", "0003_what_was_there")]

    operations = [
        migrations.AddField(
            model_name="followup",
            name="given_up",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="followup",
            name="outcome",
            field=models.CharField(blank=True, max_length=300, verbose_name="how it went, or why it was given up"),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=Q(done_at=None) | ~Q(outcome=""), name="a_done_follow_up_says_how"
            ),
        ),
    ]
