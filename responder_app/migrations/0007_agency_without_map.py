"""Apart from the move before it, which PostgreSQL must have finished."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("responder_app", "0006_the_map_apart")]

    operations = [migrations.RemoveField(model_name="agency", name="area")]
