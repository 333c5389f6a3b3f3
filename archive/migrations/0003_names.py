import django.db.models.deletion
from django.db import migrations, models

import archive.fields
import archive.models.labels


class Migration(migrations.Migration):

    dependencies = [
        ("archive", "0002_corrections"),
    ]

    operations = [
        migrations.CreateModel(
            name="TagAlias",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("key", archive.fields.DerivedText(max_length=200, unique=True)),
                ("tag", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="aliases", to="archive.tag")),
            ],
            options={
                "verbose_name_plural": "tag aliases",
                "ordering": ["key"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="KeptApart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("model", models.CharField(choices=[("source", "source"), ("tag", "tag")], max_length=6)),
                ("first_key", models.CharField(max_length=200)),
                ("second_key", models.CharField(max_length=200)),
            ],
            options={
                "verbose_name_plural": "names kept apart",
            },
        ),
        migrations.AddConstraint(
            model_name="keptapart",
            constraint=models.UniqueConstraint(fields=("model", "first_key", "second_key"), name="kept_apart_once"),
        ),
        migrations.AddConstraint(
            model_name="keptapart",
            constraint=models.CheckConstraint(condition=models.Q(("first_key__lt", models.F("second_key"))), name="kept_apart_in_order"),
        ),
        migrations.AddField(
            model_name="correction",
            name="merged",
            field=models.JSONField(default=list, help_text="Labels that it merges or parts again, as they were."),
        ),
    ]
