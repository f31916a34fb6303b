"""Which message of ours an e-mail came back for, as its return address tells."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column with a default in the database."""

    dependencies = [("intake", "0009_taken_answers")]

    operations = [
        migrations.AddField(
            model_name="rawmail",
            name="mark",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="in the return address at which it came in (post.verp); empty: at another",
                max_length=40,
            ),
        ),
    ]
