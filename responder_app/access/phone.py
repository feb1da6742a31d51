"""What was done for a caller by phone, and the log of telehealth; plans and notes in them are clinical."""

from django.db.models import Case, F, TextField, Value, When

from ..models import PhoneResolution, Telehealth
from .incidents import clinical_for, incidents_for
from .own import of_agency, sees_all

NOTHING = Value("", output_field=TextField())


def phone_resolutions_for(user):
    """`plan` is the safety plan, where one may read it; that there is one is seen by everybody in `outcome`."""
    mine = of_agency(PhoneResolution.objects, user).defer("safety_plan")
    mine = mine if sees_all(user) else mine.filter(incident__in=incidents_for(user))
    return mine.annotate(plan=Case(When(clinical_for(user, "by"), then=F("safety_plan")), default=NOTHING))


def telehealth_for(user):
    """`text` is the note, where one may read it. What is about no call is the desk's alone."""
    mine = of_agency(Telehealth.objects, user).defer("note")
    mine = mine if sees_all(user) else mine.filter(incident__in=incidents_for(user))
    return mine.annotate(text=Case(When(clinical_for(user, "clinician"), then=F("note")), default=NOTHING))
