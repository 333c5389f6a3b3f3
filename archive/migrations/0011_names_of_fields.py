import archive.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0010_newest_holds_more"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="article",
            options={
                "ordering": ["-id"],
                "verbose_name": "article",
                "verbose_name_plural": "articles",
            },
        ),
        migrations.AlterModelOptions(
            name="articlesketch",
            options={
                "verbose_name": "article sketch",
                "verbose_name_plural": "article sketches",
            },
        ),
        migrations.AlterModelOptions(
            name="change",
            options={
                "ordering": ["-id"],
                "verbose_name": "change",
                "verbose_name_plural": "changes",
            },
        ),
        migrations.AlterModelOptions(
            name="copygroup",
            options={
                "verbose_name": "copy group",
                "verbose_name_plural": "copy groups",
            },
        ),
        migrations.AlterModelOptions(
            name="correction",
            options={
                "ordering": ["-id"],
                "verbose_name": "correction",
                "verbose_name_plural": "corrections",
            },
        ),
        migrations.AlterModelOptions(
            name="feedkey",
            options={"verbose_name": "feed key", "verbose_name_plural": "feed keys"},
        ),
        migrations.AlterModelOptions(
            name="import",
            options={
                "ordering": ["-id"],
                "verbose_name": "import",
                "verbose_name_plural": "imports",
            },
        ),
        migrations.AlterModelOptions(
            name="importedfile",
            options={
                "ordering": ["id"],
                "verbose_name": "imported file",
                "verbose_name_plural": "imported files",
            },
        ),
        migrations.AlterModelOptions(
            name="original",
            options={
                "ordering": ["-id"],
                "verbose_name": "original",
                "verbose_name_plural": "originals",
            },
        ),
        migrations.AlterModelOptions(
            name="rule",
            options={
                "ordering": ["place", "order", "id"],
                "verbose_name": "rule",
                "verbose_name_plural": "rules",
            },
        ),
        migrations.AlterModelOptions(
            name="ruledarticle",
            options={
                "verbose_name": "ruled article",
                "verbose_name_plural": "ruled articles",
            },
        ),
        migrations.AlterModelOptions(
            name="secondfactor",
            options={
                "verbose_name": "second factor",
                "verbose_name_plural": "second factors",
            },
        ),
        migrations.AlterModelOptions(
            name="signin",
            options={
                "ordering": ["-seen_at"],
                "verbose_name": "sign-in",
                "verbose_name_plural": "sign-ins",
            },
        ),
        migrations.AlterModelOptions(
            name="source",
            options={
                "ordering": ["key"],
                "verbose_name": "source",
                "verbose_name_plural": "sources",
            },
        ),
        migrations.AlterModelOptions(
            name="sourcealias",
            options={
                "ordering": ["key"],
                "verbose_name": "source alias",
                "verbose_name_plural": "source aliases",
            },
        ),
        migrations.AlterModelOptions(
            name="tag",
            options={
                "ordering": ["key"],
                "verbose_name": "tag",
                "verbose_name_plural": "tags",
            },
        ),
        migrations.AlterModelOptions(
            name="tagalias",
            options={
                "ordering": ["key"],
                "verbose_name": "tag alias",
                "verbose_name_plural": "tag aliases",
            },
        ),
        migrations.AlterField(
            model_name="article",
            name="body",
            field=models.TextField(
                blank=True,
                help_text="Paragraphs, parted by one blank line.",
                verbose_name="body",
            ),
        ),
        migrations.AlterField(
            model_name="article",
            name="byline",
            field=models.CharField(blank=True, max_length=300, verbose_name="byline"),
        ),
        migrations.AlterField(
            model_name="article",
            name="credits",
            field=models.ManyToManyField(
                blank=True,
                help_text="The reports the text is based on.",
                related_name="credited_articles",
                to="archive.source",
                verbose_name="credits",
            ),
        ),
        migrations.AlterField(
            model_name="article",
            name="dateline",
            field=models.CharField(blank=True, max_length=300, verbose_name="dateline"),
        ),
        migrations.AlterField(
            model_name="article",
            name="headline",
            field=models.CharField(max_length=500, verbose_name="headline"),
        ),
        migrations.AlterField(
            model_name="article",
            name="language",
            field=models.CharField(
                blank=True,
                help_text="Such as en.",
                max_length=35,
                verbose_name="language",
            ),
        ),
        migrations.AlterField(
            model_name="article",
            name="published_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Only when the hour is known.",
                null=True,
                verbose_name="published at",
            ),
        ),
        migrations.AlterField(
            model_name="article",
            name="published_on",
            field=models.DateField(
                blank=True,
                help_text="Empty when unknown.",
                null=True,
                verbose_name="published on",
            ),
        ),
        migrations.AlterField(
            model_name="article",
            name="section",
            field=models.CharField(blank=True, max_length=200, verbose_name="section"),
        ),
        migrations.AlterField(
            model_name="article",
            name="source",
            field=models.ForeignKey(
                blank=True,
                help_text="The publication it was taken from; empty when unknown.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="articles",
                to="archive.source",
                verbose_name="source",
            ),
        ),
        migrations.AlterField(
            model_name="article",
            name="state",
            field=models.CharField(
                choices=[
                    ("live", "Live"),
                    ("hidden", "Hidden"),
                    ("trashed", "Trashed"),
                ],
                default="live",
                max_length=7,
                verbose_name="state",
            ),
        ),
        migrations.AlterField(
            model_name="article",
            name="tags",
            field=models.ManyToManyField(
                blank=True,
                related_name="articles",
                to="archive.tag",
                verbose_name="tags",
            ),
        ),
        migrations.AlterField(
            model_name="article",
            name="url",
            field=models.URLField(blank=True, max_length=2000, verbose_name="url"),
        ),
        migrations.AlterField(
            model_name="article",
            name="word_count",
            field=archive.fields.DerivedCount(verbose_name="word count"),
        ),
        migrations.AlterField(
            model_name="correction",
            name="made_at",
            field=models.DateTimeField(auto_now_add=True, verbose_name="made at"),
        ),
        migrations.AlterField(
            model_name="correction",
            name="made_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                to=settings.AUTH_USER_MODEL,
                verbose_name="made by",
            ),
        ),
        migrations.AlterField(
            model_name="correction",
            name="what",
            field=models.CharField(max_length=200, verbose_name="what"),
        ),
        migrations.AlterField(
            model_name="import",
            name="finished_at",
            field=models.DateTimeField(
                blank=True, null=True, verbose_name="finished at"
            ),
        ),
        migrations.AlterField(
            model_name="import",
            name="is_sample",
            field=models.BooleanField(default=False, verbose_name="is sample"),
        ),
        migrations.AlterField(
            model_name="import",
            name="options",
            field=models.JSONField(
                default=dict,
                help_text="Tags and source given along.",
                verbose_name="options",
            ),
        ),
        migrations.AlterField(
            model_name="import",
            name="started_at",
            field=models.DateTimeField(auto_now_add=True, verbose_name="started at"),
        ),
        migrations.AlterField(
            model_name="import",
            name="started_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                to=settings.AUTH_USER_MODEL,
                verbose_name="started by",
            ),
        ),
        migrations.AlterField(
            model_name="import",
            name="undone_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="undone at"),
        ),
        migrations.AlterField(
            model_name="importedfile",
            name="article",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="files",
                to="archive.article",
                verbose_name="article",
            ),
        ),
        migrations.AlterField(
            model_name="importedfile",
            name="before",
            field=models.ForeignKey(
                help_text="What the article was before this file changed it.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="archive.change",
                verbose_name="before",
            ),
        ),
        migrations.AlterField(
            model_name="importedfile",
            name="key",
            field=models.CharField(
                help_text="Digest of what the file is known by.",
                max_length=64,
                verbose_name="key",
            ),
        ),
        migrations.AlterField(
            model_name="importedfile",
            name="original",
            field=models.ForeignKey(
                help_text="The original this file's text is kept as; none for a duplicate.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="files",
                to="archive.original",
                verbose_name="original",
            ),
        ),
        migrations.AlterField(
            model_name="importedfile",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("created", "Created"),
                    ("copy", "copy of another article"),
                    ("updated", "Updated"),
                    ("unchanged", "Unchanged"),
                    ("duplicate", "Duplicate"),
                    ("kept both", "edited by hand, both kept"),
                    ("failed", "Failed"),
                    ("ignored", "Ignored"),
                ],
                max_length=9,
                verbose_name="outcome",
            ),
        ),
        migrations.AlterField(
            model_name="importedfile",
            name="path",
            field=models.CharField(
                help_text="Path below it, and line.",
                max_length=1000,
                verbose_name="path",
            ),
        ),
        migrations.AlterField(
            model_name="importedfile",
            name="reason",
            field=models.TextField(blank=True, verbose_name="reason"),
        ),
        migrations.AlterField(
            model_name="importedfile",
            name="root",
            field=models.CharField(
                help_text="Name of the folder or zip.",
                max_length=255,
                verbose_name="root",
            ),
        ),
        migrations.AlterField(
            model_name="importedfile",
            name="sha256",
            field=models.CharField(blank=True, max_length=64, verbose_name="sha256"),
        ),
        migrations.AlterField(
            model_name="rule",
            name="credit",
            field=models.CharField(
                blank=True,
                help_text="Whom every text with this line rests on.",
                max_length=200,
                verbose_name="credit",
            ),
        ),
        migrations.AlterField(
            model_name="rule",
            name="name",
            field=models.CharField(
                help_text="What the history of articles calls it.",
                max_length=100,
                unique=True,
                verbose_name="name",
            ),
        ),
        migrations.AlterField(
            model_name="rule",
            name="order",
            field=models.PositiveSmallIntegerField(
                default=10,
                help_text="Of several rules that fit, the lowest reads the line.",
                verbose_name="order",
            ),
        ),
        migrations.AlterField(
            model_name="source",
            name="is_named",
            field=models.BooleanField(
                default=True,
                help_text="Off for words like “Agencies” that credit nobody in particular.",
                verbose_name="is named",
            ),
        ),
        migrations.AlterField(
            model_name="source",
            name="name",
            field=models.CharField(max_length=200, verbose_name="name"),
        ),
        migrations.AlterField(
            model_name="sourcealias",
            name="name",
            field=models.CharField(max_length=200, verbose_name="name"),
        ),
        migrations.AlterField(
            model_name="tag",
            name="name",
            field=models.CharField(max_length=100, verbose_name="name"),
        ),
        migrations.AlterField(
            model_name="tagalias",
            name="name",
            field=models.CharField(max_length=200, verbose_name="name"),
        ),
    ]
