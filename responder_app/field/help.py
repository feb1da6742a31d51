"""The way to help: from every page, from the lock page, and after the session has ended."""

from datetime import timedelta
from functools import cached_property

from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from .. import access, log
from ..actions import safety
from ..words import Role
from .forms import Letter, check_ins
from .forms import safety as forms
from .postbox import LetterView

SALT = "responder_app.field.help"
GOOD_FOR = timedelta(hours=24)


class Safety:
    """What every page of the tablet says of its person's safety; asked for only where a template shows it."""

    def __init__(self, request):
        self._user = getattr(request, "user", None)

    @property
    def is_for(self) -> bool:
        user = self._user
        return bool(user and user.is_authenticated and user.role == Role.RESPONDER and user.agency_id)

    @property
    def token(self) -> str:
        """With it, this person's tablet may cry for help a day long, whoever is signed in by then, and nothing else."""
        return signing.dumps(self._user.pk, salt=SALT) if self.is_for else ""

    @cached_property
    def alarms(self) -> list:
        if not self.is_for:
            return []
        standing = access.backup_requests_for(self._user).open_to_its_crew().order_by("requested_at")
        return list(standing.select_related("acknowledged_by", "unit", "agency").distinct())

    @cached_property
    def check_in(self):
        """The timer of the call in hand, where one runs."""
        return access.check_ins_for(self._user).running().first() if self.is_for else None

    @property
    def zone(self) -> str:
        return self._user.agency.time_zone if self.is_for else "UTC"

    @cached_property
    def forms(self) -> dict:
        kinds = {"end_of_backup": forms.EndOfBackup, "code_four": forms.CodeFour}
        kinds |= {"check_in": Letter, "more_time": check_ins.MoreTime}
        return {name: kind.blank(self._user) for name, kind in kinds.items()} if self.is_for else {}


def context(request) -> dict:
    """For templates: `safety`."""
    return {"safety": Safety(request)}


def caller(token: str):
    """Whose token it is; None where it is none of ours, too old, or its person may not call any more."""
    try:
        return access.caller_for_help(signing.loads(token, salt=SALT, max_age=GOOD_FOR))
    except signing.BadSignature:
        return None


@method_decorator(csrf_exempt, name="dispatch")
class Help(LetterView):
    """The page with every way to help, and the slot for the panic button: by session, or by the tablet's help token.

    No other page can send that header, so such a letter needs no token against forgery.
    """

    http_method_names = ["get", "post"]
    thanks = _("The server has your alert. Nobody has seen it yet: use your radio.")

    def dispatch(self, request, *args, **kwargs):
        person = caller(request.headers.get("X-Help-Token", "")) if request.method == "POST" else None
        if person is None:
            return csrf_protect(super().dispatch)(request, *args, **kwargs)
        request.user = person
        return super().dispatch(request, *args, **kwargs)

    @method_decorator(login_required)
    def get(self, request):
        if request.user.role != Role.RESPONDER:
            raise Http404
        return show(request)

    def find(self):
        return None

    heard = False

    def act(self, found, told, **hand):
        """A second press is heard like the first: it adds nothing and is no mistake."""
        try:
            return safety.panic(**hand)
        except log.Refused as refusal:
            self.heard = not isinstance(refusal, log.Conflict)
            raise

    def back(self, found) -> str:
        return reverse("tablet")

    def refuse(self, found, letter, status: int, sentence: str):
        if not self.heard:
            return super().refuse(found, letter, status, sentence)
        if not self.to_a_program:
            return redirect(self.back(found))
        said = {"id": str(letter.cleaned_data["id"]), "seq": None, "kind": "backup.requested", "repeated": True}
        return JsonResponse(said)

    def page(self, found, letter, status: int, problem: str):
        return show(self.request, status=status, problem=problem)


def show(request, *, sent=None, status=200, problem=""):
    """The page; `sent` is a refused letter, whose choices stay in its form."""
    user = request.user
    kinds = {"panic": Letter, "backup": forms.Backup, "ems": forms.Ems}
    found = {name: sent if type(sent) is kind else kind.blank(user) for name, kind in kinds.items()}
    context = {
        "head": log.head_of(user.agency_id),
        "zone": access.agency_of(user).time_zone,
        "agency": access.agency_of(user),
        "rendered_at": timezone.now(),
        "forms": found,
        "problem": problem,
    }
    answer = render(request, "field/help.html", context, status=status)
    add_never_cache_headers(answer)
    return answer
