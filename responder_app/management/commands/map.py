import json
from pathlib import Path
from uuid import uuid4

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from responder_app import access, log
from responder_app.actions.maps import set_map


class Command(BaseCommand):
    help = "Puts a GeoJSON file (RFC 7946, WGS 84) under the tablets' map of an agency; --tiles names its tile server."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--agency", required=True)
        parser.add_argument("--tiles", default="", help="https://…/{z}/{x}/{y}.png")

    def handle(self, *, file, agency, tiles, **options):
        named = access.agency_named(agency)
        if named is None:
            raise CommandError(f"There is no agency called {agency}.")
        try:
            area = json.loads(file.read_text(encoding="utf-8"))
            set_map(area=area, tile_server=tiles, by=named, id=uuid4(), occurred_at=timezone.now())
        except (OSError, ValueError) as error:
            raise CommandError(f"{file.name} cannot be read as JSON.") from error
        except log.Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("The tablets have it within ten minutes.")
