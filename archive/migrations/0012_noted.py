import re
from typing import Any

from django.db import migrations, models

# What files were noted with in words, in the languages that pages had.
WORDS = {
    "undated": r"^(?:undated|undatiert)(?:: |; |$)",
    "no-day": r"^(?:undated|undatiert): ",
    "trailer": r"(?:^|; )(?:a trailer that no rule took|eine Schlusszeile, die keine "
    r"Regel (?:gelesen|erfasst) hat): ",
    "trash": r"(?:^|; )(?:article|same as|same text as|nearly the same text as|Artikel"
    r"|identisch mit|gleicher Text wie|fast gleicher Text wie) .+"
    r"(?: is in the trash| ist im Papierkorb|, der im Papierkorb ist)(?:; |$)",
}
PATTERNS = {code: re.compile(words, re.DOTALL) for code, words in WORDS.items()}
# All but the trash is counted of what was read into an article.
READ = {"created", "copy", "updated"}
ROWS_AT_ONCE = 500


def note_in_codes(apps: Any, schema_editor: Any) -> None:
    """Note in codes what files were noted with in words."""
    model = apps.get_model("archive", "ImportedFile")
    noted: dict[str, list[int]] = {}
    rows = model.objects.exclude(reason="").order_by("pk")
    for pk, outcome, reason in rows.values_list("pk", "outcome", "reason").iterator():
        codes = " ".join(
            code
            for code, words in PATTERNS.items()
            if (outcome in READ or code == "trash") and words.search(reason)
        )
        if codes:
            noted.setdefault(codes, []).append(pk)
    for codes, ids in noted.items():
        for start in range(0, len(ids), ROWS_AT_ONCE):
            some = ids[start : start + ROWS_AT_ONCE]
            model.objects.filter(pk__in=some).update(noted=codes)


def say_which_were_refused(apps: Any, schema_editor: Any) -> None:
    """Mark the imports that were not undone: what kept them stands in lines."""
    imports = apps.get_model("archive", "Import").objects.exclude(state="undoing")
    imports.update(leaves_changed=False)
    refused = imports.exclude(state="failed").filter(problem__contains="\n")
    refused.update(leaves_changed=True)


class Migration(migrations.Migration):

    dependencies = [
        ("archive", "0011_names_of_fields"),
    ]

    operations = [
        migrations.AddField(
            model_name="importedfile",
            name="noted",
            field=models.CharField(default="", editable=False, help_text="What reports count of it: codes of Noted, with spaces between.", max_length=40),
        ),
        migrations.RunPython(note_in_codes, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="import",
            name="leaves_changed",
            field=models.BooleanField(default=False, help_text="Undoing was refused: the next leaves what changed."),
        ),
        migrations.RunPython(say_which_were_refused, migrations.RunPython.noop),
    ]
