from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0002_saved_searches"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="savedsearch",
            options={
                "ordering": ["name", "id"],
                "verbose_name": "saved search",
                "verbose_name_plural": "saved searches",
            },
        ),
    ]
