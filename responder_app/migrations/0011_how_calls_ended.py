from django.db import migrations


def say_how(apps, schema_editor):
    """Until now a call was closed by its last crew, or at the desk with what went instead."""
    Incident = apps.get_model("responder_app", "Incident")
    closed = Incident.objects.exclude(closed_at=None).filter(ending="")
    closed.exclude(sent_instead="").update(ending="no_team")
    closed.filter(ending="").update(ending="team")


class Migration(migrations.Migration):

    dependencies = [
        ("responder_app", "0010_the_desk"),
    ]

    operations = [migrations.RunPython(say_how, migrations.RunPython.noop)]
