from django.db import migrations, models

# The columns of the board as they are when lines begin to tell of them.
STANDS = {
    "unit": ("call_sign", "status", "status_since"),
    "incident": (
        *("number", "priority", "eligible", "held_for", "held_at", "will_wait", "wait_from", "wait_target_at"),
        *("decide_by", "decision_asked_at", "closed_at", "ending", "unserved_reason", "sent_instead", "duplicate_of"),
    ),
    "assignment": (
        *("incident", "unit", "status", "status_at"),
        *("declined_at", "withdrawn_at", "cleared_at", "closed_at"),
    ),
}


def tell_what_stands(apps, schema_editor):
    """Each row as it is now is told by the last line about it; one that no line names, by the last line of all."""
    Event = apps.get_model("responder_app", "Event")
    for noun, columns in STANDS.items():
        rows = apps.get_model("responder_app", noun).objects.values("pk", "agency", *columns)
        for row in rows.iterator():
            key, lines = row.pop("pk"), Event.objects.filter(agency=row.pop("agency")).order_by("-seq")
            if line := lines.filter(**{noun: key}).first() or lines.first():
                line.stands.setdefault(noun, {})[str(key)] = {name: plain(value) for name, value in row.items()}
                line.save(update_fields=["stands"])


def plain(value):
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int) else str(value)


class Migration(migrations.Migration):

    dependencies = [
        ('responder_app', '0016_training_since'),
    ]

    operations = [
        migrations.AddField(
            model_name='event',
            name='stands',
            field=models.JSONField(
                default=dict, verbose_name="the board's rows that it changed, as they are now; no personal data"
            ),
        ),
        migrations.RunPython(tell_what_stands, migrations.RunPython.noop),
    ]
