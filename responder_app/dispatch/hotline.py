"""The hotline's workspace."""

from . import gate, workspaces


@gate.reads_as_hotline
def workspace(request):
    return workspaces.show(request, "hotline")
