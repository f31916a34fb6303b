"""What a CSV file of the open data is, for programs: CSV on the Web (W3C), beside each file."""

from typing import Any

from openloket.web.monitor.choice import MADE_UP, Choice
from openloket.web.monitor.rows import Table


def described_at(choice: Choice, what: str) -> str:
    """The address of the description of a table, where the standard has programs look for it."""
    return choice.file(f"{what}.csv-metadata.json")


def csv_description(table: Table, what: str, choice: Choice) -> dict[str, Any]:
    """The description. Source: W3C, Metadata Vocabulary for Tabular Data (2015)."""
    round = choice.round
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
        "url": choice.file(f"{what}.csv"),
        "dc:title": choice.titled(f"{table.title}, {round.name}"),
        "dc:description": round.note or choice.words,
        **({"dc:issued": round.published_at.date().isoformat()} if round.published_at else {}),
        "dc:temporal": f"{round.begins_on.isoformat()}/{round.ends_on.isoformat()}",
        "schema:creativeWorkStatus": MADE_UP.lower() if round.made_up else "gepubliceerd",
        "dialect": {"delimiter": ";", "encoding": "utf-8", "header": True},
        "tableSchema": {
            "columns": [
                {"name": name, "titles": name, "dc:description": meaning, "datatype": kind}
                for name, kind, meaning in table.columns
            ],
        },
    }
