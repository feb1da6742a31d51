from django.core.management.base import BaseCommand

from responder_app.deliver.followers import start_delivering

from ._foreground import until_told_to_stop


class Command(BaseCommand):
    help = "Sends outcomes to the webhooks, in order, until it is told to stop (SIGTERM or Ctrl-C)."

    def handle(self, *args, **options):
        until_told_to_stop(start_delivering, self.stdout)
