"""Says where the board and the log disagree, a sentence for each difference: for whoever has restored a backup."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ... import access
from ...reports import board_check


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("agency", nargs="?", help="the agency's name; without one, every agency of this server")

    def handle(self, *args, agency=None, **options):
        found = [access.agency_named(agency)] if agency else list(access.every_agency())
        if None in found:
            raise CommandError(f"There is no agency called {agency}.")
        wrong = sum(self._say(one) for one in found)
        if wrong:
            raise CommandError(f"The board and the log differ in {wrong}.")

    def _say(self, agency) -> int:
        try:
            said = board_check.differences(agency.pk, timezone.now())
        except TimeoutError as busy:
            raise CommandError(f"{agency}: {busy}") from busy
        for sentence in said or ["the board says what the log says."]:
            self.stdout.write(f"{agency}: {sentence}")
        return len(said)
