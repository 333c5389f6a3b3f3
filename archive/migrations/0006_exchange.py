from typing import Any

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import archive.fields
from archive.importing.trailers import trailer_left


def find_trailers_left(apps: Any, schema_editor: Any) -> None:
    """Note the trailers that stand in the texts of articles."""
    articles = apps.get_model("archive", "Article").objects
    found = [
        (pk, line)
        for pk, body in articles.order_by("pk").values_list("pk", "body").iterator()
        if (line := trailer_left(body))
    ]
    for pk, line in found:
        articles.filter(pk=pk).update(trailer_left=line)


class Migration(migrations.Migration):

    dependencies = [
        ("archive", "0005_people"),
    ]

    operations = [
        migrations.AddField(
            model_name="copygroup",
            name="decided_at",
            field=models.DateTimeField(null=True, default=django.utils.timezone.now, help_text="Empty until a person says whether these are copies."),
        ),
        migrations.AddField(
            model_name="article",
            name="trailer_left",
            field=archive.fields.DerivedText(default="", max_length=160),
        ),
        migrations.RunPython(find_trailers_left, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["trailer_left", "state"], name="trailers_left"),
        ),
        migrations.CreateModel(
            name="ArticleSketch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("article", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="sketch", to="archive.article")),
                ("text_digest", models.CharField(help_text="Of the text it is of.", max_length=64)),
                ("keys", models.BinaryField(help_text="Empty for a text too short to have copies.")),
            ],
        ),
        migrations.CreateModel(
            name="CopyRuling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("correction", models.ForeignKey(help_text="What carried it out; undone, it stands no longer.", null=True, on_delete=django.db.models.deletion.CASCADE, related_name="copy_rulings", to="archive.correction")),
                ("stands", models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name="RuledArticle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ruling", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="articles", to="archive.copyruling")),
                ("article", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="rulings", to="archive.article")),
                ("side", models.PositiveBigIntegerField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("ruling", "article"), name="ruling_has_one_side_for_each")],
            },
        ),
    ]
