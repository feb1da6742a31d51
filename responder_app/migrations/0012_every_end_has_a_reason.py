import responder_app.words.incidents
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('responder_app', '0011_how_calls_ended'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='incident',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('ending', '')), models.Q(('closed_at__isnull', False), models.Q(('ending', ''), _negated=True)), _connector='OR'), name='a_closed_call_says_how_it_ended'),
        ),
        migrations.AddConstraint(
            model_name='incident',
            constraint=models.CheckConstraint(condition=models.Q(('closed_at', None), ('eligible', False), ('ending__in', [responder_app.words.incidents.Ending['TEAM'], responder_app.words.incidents.Ending['PHONE'], responder_app.words.incidents.Ending['DUPLICATE'], responder_app.words.incidents.Ending['VOID']]), models.Q(('unserved_reason', ''), _negated=True), _connector='OR'), name='eligible_ends_served_or_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='incident',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ending', responder_app.words.incidents.Ending['DUPLICATE']), _negated=True), ('duplicate_of__isnull', False), _connector='OR'), name='a_duplicate_names_the_other_call'),
        ),
    ]
