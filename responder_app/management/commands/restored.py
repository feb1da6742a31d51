"""Run once after a backup was restored: clients throw their cursors away and ask for everything again."""

from django.core.management.base import BaseCommand

from responder_app import log


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        self.stdout.write(f"{log.renew_epochs()} logs have a new identity; every open page will ask for all again.")
