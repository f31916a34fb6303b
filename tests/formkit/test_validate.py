"""Pages and whole forms: problems at the right input, nothing typed lost, nothing hidden kept."""

from tests.formkit.sample import ANSWERS, BASIS, TODAY, form, one_field

from openloket.formkit.load import parse
from openloket.formkit.posted import MAX_POSTED, read_step, to_show, too_many
from openloket.formkit.validate import Problem, validate_all, validate_step

FORM = form()
OVER_U, AANVRAAG, KINDEREN, GELD = FORM.steps

POSTED = {
    "naam": ["Fatma  de Vries"],
    "geboortedatum.dag": ["12"],
    "geboortedatum.maand": ["mei"],
    "geboortedatum.jaar": ["1980"],
    "bsn": ["1234 56 782"],
    "adres.postcode": ["1234ab"],
    "adres.huisnummer": ["12A"],
    "adres.toevoeging": ["3"],
    "adres.straat": ["Dorpsstraat"],
    "adres.plaats": ["Duinstede"],
    "email": ["fatma@voorbeeld.nl"],
    "telefoon": ["06 12345678"],
    "vreemd": ["x"],
}


def test_a_page_well_filled_in() -> None:
    raw = read_step(OVER_U, POSTED)
    result = validate_step(FORM, OVER_U, raw, {}, TODAY)
    expected = {key: ANSWERS[key] for key in ("naam", "geboortedatum", "bsn", "adres", "email", "telefoon")}
    assert result.problems == ()
    assert result.values == result.keep == expected


def test_problems_point_at_inputs_and_nothing_typed_is_lost() -> None:
    posted = {**POSTED, "geboortedatum.dag": ["31"], "geboortedatum.maand": ["2"], "adres.postcode": ["12"]}
    result = validate_step(FORM, OVER_U, read_step(OVER_U, posted), {}, TODAY)
    assert [problem.field for problem in result.problems] == ["geboortedatum", "adres.postcode"]
    assert set(result.values) == {"naam", "bsn", "email", "telefoon"}
    again = to_show(OVER_U, result.keep)
    assert again["geboortedatum"] == {"dag": "31", "maand": "2", "jaar": "1980"}
    assert again["adres"]["postcode"] == "12"
    assert again["naam"] == "Fatma de Vries"


def test_the_last_of_a_repeated_single_input_counts() -> None:
    assert read_step(OVER_U, {"naam": ["", "Jan"]})["naam"] == "Jan"


def test_a_question_that_only_now_appears_is_named_as_revealed() -> None:
    raw = read_step(AANVRAAG, {"soort": ["wijzigen"], "aantal": ["3"]})
    result = validate_step(FORM, AANVRAAG, raw, {}, TODAY)
    assert result.revealed == ("nummer",)
    assert [problem.field for problem in result.problems] == ["nummer"]
    second = validate_step(FORM, AANVRAAG, raw, result.keep, TODAY)
    assert second.revealed == ()


def test_a_hidden_question_is_not_judged_but_its_text_stays_in_the_draft() -> None:
    raw = read_step(AANVRAAG, {"soort": ["nieuw"], "nummer": ["halfaf"], "aantal": ["1"]})
    result = validate_step(FORM, AANVRAAG, raw, {"nummer": "V-1234"}, TODAY)
    assert result.problems == ()
    assert "nummer" not in result.values
    assert result.keep["nummer"] == "halfaf"
    assert "nummer" not in validate_all(FORM, {**ANSWERS, **result.keep}, TODAY).answers


def test_an_earlier_answer_to_the_same_page_has_no_say() -> None:
    raw = read_step(AANVRAAG, {"soort": ["onzin"], "aantal": ["1"]})
    result = validate_step(FORM, AANVRAAG, raw, ANSWERS, TODAY)
    assert [problem.field for problem in result.problems] == ["soort"]


def test_an_emptied_answer_is_emptied_in_the_draft_too() -> None:
    raw = read_step(OVER_U, {**POSTED, "email": [""]})
    result = validate_step(FORM, OVER_U, raw, ANSWERS, TODAY)
    assert result.keep["email"] is None
    assert "email" not in validate_all(FORM, {**ANSWERS, **result.keep}, TODAY).answers


def test_group_items_are_read_judged_and_numbered_as_typed() -> None:
    posted = {
        "heeft_kinderen": ["ja"],
        "kinderen.0.naam": [""],
        "kinderen.2.naam": ["Sem"],
        "kinderen.2.op_school": ["ja"],
        "kinderen.2.school": [" "],
        "kinderen.7.naam": ["Noor"],
        "kinderen.7.op_school": ["nee"],
        "kinderen.7.school": ["wordt niet gevraagd"],
        "kinderen.x.naam": ["hacker"],
        "kinderen.-1.naam": ["hacker"],
        f"kinderen.{'9' * 5000}.naam": ["hacker"],
    }
    raw = read_step(KINDEREN, posted)
    result = validate_step(FORM, KINDEREN, raw, ANSWERS, TODAY)
    assert result.problems == (Problem("kinderen.1.school", "Vul een antwoord in bij “Naar welke school?”."),)
    assert result.keep["kinderen"] == raw["kinderen"]
    posted["kinderen.2.school"] = ["De Regenboog"]
    sound = validate_step(FORM, KINDEREN, read_step(KINDEREN, posted), ANSWERS, TODAY)
    assert sound.values["kinderen"] == ANSWERS["kinderen"]


def test_a_group_has_its_least_and_most_items() -> None:
    none = validate_step(FORM, KINDEREN, {"heeft_kinderen": "ja"}, ANSWERS, TODAY)
    assert none.problems == (Problem("kinderen", "Vul een antwoord in bij “Wie zijn uw kinderen?”."),)
    item = {"naam": "Sem", "op_school": "nee"}
    many = validate_step(FORM, KINDEREN, {"heeft_kinderen": "ja", "kinderen": [item] * 4}, ANSWERS, TODAY)
    assert many.problems == (Problem("kinderen", "U kunt hier niet meer dan 3 keer antwoorden."),)
    posted = {f"kinderen.{index}.naam": ["Sem"] for index in range(100)}
    assert len(read_step(KINDEREN, posted)["kinderen"]) == 4


def test_an_optional_group_may_stay_empty_but_not_half() -> None:
    fields = [{"key": "naam", "type": "text", "label": "Naam?", **BASIS}]
    compiled = one_field(type="group", item_label="Getuige", min_items=2, fields=fields)
    assert validate_all(compiled, {}, TODAY).ok
    found = validate_all(compiled, {"vraag": [{"naam": "Jan"}]}, TODAY)
    assert found.problems == {"stap": (Problem("vraag", "Vul dit minstens 2 keer in: Getuige."),)}


def test_a_group_item_of_which_nothing_counts_is_left_out() -> None:
    yes = {"type": "yesno", "label": "?", "optional": True}
    fields = [{"key": "a", **yes}, {"key": "b", **yes, "when": {"field": "a", "is": True}}]
    compiled = one_field(type="group", item_label="G", fields=fields)
    assert validate_all(compiled, {"vraag": [{"b": "ja"}]}, TODAY).answers == {}


def test_the_whole_form() -> None:
    result = validate_all(FORM, ANSWERS, TODAY)
    assert result.ok
    assert result.answers == ANSWERS


def test_what_is_hidden_does_not_count_and_what_is_missing_is_named_by_page() -> None:
    answers = {**ANSWERS, "soort": "nieuw", "aantal": 2, "iban": None, "naam": "", "vreemd": "x"}
    result = validate_all(FORM, answers, TODAY)
    assert not result.ok
    assert list(result.problems) == ["over-u", "geld"]
    assert result.problems["over-u"] == (Problem("naam", "Vul uw naam in."),)
    assert [problem.field for problem in result.problems["geld"]] == ["kvk"]
    assert not {"nummer", "heeft_kinderen", "kinderen", "vreemd", "naam", "iban"} & set(result.answers)


def test_text_kept_although_not_right_is_found_again_at_sending() -> None:
    result = validate_all(
        FORM, {**ANSWERS, "geboortedatum": {"dag": "31", "maand": "2", "jaar": "1980"}}, TODAY
    )
    assert [problem.field for problem in result.problems["over-u"]] == ["geboortedatum"]


def test_limits_are_judged_on_the_day_of_sending() -> None:
    compiled = one_field(type="date", earliest="today+1d")
    kept = {"vraag": "2026-07-02"}
    assert validate_all(compiled, kept, TODAY).ok
    assert not validate_all(compiled, kept, TODAY.replace(day=2)).ok


def test_showing_kept_answers_as_people_type_them() -> None:
    shown = to_show(AANVRAAG, ANSWERS)
    assert shown["kosten"] == "1234,50"
    assert shown["hekhoogte"] == "1,20"
    assert shown["aantal"] == "1200"
    assert shown["wensen"] == ["a", "b"]
    assert to_show(AANVRAAG, {"kosten": "1.000", "aantal": None})["kosten"] == "1.000"
    assert to_show(OVER_U, ANSWERS)["telefoon"] == "06 12345678"
    assert to_show(OVER_U, ANSWERS)["geboortedatum"] == {"dag": "12", "maand": "5", "jaar": "1980"}
    assert to_show(KINDEREN, ANSWERS)["kinderen"][1] == {"naam": "Noor", "op_school": "nee", "school": ""}


def test_too_many_inputs_are_noticed() -> None:
    assert not too_many({f"veld{index}": [""] for index in range(MAX_POSTED)})
    assert too_many({f"veld{index}": [""] for index in range(MAX_POSTED + 1)})
    assert too_many({"veld": ["x"] * (MAX_POSTED + 1)})


def test_an_endless_text_is_cut_and_refused() -> None:
    compiled = one_field(type="longtext")
    raw = read_step(compiled.steps[0], {"vraag": ["a" * 3_000_000]})
    assert len(raw["vraag"]) == 100_000
    assert not validate_all(compiled, raw, TODAY).ok


def test_pages_are_independent_of_unknown_draft_content() -> None:
    steps = [{"key": "s", "title": "S", "fields": [{"key": "a", "type": "text", "label": "A?", **BASIS}]}]
    compiled = parse({"form": "x", "title": "X", "steps": steps})
    result = validate_step(compiled, compiled.steps[0], {"a": "1", "b": "2"}, {"c": "3"}, TODAY)
    assert result.keep == {"a": "1"}
