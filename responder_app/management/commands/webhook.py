from uuid import uuid4

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from responder_app import access, log
from responder_app.actions.webhooks import add_webhook, follower_of, hold_webhook, new_secret, resume_webhook
from responder_app.deliver import addresses
from responder_app.reports import waiting


class Command(BaseCommand):
    help = "Addresses that are told what happens: add one, list them, hold or resume one."

    def add_arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", required=True)
        for verb in ("add", "list", "hold", "resume"):
            words = verbs.add_parser(verb)
            words.add_argument("--agency", required=True)
            if verb != "list":
                words.add_argument("url")

    def handle(self, *, verb, agency, **options):
        self.agency = access.agency_named(agency)
        if self.agency is None:
            raise CommandError(f"There is no agency called {agency}.")
        try:
            getattr(self, verb)(options.get("url"))
        except (log.Refused, addresses.Forbidden) as answer:
            raise CommandError(str(answer)) from answer

    def add(self, url):
        try:
            addresses.check(url)
        except OSError as error:
            raise CommandError("That host cannot be found.") from error
        secret = new_secret()
        self._act(add_webhook, url=url, secret=secret)
        self.stdout.write(f"It is told what happens from now on. Its secret, shown once: {secret}")

    def list(self, url):
        head = log.head_of(self.agency.pk).seq
        for webhook in waiting.webhooks_of(self.agency):
            cursor = log.cursor_of(self.agency.pk, follower_of(webhook))
            state = (
                "held" if cursor.held else f"next try {cursor.next_try_at:%H:%M:%S}Z" if cursor.next_try_at else "ok"
            )
            self.stdout.write(f"{webhook.url}  line {cursor.seq} of {head}  {state}  {cursor.problem}".rstrip())

    def hold(self, url):
        self._act(hold_webhook, webhook=self._find(url))
        self.stdout.write("Held.")

    def resume(self, url):
        self._act(resume_webhook, webhook=self._find(url))
        self.stdout.write("Resumed; it goes on where it stopped.")

    def _find(self, url):
        webhook = waiting.webhooks_of(self.agency).filter(url=url).first()
        if webhook is None:
            raise CommandError("That address is not on the list.")
        return webhook

    def _act(self, action, **what):
        action(by=self.agency, id=uuid4(), occurred_at=timezone.now(), **what)
