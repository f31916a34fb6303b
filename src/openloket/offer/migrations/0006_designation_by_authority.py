"""A designation decision may be of one authority; each has at most one in force."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("offer", "0005_product_pages"),
    ]

    operations = [
        migrations.AddField(
            model_name="designationdecision",
            name="authority_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("college", "college van burgemeester en wethouders"),
                    ("burgemeester", "burgemeester"),
                    ("raad", "gemeenteraad"),
                ],
                db_default="",
                default="",
                help_text="the one authority that decides; empty: all of them together",
                max_length=20,
            ),
        ),
        migrations.RemoveConstraint(
            model_name="designationdecision",
            name="offer_designation_one_in_force",
        ),
        migrations.AddConstraint(
            model_name="designationdecision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "gepubliceerd")),
                fields=("organisation", "authority_kind"),
                name="offer_designation_one_for_each",
            ),
        ),
    ]
