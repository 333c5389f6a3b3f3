import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def give_roles(apps, schema_editor):
    """Put people into the group of what they were allowed so far."""
    group = apps.get_model("auth", "Group")
    for person in apps.get_model("auth", "User").objects.all():
        if person.is_superuser:
            name = "Administrators"
        else:
            name = "Editors" if person.is_staff else "Readers"
        person.groups.add(group.objects.get_or_create(name=name)[0])


class Migration(migrations.Migration):

    dependencies = [
        ("archive", "0004_rules"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("sessions", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FailedSignIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_digest", models.CharField(help_text="Not the name: a password may be typed there.", max_length=64)),
                ("address", models.CharField(max_length=45)),
                ("tried_at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["-tried_at"],
            },
        ),
        migrations.CreateModel(
            name="FeedKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.CharField(max_length=32, unique=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("person", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="feed_key", to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name="SecondFactor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("secret", models.CharField(max_length=64)),
                ("last_step", models.PositiveBigIntegerField(default=0, help_text="The half minute of the last code, which counts once.")),
                ("recovery_digests", models.JSONField(default=list)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("person", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="second_factor", to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name="SignIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("seen_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("address", models.CharField(blank=True, max_length=45)),
                ("browser", models.CharField(blank=True, max_length=300)),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="sign_ins", to=settings.AUTH_USER_MODEL)),
                ("session", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, to="sessions.session")),
            ],
            options={
                "ordering": ["-seen_at"],
            },
        ),
        # Groups say the same as the flags, which stay: nothing to take back.
        migrations.RunPython(give_roles, migrations.RunPython.noop),
    ]
