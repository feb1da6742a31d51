import os
import signal
import threading

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from responder_app.demo import city
from responder_app.demo.play import play


class Command(BaseCommand):
    help = "The demo city: --prepare founds it, --play sends calls and plays crews through the public doors."

    def add_arguments(self, parser):
        parser.add_argument("--prepare", action="store_true")
        parser.add_argument("--play", action="store_true")
        parser.add_argument("--url", default="http://127.0.0.1:8000")
        parser.add_argument("--crews", type=int, default=3, help="0 leaves the tablets to people")
        parser.add_argument("--speed", type=float, default=1.0)

    def handle(self, *, prepare, play, url, crews, speed, **options):
        if not settings.DEMO:
            raise CommandError("Set DEMO=1: everybody in the demo has the same password.")
        if not prepare and not play:
            raise CommandError("Say --prepare, --play or both.")
        if prepare:
            founded = city.prepare(timezone.now())
            self.stdout.write("The demo city is founded." if founded else "The demo city is there.")
        if play:
            self._play(url, crews, speed)

    def _play(self, url, crews, speed):
        if not city.token_file().exists():
            raise CommandError("There is no demo city here yet: run with --prepare first.")
        parent, over = os.getppid(), threading.Event()
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, lambda *_: over.set())
        end = play(url, crews, speed)
        while not over.wait(1) and os.getppid() == parent:
            pass  # and not without whoever started it
        end()
