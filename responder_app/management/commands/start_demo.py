"""From nothing to a running demo city: tables, static files, people, server, crews."""

import subprocess
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

BANNER = """
  Juniper Falls is on the air. Open each in its own window:

    Tablet of a crew      {url}/tablet/          demo-responder
    Dispatcher's desk     {url}/desk/            demo-dispatcher
    Clinician in the room {url}/desk/clinician/  demo-clinician
    Hotline               {url}/desk/hotline/    demo-hotline
    Program manager       {url}/program/         demo-manager

  The sign-in page has a button for each of them; by name, the password is: {password}
  API: {url}/api/v1/docs/      {crews}
  Stop with Ctrl-C. Everything is in {state}; `make clean` forgets it.
"""


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--crews", type=int, default=3, help="crews played by the program itself")

    def handle(self, *, port, crews, **options):
        if not settings.DEMO:
            raise CommandError("Set DEMO=1: the demo's sign-in page lets anybody in.")
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("demo", prepare=True)
        url = f"http://localhost:{port}"
        players = self._start_players(url, crews)
        played = f"{crews} crews are played by the program." if crews else "Calls come in; the tablets are yours."
        self.stdout.write(
            BANNER.format(url=url, password=settings.DEMO_PASSWORD, crews=played, state=settings.STATE_DIR)
        )
        try:
            call_command("serve", host="127.0.0.1", port=port)
        finally:
            players.terminate()

    def _start_players(self, url, crews):
        """In a process of their own: they come through the public doors like everybody else."""
        return subprocess.Popen([sys.executable, sys.argv[0], "demo", "--play", "--url", url, "--crews", str(crews)])
