"""Machine tokens: `token create --agency AGENCY --name NAME` prints one once; `revoke` ends it; `list` shows them."""

from uuid import uuid4

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ... import access
from ...actions.people import create_token, digest_of, new_token, revoke_token
from ...log import Refused


class Command(BaseCommand):
    help = "Lets a machine client into the API, or out again."

    def add_arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", required=True)
        for verb in ("create", "revoke", "list"):
            arguments = verbs.add_parser(verb)
            arguments.add_argument("--agency", required=True, help="the agency's name")
            if verb != "list":
                arguments.add_argument("--name", required=True, help="what the token is for, such as CAD")

    def handle(self, *args, verb, agency, name="", **options):
        found = access.agency_named(agency)
        if found is None:
            raise CommandError(f"There is no agency called {agency}.")
        try:
            getattr(self, verb)(found, name)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal

    def create(self, agency, name: str) -> None:
        token = new_token()
        create_token(name=name, digest=digest_of(token), by=agency, id=uuid4(), occurred_at=timezone.now())
        self.stderr.write(f"The token of {name}, shown this once. Only its digest is kept.")
        self.stdout.write(token)

    def revoke(self, agency, name: str) -> None:
        revoke_token(name=name, by=agency, id=uuid4(), occurred_at=timezone.now())
        self.stderr.write(f"{name} is out.")

    def list(self, agency, name: str) -> None:
        for token in access.tokens_of(agency):
            ended = f"revoked {token.revoked_at:%Y-%m-%d %H:%M} UTC" if token.revoked_at else "live"
            self.stdout.write(f"{token.name}\tsince {token.created_at:%Y-%m-%d %H:%M} UTC\t{ended}")
