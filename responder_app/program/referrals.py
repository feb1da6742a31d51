"""The referrals of a period, on a page and as a file."""

from functools import partial
from zoneinfo import ZoneInfo

from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .. import access, threads
from ..reports import referrals as report
from ..words import ReferralMode
from .forms import PeriodForm
from .gate import managers_only


@require_safe
@managers_only
@never_cache
def program(request):
    """The sums, the latest, and the way to the file; without days, this month."""
    zone = ZoneInfo(access.agency_of(request.user).time_zone)
    month = report.month_of(timezone.now(), zone)
    form = PeriodForm(request.GET if request.GET else {"from": month.first, "to": month.last})
    if not form.is_valid():
        return _page(request, form, status=400)
    mine, period = access.referrals_for(request.user), form.period(zone)
    found = report.within(mine, period)
    rows, total = report.sums(found)
    withdrawn = report.withdrawn(mine, period)
    return _page(request, form, zone=zone, rows=rows, total=total, latest=report.latest(found), withdrawn=withdrawn)


@require_safe
@managers_only
@never_cache
def referrals_csv(request):
    """The period as a file, written while it is read: its size does not matter."""
    form = PeriodForm(request.GET)
    if not form.is_valid():
        return _page(request, form, status=400)
    period = form.period(ZoneInfo(access.agency_of(request.user).time_zone))
    practice = access.is_practice(request.user)
    name = f"{'TRAINING-' if practice else ''}referrals-{period.first}-to-{period.last}.csv"
    return StreamingHttpResponse(
        _leaves(access.referrals_for(request.user), period, practice),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


async def _leaves(referrals, period, practice: bool):
    """An async iterator, for a plain one is swallowed whole under ASGI; each leaf is read on a kept thread."""
    yield report.heading(practice=practice)
    place = None
    while True:
        thread = threads.next_thread(writes=False)
        text, place = await threads.run(thread, partial(report.leaf, referrals, period, place, practice=practice))
        if text:
            yield text
        if place is None:
            return


def _page(request, form, status=200, **what):
    what |= {"form": form, "modes": list(ReferralMode), "columns": report.COLUMNS}
    return render(request, "program/referrals.html", what, status=status)
