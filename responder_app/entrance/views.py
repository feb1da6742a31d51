"""Sign-in, the way to one's own door, and the two questions a supervisor of processes asks."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView
from django.db import DatabaseError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import translation
from django.views.decorators.http import require_POST

from .. import access, log
from ..words import DESK_ROLES, Role
from .forms import SignInForm

FIRST_PAGE = {
    Role.RESPONDER: "tablet",
    **dict.fromkeys(DESK_ROLES, "desk"),
    Role.CLINICIAN: "desk-clinician",
    Role.HOTLINE: "desk-hotline",
    Role.MANAGER: "program",
}


@login_required
def home(request):
    """Everybody to the page of their role."""
    return redirect(FIRST_PAGE.get(request.user.role, "sign-in"))


class SignIn(LoginView):
    template_name = "entrance/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def dispatch(self, request, *args, **kwargs):
        """`?language=es` reads the page in that language, and remembers it for whoever has not chosen one."""
        language = request.GET.get("language", "")
        if language not in dict(settings.LANGUAGES):
            return super().dispatch(request, *args, **kwargs)
        translation.activate(language)
        answer = super().dispatch(request, *args, **kwargs)
        year = 60 * 60 * 24 * 365
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=year, samesite="Lax")
        return answer

    def form_invalid(self, form):
        answer = super().form_invalid(form)
        if form.wait:
            answer.status_code, answer.headers["Retry-After"] = 429, str(form.wait)
        return answer

    def get_context_data(self, **kwargs):
        people = access.demo_people() if settings.DEMO else ()
        return super().get_context_data(demo_people=people, languages=settings.LANGUAGES, **kwargs)


@require_POST
def sign_in_demo(request):
    """One tap on a role's button; there is no such page outside the demo."""
    if not settings.DEMO:
        raise Http404
    chosen = request.POST.get("person", "")
    person = get_object_or_404(access.demo_people(), pk=chosen if chosen.isdecimal() else 0)
    login(request, person)
    return redirect("home")


def healthz(request):
    """Alive: this process answers."""
    return HttpResponse("ok", content_type="text/plain")


def readyz(request):
    """Ready: the log can be read."""
    try:
        log.heads()
    except DatabaseError:
        return JsonResponse({"ready": False, "detail": "The database does not answer."}, status=503)
    return JsonResponse({"ready": True})
