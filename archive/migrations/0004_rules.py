from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("archive", "0003_names"),
    ]

    operations = [
        migrations.CreateModel(
            name="Rule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(help_text="What the history of articles calls it.", max_length=100, unique=True)),
                ("place", models.CharField(choices=[("header", "at the beginning"), ("trailer", "at the end")], max_length=7, verbose_name="where it stands")),
                ("pattern", models.CharField(help_text="The line as it stands in texts, with capitals in the place of what is to be read: DATE, or DAY, MONTH and YEAR; NAMES of whom the text rests on; SECTION; BYLINE. Write * for whatever else stands there, [of|by] for what may be missing, {report|story} for one of several: “Filed by BYLINE, DAY.MONTH.YEAR [*]”. A line from which nothing is read is left out of the text.", max_length=200, verbose_name="the line")),
                ("credit", models.CharField(blank=True, help_text="Whom every text with this line rests on.", max_length=200)),
                ("known_names_only", models.BooleanField(default=False, help_text="Take the line only when its NAMES are those of news agencies.", verbose_name="only names that are known")),
                ("order", models.PositiveSmallIntegerField(default=10, help_text="Of several rules that fit, the lowest reads the line.")),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                ("is_built_in", models.BooleanField(default=False, editable=False, verbose_name="comes with the archive")),
            ],
            options={
                "ordering": ["place", "order", "id"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("place__in", ["header", "trailer"])), name="rule_place_is_known"),
                    models.CheckConstraint(condition=models.Q(models.Q(("name", ""), _negated=True), models.Q(("pattern", ""), _negated=True)), name="rule_is_written"),
                ],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="read_by",
            field=models.JSONField(default=list, editable=False, help_text="Of each line that rules took: the rule, the line, what it gave."),
        ),
        migrations.AddField(
            model_name="original",
            name="edges",
            field=models.TextField(default="", help_text="The first and last lines, which rules may look at."),
        ),
        migrations.AddField(
            model_name="original",
            name="has_own_date",
            field=models.BooleanField(default=False, help_text="Its data gives a date: no line is asked for one."),
        ),
        migrations.AlterField(
            model_name="original",
            name="rules_version",
            field=models.PositiveIntegerField(help_text="Of the code that reads lines by rules."),
        ),
    ]
