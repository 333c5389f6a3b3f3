from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("archive", "0008_feeds"),
    ]

    operations = [
        migrations.AddField(
            model_name="original",
            name="gave_way_to",
            field=models.CharField(default="", help_text="Digest of what rules read, when edits stood before all of it.", max_length=64),
        ),
        migrations.AlterField(
            model_name="rule",
            name="known_names_only",
            field=models.BooleanField(default=False, help_text="Take the line only when its NAMES are those of sources in the archive, or of news agencies.", verbose_name="only names that are known"),
        ),
    ]
