from django.core.management.base import BaseCommand

from responder_app.deliver.followers import start_watching

from ._foreground import until_told_to_stop


class Command(BaseCommand):
    help = "Marks what is overdue, every second, until it is told to stop (SIGTERM or Ctrl-C)."

    def handle(self, *args, **options):
        until_told_to_stop(start_watching, self.stdout)
