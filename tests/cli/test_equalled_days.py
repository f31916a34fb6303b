"""`openloket equalled-days`: list, add and remove, in plain lines, with the reason when it can't be."""

from datetime import date

import pytest
from tests.cast import Municipality

from openloket.cli import equalled_days
from openloket.cli.commands import parser
from openloket.conf.env import ConfigurationError
from openloket.evidence.models import Event
from openloket.offer.models import EqualledDay


def run(*words: str) -> int:
    return equalled_days.run(parser().parse_args(["equalled-days", *words]))


def test_list_add_and_remove(duinstede: Municipality, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("list") == 0
    assert "2027-05-07  Besluit gelijkstelling" in capsys.readouterr().out
    year = max(EqualledDay.objects.values_list("day", flat=True)).year
    day = next(one for one in (date(year, 6, 20), date(year, 6, 21), date(year, 6, 22)) if one.weekday() < 5)
    assert run("add", day.isoformat(), "--source", "Besluit gelijkstelling") == 0
    assert f"{day.isoformat()}  Besluit gelijkstelling" in capsys.readouterr().out
    assert run("remove", day.isoformat()) == 0
    assert day.isoformat() not in capsys.readouterr().out
    actors = Event.objects.filter(kind__startswith="equalled_day").values_list("actor", flat=True)
    assert list(actors) == ["system", "system"]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("add", "2027-13-01", "--source", "x"), "a day is written as"),
        (("add",), "name the day"),
        (("add", "2028-06-20"), "koninklijk besluit"),
        (("remove", "2028-06-20"), "niet"),
    ],
)
def test_what_cannot_be_is_told(duinstede: Municipality, words: tuple[str, ...], reason: str) -> None:
    with pytest.raises(ConfigurationError, match=reason):
        run(*words)
