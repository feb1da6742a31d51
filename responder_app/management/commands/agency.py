"""Programs to begin from: `agency profiles` lists them, `agency create NAME --profile P` sets an agency up."""

from uuid import uuid4
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ... import access
from ...actions.people import add_person
from ...log import Refused
from ...profiles import shelf
from ...profiles.founding import found
from ...profiles.profile import MARKS, MODELS, PARTS
from ...words import Role

ASKED = {
    "create": ("name", "profile", "time_zone", "administrator"),
    "administrator": ("name", "administrator"),
    "profiles": ("profile",),
}


class Command(BaseCommand):
    help = "Sets up an agency after the published practice of a program; everything stays the agency's to change."

    def add_arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", required=True)
        create = verbs.add_parser("create", help="set up an agency")
        create.add_argument("name", help="the agency's name")
        create.add_argument("--profile", required=True, help=", ".join(shelf.names()))
        create.add_argument("--time-zone", default="", help="default: the program's own city's")
        create.add_argument("--administrator", default="", help="opens an account of that name, without a password")
        chief = verbs.add_parser("administrator", help="open an administrator's account, without a password")
        chief.add_argument("name", help="the agency's name")
        chief.add_argument("administrator", help="the account's")
        listing = verbs.add_parser("profiles", help="list the profiles, or where one of them is from")
        listing.add_argument("profile", nargs="?", help="all its parts, with their sources")

    def handle(self, *args, verb, **options):
        getattr(self, verb)(**{name: options[name] for name in ASKED[verb]})

    def create(self, name: str, profile: str, time_zone: str, administrator: str) -> None:
        chosen, name = self._load(profile), " ".join(name.split())
        if not 0 < len(name) <= 120:
            raise CommandError("An agency's name has 1 to 120 characters.")
        if access.agency_named(name):
            raise CommandError(f"There is an agency called {name} already.")
        if time_zone and not _is_zone(time_zone):
            raise CommandError(f"There is no time zone {time_zone}. Write it like America/Denver.")
        told = {"name": name, "time_zone": time_zone, "administrator": administrator}
        try:
            agency = found(chosen, **told, at=timezone.now())
        except Refused as refusal:
            raise CommandError(f"{refusal} Nothing was set up.") from refusal
        self._print(agency, chosen, administrator)

    def administrator(self, name: str, administrator: str) -> None:
        agency = access.agency_named(name)
        if agency is None:
            raise CommandError(f"There is no agency called {name}.")
        hand = {"by": agency, "id": uuid4(), "occurred_at": timezone.now()}
        try:
            add_person(username=administrator, role=Role.ADMINISTRATOR, **hand)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{administrator} is an administrator of {agency}. {_password_of(administrator)}")

    def profiles(self, profile: str | None) -> None:
        if profile:
            self._sources(self._load(profile))
            return
        for name in shelf.names():
            one = shelf.load(name)
            models = " and ".join(MODELS[model] for model in one.models)
            self.stdout.write(f"{name:<10}{one.program}, {one.city}")
            self.stdout.write(f"{'':<10}{models}; {one.team}")
        self.stdout.write("\nWhere a profile is from, part by part: manage.py agency profiles NAME")

    def _load(self, name: str):
        try:
            return shelf.load(name)
        except (shelf.NoSuchProfile, shelf.Unsound) as error:
            raise CommandError(str(error)) from error

    def _sources(self, profile) -> None:
        self.stdout.write(f"{profile.program}, {profile.city}: {profile.about}")
        for part in PARTS:
            if source := profile.sources.get(part):
                told = f"{source.said_in} [{MARKS[source.mark]}; published: {source.published}]"
                self.stdout.write(f"  {_named(part):<18}{told}")
        self.stdout.write("Not published, or not found:")
        for part, sentence in profile.not_published.items():
            self.stdout.write(f"  {_named(part):<18}{sentence}")

    def _print(self, agency, profile, administrator: str) -> None:
        say = self.stdout.write
        number = len(profile.units)
        units = "1 unit" if number == 1 else f"{number} units"
        say(f"{agency} is set up after {profile.program}, with {units} in {agency.time_zone}.")
        say(f"What nobody has published is neutral: read it with `manage.py agency profiles {profile.name}`.")
        say("Next:")
        opened = _password_of(administrator) if administrator else f'manage.py agency administrator "{agency}" USERNAME'
        say(f"  1. {opened}")
        say("  2. Sign in, open Program: the words, the screening rules, the form and the limits are yours to change.")
        say(f'  3. manage.py map area.geojson --agency "{agency}", and a token for the dispatch center.')


def _password_of(username: str) -> str:
    return f"manage.py changepassword {username}: until then nobody can sign in to the account."


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return False
    return True


def _named(part: str) -> str:
    return part.replace("_", " ")
