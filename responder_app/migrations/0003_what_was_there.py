"""Agencies that were there before get code lists and phrases, and their calls the address as it is compared."""

from django.db import migrations
from django.utils import timezone

from responder_app.models.incidents import place_key_of
from responder_app.words import beginning, first_phrases


def fill(apps, editor):
    agencies = apps.get_model("responder_app", "Agency")
    entries = apps.get_model("responder_app", "ListEntry")
    phrases = apps.get_model("responder_app", "Phrase")
    incidents = apps.get_model("responder_app", "Incident")
    types = apps.get_model("responder_app", "CallType")
    for agency in agencies.objects.all():
        phrases.objects.bulk_create(
            phrases(agency=agency, to_show=purpose == "to_show", texts=texts, position=place, added_at=timezone.now())
            for purpose, begun in first_phrases().items()
            for place, texts in enumerate(begun)
        )
        first = types.objects.filter(agency=agency).order_by("effective_from").first()
        if first is None:
            continue
        entries.objects.bulk_create(
            entries(
                agency=agency,
                list=name,
                code=entry["code"],
                label_en=entry["en"],
                label_es=entry["es"],
                standard=entry.get("standard", ""),
                position=position,
                effective_from=first.effective_from,
            )
            for name, begun in beginning().items()
            for position, entry in enumerate(begun)
        )
    for incident in incidents.objects.exclude(address="").iterator():
        incidents.objects.filter(pk=incident.pk).update(place_key=place_key_of(incident.address))


class Migration(migrations.Migration):
    dependencies = [("responder_app", "0002_the_tablet")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
