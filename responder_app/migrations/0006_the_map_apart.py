"""An agency's map moves out of the row that every request reads."""

import django.db.models.deletion
from django.db import migrations, models

from responder_app.actions.maps import version_of


def move(apps, editor):
    maps = apps.get_model("responder_app", "AreaMap")
    for agency in apps.get_model("responder_app", "Agency").objects.filter(area__isnull=False):
        maps.objects.create(agency=agency, area=agency.area, version=version_of(agency.area))


def move_back(apps, editor):
    for drawn in apps.get_model("responder_app", "AreaMap").objects.select_related("agency"):
        drawn.agency.area = drawn.area
        drawn.agency.save(update_fields=["area"])


class Migration(migrations.Migration):
    dependencies = [("responder_app", "0005_wrong_passwords")]

    operations = [
        migrations.CreateModel(
            name="AreaMap",
            fields=[
                (
                    "agency",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="map",
                        serialize=False,
                        to="responder_app.agency",
                    ),
                ),
                ("area", models.JSONField(verbose_name="GeoJSON (RFC 7946)")),
                ("version", models.CharField(max_length=12, verbose_name="changes with the area")),
            ],
        ),
        migrations.AlterModelOptions(name="agency", options={}),
        migrations.RunPython(move, move_back),
    ]
