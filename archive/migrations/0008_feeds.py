import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("archive", "0007_importing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WatchedFeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(max_length=1000, unique=True)),
                ("name", models.CharField(help_text="What it calls itself.", max_length=200)),
                ("tags", models.JSONField(blank=True, default=list)),
                ("source", models.CharField(blank=True, help_text="In place of the feed's own name.", max_length=200)),
                ("is_active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("last_read_at", models.DateTimeField(blank=True, null=True)),
                ("outcome", models.CharField(default="Not read yet.", max_length=300)),
                ("has_failed", models.BooleanField(default=False)),
                ("etag", models.CharField(blank=True, max_length=500)),
                ("modified", models.CharField(blank=True, max_length=100)),
                ("added_by", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL)),
                ("last_import", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="archive.import")),
            ],
            options={
                "ordering": ["name", "id"],
                "constraints": [models.CheckConstraint(condition=models.Q(("address", ""), _negated=True), name="watched_feed_has_an_address")],
            },
        ),
    ]
