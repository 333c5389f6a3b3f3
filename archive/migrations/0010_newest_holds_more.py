from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0009_gave_way"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="article",
            name="newest",
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=[
                    "-published_on",
                    "-id",
                    "state",
                    "source",
                    "copy_group",
                    "word_count",
                ],
                name="newest",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("state", "live"), _negated=True),
                fields=["state"],
                name="unseen",
            ),
        ),
    ]
