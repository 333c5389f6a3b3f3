from typing import Any

from django.db import migrations, models
from django.db.models import Q


def say_which_are_finished(apps: Any, schema_editor: Any) -> None:
    """Tell imports that came to their end from those that were cut short."""
    imports = apps.get_model("archive", "Import").objects
    imports.exclude(finished_at=None).update(state="finished")


class Migration(migrations.Migration):

    dependencies = [
        ("archive", "0006_exchange"),
    ]

    operations = [
        migrations.AddField(
            model_name="import",
            name="state",
            field=models.CharField(choices=[("waiting", "waits"), ("running", "Running"), ("finished", "Finished"), ("tried", "tried, nothing stored"), ("stopped", "Stopped"), ("failed", "Failed"), ("undoing", "being undone")], default="running", max_length=8),
        ),
        migrations.RunPython(say_which_are_finished, migrations.RunPython.noop),
        migrations.AddField(
            model_name="import",
            name="problem",
            field=models.TextField(blank=True, help_text="Why it failed, or was not undone."),
        ),
        migrations.AddField(
            model_name="import",
            name="is_queued",
            field=models.BooleanField(default=False, help_text="The server does it, and goes on with it when cut short."),
        ),
        migrations.AddField(
            model_name="import",
            name="is_rehearsal",
            field=models.BooleanField(default=False, help_text="Nothing is stored."),
        ),
        migrations.AddField(
            model_name="import",
            name="leaves_changed",
            field=models.BooleanField(default=False, help_text="Undone, it leaves what was changed or used since."),
        ),
        migrations.AddField(
            model_name="import",
            name="wanted",
            field=models.JSONField(blank=True, help_text="The files meant below the path; empty for all.", null=True),
        ),
        migrations.AddField(
            model_name="import",
            name="bytes_done",
            field=models.PositiveBigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="import",
            name="bytes_total",
            field=models.PositiveBigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="import",
            name="heartbeat_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="import",
            name="report",
            field=models.JSONField(blank=True, default=list, help_text="Its lines."),
        ),
        migrations.AddField(
            model_name="import",
            name="proposals",
            field=models.JSONField(blank=True, default=list, help_text="Of rules, for lines that its files share."),
        ),
        migrations.AddField(
            model_name="original",
            name="settled_at",
            field=models.DateTimeField(blank=True, help_text="When a person decided on it; empty while it waits beside an edit.", null=True),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(condition=Q(state__in=["waiting", "running", "finished", "tried", "stopped", "failed", "undoing"]), name="import_state_is_known"),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(condition=~Q(state="failed") | ~Q(problem=""), name="failed_import_says_why"),
        ),
    ]
