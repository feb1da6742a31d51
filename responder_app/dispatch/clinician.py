"""The workspace of the clinician in the 911 room."""

from . import gate, workspaces


@gate.reads_as_clinician
def workspace(request):
    return workspaces.show(request, "clinician")
