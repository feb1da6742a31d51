from datetime import datetime
from itertools import islice
from uuid import uuid4

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from responder_app import access
from responder_app.actions.program import found_agency
from responder_app.deliver.bus import publish_nudges
from responder_app.replay import profiles, rows
from responder_app.replay.feed import Feed


class Command(BaseCommand):
    help = "Feeds a city's calls-for-service CSV through the intake, in order of time. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--profile", required=True, help=f"{', '.join(profiles.names())}, or a path")
        parser.add_argument("--speed", type=float, default=1.0, help="times real time; 0: as fast as can be")
        parser.add_argument("--agency", help="default: the profile's; founded where it does not exist")
        parser.add_argument("--from", dest="since", help="the first moment, local time: 2018-05-01T08:00")
        parser.add_argument("--limit", type=int, help="so many calls at most")

    def handle(self, *, file, profile, speed, agency, since, limit, **options):
        if speed < 0:
            raise CommandError("Speed is 0 or more.")
        profile = self._profile(profile)
        reading = self._read(file, profile)
        calls = reading.calls
        if since:
            beginning = self._moment(since, profile)
            calls = [call for call in calls if call.at >= beginning]
        publish_nudges()
        feed = Feed(self._agency(agency or profile.agency, profile), profile, speed)
        try:
            feed.play(islice(calls, limit))
        except KeyboardInterrupt:
            self.stderr.write("Broken off; play it again to go on.")
        self._print(feed, reading)

    def _profile(self, name):
        try:
            return profiles.load(name)
        except profiles.NoSuchProfile as error:
            raise CommandError(str(error)) from error

    def _read(self, file, profile):
        try:
            with open(file, encoding=profile.encoding, errors="replace", newline="") as lines:
                return rows.read(lines, profile)
        except (OSError, rows.Unreadable) as error:
            raise CommandError(str(error)) from error

    def _moment(self, text, profile):
        try:
            at = datetime.fromisoformat(text)
        except ValueError as error:
            raise CommandError("Write --from like 2018-05-01T08:00.") from error
        return at if at.tzinfo else at.replace(tzinfo=profile.zone)

    def _agency(self, name, profile):
        found = access.agency_named(name)
        return found or found_agency(name=name, time_zone=profile.time_zone, id=uuid4(), occurred_at=timezone.now())

    def _print(self, feed, reading):
        tally = feed.tally
        fed = tally.filed + tally.repeated
        share = f"{tally.eligible / fed:.1%}" if fed else "–"
        table = [
            ("rows in the file", reading.rows, ""),
            ("calls filed", tally.filed, ""),
            ("already on file", tally.repeated, ""),
            *((f"skipped: {reason}", count, "") for reason, count in reading.skipped.most_common()),
            *((f"refused: {reason}", count, "") for reason, count in tally.refused.most_common()),
            ("eligible for a team", tally.eligible, share),
            ("nature not in the mapping", tally.unmapped, "taken as not eligible"),
            ("without coordinates", tally.placeless, ""),
            ("seconds", round(tally.seconds, 1), f"{tally.pace:,.0f} calls/s"),
        ]
        self.stdout.write(f"{feed.agency.name}: {feed.profile.about}".rstrip(": "))
        for label, number, remark in table:
            self.stdout.write(f"  {label:<42}{number:>10,}  {remark}".rstrip())
