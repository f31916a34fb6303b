"""The pages of docs/law, O-01.md and on: from article to test; made by `python -m tests.law_pages`."""

import importlib
import inspect
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from openloket.law.bevoegdheden import BEVOEGDHEDEN
from openloket.law.inwerking import geldt_vanaf
from openloket.law.termijnregister import TERMIJNEN
from openloket.law.verplichtingen import VERPLICHTINGEN, Verplichting

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "law"
NOT_YET = "nog niet"


@dataclass(frozen=True, slots=True)
class Use:
    """Where the product keeps a duty: flows, kinds of evidence, screens and tests beside those of the law."""

    flows: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    screens: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()


_SUBMIT = "flows/submit_form.py"
_RECEIPT = "web/portal/receipt_screen.py"

# What the product has today. A duty that is not here is answered by the law and not acted upon yet.
USES: Mapping[str, Use] = {
    "O-01": Use(
        (
            "flows/registering/register_message.py",
            "flows/registering/provenance.py",
            "flows/offering/keep_contact.py",
            "flows/mandates/propose_mandate.py",
            "flows/mandates/answer_mandate.py",
            "flows/mandates/register_mandate.py",
            "flows/mandates/judge_mandate.py",
            "flows/mandates/end_mandate.py",
            "flows/mandates/act_for.py",
            "flows/mandates/refuse_representative.py",
        ),
        (
            "submission.registered",
            "organisation.contact",
            "mandate.proposed",
            "mandate.accepted",
            "mandate.refused",
            "mandate.withdrawn",
            "mandate.replaced",
        ),
        (
            "web/place.py",
            "web/portal/product.py",
            "web/portal/reaching.py",
            "web/desk/registering/registrations.py",
            "web/desk/upkeep/contact.py",
            "web/mijn/acting.py",
            "web/mijn/mandates.py",
            "web/desk/mandates/mandate.py",
        ),
        (
            "tests/web/portal/test_product_facts.py",
            "tests/library/test_library.py",
            "tests/flows/test_register_message.py",
            "tests/web/desk/test_contact.py",
            "tests/flows/test_mandates.py",
        ),
    ),
    "O-02": Use(
        (
            "flows/referral/forward_message.py",
            "flows/referral/return_message.py",
            "flows/referral/carrying.py",
            "flows/referral/referral_left.py",
        ),
        ("referral.decided", "referral.told", "referral.carried"),
        ("web/desk/referring/referral.py", "web/desk/delivery/letters.py", "web/portal/referral_screen.py"),
        ("tests/flows/test_referring.py", "tests/journeys/browser/test_wrong_way.py"),
    ),
    "O-03": Use(
        (
            "flows/registering/begin_registration.py",
            "flows/registering/keep_registration.py",
            "flows/registering/judging_typed.py",
            "flows/registering/register_message.py",
        ),
        ("submission.registered", "registration.dropped"),
        (
            "web/portal/product.py",
            "web/portal/reaching.py",
            "web/desk/registering/registration_typing.py",
            "web/desk/registering/registration_last.py",
            "web/portal/login.py",
        ),
        (
            "tests/web/portal/test_login.py",
            "tests/web/portal/test_reaching.py",
            "tests/library/test_library.py",
            "tests/web/desk/test_registrations.py",
        ),
    ),
    "O-04": Use(
        (
            _SUBMIT,
            "flows/correspondence/writing.py",
            "flows/correspondence/reaching.py",
            "flows/correspondence/say_how_to_reach.py",
            "flows/correspondence/withdraw_reachability.py",
        ),
        ("submission.received", "reachability.given", "reachability.withdrawn"),
        ("web/portal/sending.py", "web/mijn/details.py", "web/mijn/reach.py"),
        (
            "tests/flows/test_supplements.py",
            "tests/web/mijn/test_details.py",
            "tests/web/mijn/test_reach.py",
            "tests/post/test_ways.py",
            "tests/flows/test_message_box.py",
        ),
    ),
    "O-05": Use(
        (
            "flows/receiving/judging.py",
            "flows/correspondence/writing.py",
            "flows/correspondence/send_message.py",
            "flows/delivery/box_item.py",
        ),
        ("message.written",),
        ("web/portal/receipt_pass.py", "web/desk/sending/send.py"),
        ("tests/post/test_ways.py", "tests/flows/test_send_message.py", "tests/flows/test_message_box.py"),
    ),
    "O-06": Use(
        (
            "flows/correspondence/place_message.py",
            "flows/correspondence/announcing.py",
            "flows/correspondence/say_how_to_reach.py",
        ),
        ("message.accessible", "message.announced"),
        ("web/mijn/messages.py", "web/mijn/reach.py", "web/desk/delivery/undelivered.py"),
        ("tests/flows/test_place_message.py", "tests/web/mijn/test_reach.py"),
    ),
    "O-07": Use(
        ("flows/correspondence/announcing.py", "flows/correspondence/keep_texts.py"),
        ("template.published",),
        ("web/desk/sending/texts.py",),
        ("tests/flows/test_place_message.py", "tests/web/desk/test_texts.py"),
    ),
    "O-08": Use(
        (
            "flows/delivery/hand_over.py",
            "flows/delivery/bundle.py",
            "flows/delivery/try_carrier.py",
            "flows/delivery/watch_carriers.py",
            "flows/delivery/keep_mail_server.py",
            "flows/delivery/deliver_messages.py",
            "flows/delivery/note_delivery.py",
            "flows/delivery/bounced.py",
            "flows/delivery/suppressing.py",
            "flows/delivery/lift_suppression.py",
            "flows/delivery/choose_return_pattern.py",
            "flows/delivery/climb.py",
            "flows/delivery/advance_messages.py",
            "flows/delivery/sent_again.py",
            "flows/delivery/notice_letter.py",
            "flows/delivery/send_elsewhere.py",
            "flows/delivery/tell_otherwise.py",
            "flows/letters/confirm_by_letter.py",
            "flows/letters/post_letter.py",
            "flows/letters/batch_letters.py",
            "flows/letters/print_letters.py",
            "flows/letters/printer_told.py",
            "flows/letters/return_letter.py",
            "flows/delivery/carrier_told.py",
            "flows/delivery/ask_box.py",
            "flows/delivery/notice_text.py",
            "flows/delivery/note_opened.py",
            "flows/correspondence/keep_number.py",
        ),
        (
            "message.delayed",
            "message.failed",
            "receipt.letter",
            "message.by_letter",
            "message.addressed",
            "message.posted",
            "message.bounced",
            "address.suppressed",
            "address.lifted",
            "organisation.return_pattern",
            "message.still_tried",
            "message.timed_out",
            "message.again",
            "message.delivered",
            "message.complained",
            "message.returned",
            "message.needs_person",
            "message.overtaken",
            "message.told",
            "besluit.made_known_again",
            "supplement.sent_again",
            "term.notice_again",
            "letters.batched",
            "letters.to_printer",
            "message.to_printer",
            "message.not_printed",
            "message.text_sent",
            "message.opened",
            "message.bundled",
            "carrier.stopped",
            "carrier.resumed",
            "carrier.chosen",
            "carrier.tried",
        ),
        (
            "web/desk/delivery/undelivered.py",
            "web/desk/delivery/undelivered_one.py",
            "web/desk/delivery/suppressed.py",
            "web/desk/delivery/delivery_figures.py",
            "web/desk/delivery/letters.py",
            "web/desk/delivery/batches.py",
            "web/desk/delivery/returned.py",
            "web/mijn/number.py",
            "web/desk/delivery/carriers.py",
            "web/desk/mail/mail_server.py",
        ),
        (
            "tests/flows/test_deliver_messages.py",
            "tests/flows/test_note_delivery.py",
            "tests/flows/test_bounced.py",
            "tests/web/desk/test_suppressed.py",
            "tests/post/test_ladder.py",
            "tests/web/desk/test_undelivered.py",
            "tests/flows/test_confirm_by_letter.py",
            "tests/flows/test_post_letter.py",
            "tests/flows/test_print_letters.py",
            "tests/flows/test_carrier_told.py",
            "tests/flows/test_notice_text.py",
            "tests/adapters/mail_out/test_hostile.py",
            "tests/flows/test_hand_over.py",
            "tests/flows/test_watch_carriers.py",
        ),
    ),
    "O-09": Use(
        ("flows/correspondence/send_message.py", "flows/letters/printed.py"),
        ("message.written", "message.stopped", "message.printed"),
        ("web/desk/sending/send.py", "web/desk/sending/message.py", "web/mijn/messages.py"),
        ("tests/flows/test_send_message.py", "tests/web/mijn/test_reach.py"),
    ),
    "O-10": Use(
        (
            _SUBMIT,
            "flows/offering/keep_register.py",
            "flows/offering/set_official.py",
            "flows/offering/designate.py",
        ),
        (
            "channel.begun",
            "channel.ended",
            "channel.withdrawn",
            "service.official",
            "designation.drafted",
            "designation.adopted",
            "designation.published",
        ),
        (
            "web/portal/product.py",
            "web/portal/reaching.py",
            "web/desk/designating/channels.py",
            "web/desk/designating/channel_product.py",
            "web/desk/designating/channel_line.py",
            "web/desk/designating/not_digital.py",
            "web/desk/designating/designation.py",
            "web/designation/page.py",
        ),
        (
            "tests/flows/test_submit_form.py",
            "tests/web/portal/test_reaching.py",
            "tests/offer/test_register.py",
            "tests/offer/test_designation.py",
            "tests/web/desk/test_channels.py",
            "tests/web/desk/test_designation.py",
            "tests/journeys/browser/test_designating.py",
        ),
    ),
    "O-11": Use(
        (
            "flows/receiving/keeping_files.py",
            "flows/mail/mail_files.py",
            "flows/mail/keep_mail_apart.py",
            "flows/referral/refuse_message.py",
        ),
        ("file.refused", "mail.refused", "referral.decided"),
        ("web/portal/steps.py", "web/portal/reaching.py"),
        ("tests/flows/test_mail_corpus.py",),
    ),
    "O-12": Use(
        (
            "flows/receiving/judging.py",
            "flows/mail/judging_mail.py",
            "flows/referral/handle_as_is.py",
            "flows/referral/point_right_way.py",
            "flows/referral/pass_inside.py",
            "flows/referral/referral_left.py",
            "flows/referral/withdraw_referral.py",
        ),
        ("submission.received", "referral.decided", "referral.told", "referral.withdrawn"),
        ("web/desk/referring/referral.py", "web/portal/referral_screen.py"),
        (
            "tests/flows/test_referring.py",
            "tests/concurrency/test_referring_at_once.py",
            "tests/web/desk/test_referral.py",
            "tests/journeys/browser/test_wrong_way.py",
        ),
    ),
    "O-13": Use(
        (_SUBMIT, "flows/mail/receive_mail.py", "flows/mail/receive_anyway.py"),
        ("submission.received", "receipt.issued", "mail.kept_apart"),
        (_RECEIPT, "web/desk/mail/mail.py"),
        ("tests/flows/test_submit_form.py", "tests/flows/test_receive_mail.py"),
    ),
    "O-14": Use((_SUBMIT,), ("receipt.issued",), (_RECEIPT,), ("tests/formkit/test_summary.py",)),
    "O-15": Use(
        (
            "flows/cosigning/ask_signatures.py",
            "flows/cosigning/sign.py",
            "flows/cosigning/prove_by_code.py",
            "flows/cosigning/change_signers.py",
            "flows/cosigning/remind_signers.py",
        ),
        (
            "signature.asked",
            "signature.signed",
            "signature.refused",
            "signature.lapsed",
            "signature.left_out",
            "signature.outdated",
        ),
        ("web/portal/signing.py", "web/portal/signatures.py", "web/desk/zaken/zaak_signatures.py"),
        ("tests/flows/test_sign.py", "tests/flows/test_sign_at_once.py", "tests/web/portal/test_signing.py"),
    ),
    "O-16": Use(
        (
            _SUBMIT,
            "flows/mail/store_mail.py",
            "flows/zaken/reclassify.py",
            "flows/correspondence/place_message.py",
            "flows/delivery/note_delivery.py",
        ),
        (
            "submission.received",
            "mail.stored",
            "zaak.reclassified",
            "message.accessible",
            "message.delivered",
        ),
        (_RECEIPT, "web/desk/zaken/product.py"),
        (
            "tests/flows/test_submit_form.py",
            "tests/journeys/test_objection_by_mail.py",
            "tests/flows/test_place_message.py",
            "tests/flows/test_message_box.py",
        ),
    ),
    "O-17": Use(
        (
            "flows/outages/note_probes.py",
            "flows/outages/rehearse_submission.py",
            "flows/outages/report_outage.py",
            "flows/outages/announce_maintenance.py",
            "flows/outages/register_maintenance.py",
            "flows/outages/forgive_lateness.py",
            "flows/decisions/judge_timeliness.py",
            "flows/outages/extend_for_outage.py",
            "flows/outages/extend_terms.py",
            "flows/outages/tell_of_outage.py",
        ),
        (
            "outage.began",
            "outage.ended",
            "outage.forgiven",
            "outage.extended",
            "term.extended",
            "timeliness.judged",
            "maintenance.announced",
            "maintenance.cancelled",
        ),
        (
            "web/desk/upkeep/outages.py",
            "web/desk/upkeep/outage.py",
            "web/desk/upkeep/maintenance.py",
            "web/portal/closing.py",
            "web/portal/outages.py",
            "web/notices.py",
        ),
        (
            "tests/journeys/test_last_evening.py",
            "tests/flows/test_forgive_lateness.py",
            "tests/flows/test_extend_for_outage.py",
            "tests/web/portal/test_outages.py",
            "tests/flows/test_maintenance.py",
            "tests/flows/test_report_outage.py",
            "tests/faults/test_outage.py",
        ),
    ),
    "O-19": Use(
        (
            "flows/proving/seal_log.py",
            "flows/proving/stamp_head.py",
            "flows/correspondence/read_message.py",
            "flows/proving/prove_course.py",
            "flows/proving/case_file.py",
            "flows/proving/export_case_file.py",
            "flows/proving/person_file.py",
            "flows/proving/export_person_file.py",
            "flows/proving/ask_case_file.py",
        ),
        (
            "submission.received",
            "receipt.issued",
            "message.handed_over",
            "message.read",
            "casefile.exported",
        ),
        (
            "web/control/verifying.py",
            "web/mijn/messages.py",
            "web/mijn/proof.py",
            "web/desk/zaken/case_file.py",
        ),
        (
            "tests/evidence/test_verify.py",
            "tests/evidence/test_dossier.py",
            "tests/evidence/test_casefile.py",
            "tests/flows/test_case_file.py",
            "tests/web/mijn/test_overview.py",
            "tests/web/mijn/test_control.py",
        ),
    ),
    "O-20": Use(screens=("web/portal/steps.py",), tests=("tests/formkit/test_load.py",)),
    "O-21": Use(
        (
            "flows/terms/ask_supplement.py",
            "flows/terms/supplement_arrived.py",
            "flows/terms/close_supplements.py",
            "flows/terms/withdraw_request.py",
            "flows/terms/call_complete.py",
        ),
        (
            "supplement.asked",
            "supplement.received",
            "supplement.withdrawn",
            "supplement.complete",
            "term.suspended",
            "term.resumed",
        ),
        ("web/desk/terms/supplement.py", "web/desk/zaken/later.py", "web/portal/about.py"),
        (
            "tests/flows/test_next_message.py",
            "tests/flows/test_supplements.py",
            "tests/web/desk/test_supplement.py",
        ),
    ),
    "O-22": Use(
        (
            _SUBMIT,
            "flows/terms/suspend_term.py",
            "flows/terms/resume_term.py",
            "flows/terms/extend_term.py",
            "flows/terms/recount_still_terms.py",
            "flows/terms/recount_terms_on.py",
            "flows/terms/warn_employees.py",
        ),
        (
            "zaak.opened",
            "term.notice",
            "term.suspended",
            "term.resumed",
            "term.extended",
            "term.announced",
            "term.recounted",
        ),
        ("web/desk/zaken/zaak.py", "web/desk/terms/term.py", "web/desk/terms/due.py"),
        (
            "tests/flows/test_term_changes.py",
            "tests/flows/test_watching.py",
            "tests/flows/test_equalled_days.py",
            "tests/web/desk/test_term.py",
            "tests/web/desk/test_due.py",
        ),
    ),
    "O-23": Use(
        (
            "flows/drafts/begin_about.py",
            "flows/receiving/placing.py",
            "flows/terms/default.py",
            "flows/zaken/link_message.py",
        ),
        ("default.received", "default.judged"),
        ("web/portal/zaak_screen.py", "web/desk/terms/penalty.py", "web/desk/zaken/linking.py"),
        (
            "tests/flows/test_default.py",
            "tests/flows/test_link_message.py",
            "tests/journeys/test_next_message.py",
            "tests/web/desk/test_penalty.py",
        ),
    ),
    "O-24": Use(
        (
            "flows/decisions/objecting.py",
            "flows/decisions/link_objection.py",
            "flows/decisions/judge_timeliness.py",
            "flows/decisions/decide_timeliness.py",
            "flows/decisions/set_advice.py",
            "flows/zaken/withdrawal.py",
        ),
        ("objection.linked", "timeliness.judged", "advice.asked", "withdrawal.received", "zaak.withdrawn"),
        ("web/desk/deciding/objection.py", "web/portal/dispute_screen.py", "web/desk/zaken/withdrawal.py"),
        (
            "tests/flows/test_withdrawal.py",
            "tests/flows/test_objections.py",
            "tests/flows/test_set_advice.py",
            "tests/web/desk/test_objection.py",
        ),
    ),
    "O-25": Use(
        (
            "flows/decisions/complaint_arrived.py",
            "flows/decisions/note_complaint.py",
            "flows/decisions/handle_complaint.py",
            "flows/decisions/complaint_told.py",
            "flows/decisions/publish_complaints.py",
        ),
        (
            "complaint.registered",
            "complaint.noted",
            "complaint.outcome",
            "complaint.handled",
            "complaint.told_again",
            "complaints.published",
        ),
        (
            "web/desk/deciding/complaint.py",
            "web/desk/deciding/complaint_register.py",
            "web/portal/complaints.py",
        ),
        ("tests/flows/test_complaints.py", "tests/web/desk/test_complaint.py"),
    ),
    "O-26": Use(
        ("flows/decisions/record_besluit.py", "flows/decisions/make_known.py"),
        ("besluit.recorded", "besluit.made_known"),
        ("web/desk/deciding/besluit.py", "web/desk/deciding/besluit_known.py", "web/portal/besluiten.py"),
        (
            "tests/flows/test_record_besluit.py",
            "tests/flows/test_deciding_at_once.py",
            "tests/web/desk/test_besluit.py",
            "tests/journeys/test_besluit_page.py",
            "tests/library/test_decisions.py",
        ),
    ),
}


def pages() -> dict[str, str]:
    """Every page by the name of its file."""
    return {f"{duty.nummer}.md": page(duty) for duty in VERPLICHTINGEN} | {"powers.md": powers()}


def page(duty: Verplichting) -> str:
    """The page of one duty."""
    use = USES.get(duty.nummer, Use())
    terms = duty.eigen_termijnen(TERMIJNEN)
    lines = [
        f"# {duty.nummer} · {duty.titel}",
        "",
        f"Source: {', '.join(duty.artikelen)}. Certainty: {duty.zekerheid.value}.",
        *_in_force(duty),
        "",
        "| step | where |",
        "|---|---|",
        f"| article | {', '.join(duty.artikelen)} |",
        f"| function | {_listed(_place(name) for name in duty.functies)} |",
        f"| term | {_commands(terms) if duty.termijnen else '—'} |",
        f"| flow | {_listed(f'`{path}`' for path in use.flows)} |",
        f"| evidence | {_listed(f'`{kind}`' for kind in use.evidence)} |",
        f"| screen | {_listed(f'`{path}`' for path in use.screens)} |",
        f"| test | {_listed(f'`{path}`' for path in [*law_tests(duty), *use.tests])} |",
        "",
        "## What each function answers",
        "",
        *[f"- `{name}`: {_opening(name)}" for name in duty.functies],
        *[f"- term {article}: {TERMIJNEN[article].omschrijving.lower()}" for article in terms],
    ]
    if duty.open_vraag:
        lines += ["", "## Where a person decides", "", duty.open_vraag]
    return "\n".join(lines) + "\n"


def powers() -> str:
    """The page of what the body may and need not."""
    lines = [
        "# Powers: mag, hoeft niet",
        "",
        "What a body may do and need not. Nothing here is a duty; the product never does it by itself.",
        "",
        "| article | de gemeente mag | mits |",
        "|---|---|---|",
        *[f"| {power.artikel} | {power.mag} | {power.mits} |" for power in BEVOEGDHEDEN],
    ]
    return "\n".join(lines) + "\n"


def law_tests(duty: Verplichting) -> list[str]:
    """The files in tests/law that name a function which answers this duty, or ask for one of its terms."""
    functions = [name.rpartition(".")[2] for name in duty.functies]
    wanted = [*(rf"\b{name}\b" for name in functions), *(rf'"{term}"' for term in duty.termijnen)]
    root = FOLDER.parents[1]
    return [
        path.relative_to(root).as_posix()
        for path in sorted((root / "tests" / "law").glob("test_*.py"))
        if re.search("|".join(wanted), path.read_text(encoding="utf-8"))
    ]


def _in_force(duty: Verplichting) -> list[str]:
    days = {article: geldt_vanaf(article) for article in duty.artikelen}
    told = [f"{article} from {day.isoformat()}" for article, day in days.items() if day]
    return [f"In force: {', '.join(told)}."] if told else []


def _place(name: str) -> str:
    module, _, function = name.partition(".")
    return f"`law/{module}.py` (`{function}`)"


def _opening(name: str) -> str:
    """The first sentence of what the function says of itself; of a value, what its type says."""
    module, _, wanted = name.partition(".")
    found = getattr(importlib.import_module(f"openloket.law.{module}"), wanted)
    text = inspect.getdoc(found if callable(found) else type(found[0])) or ""
    return " ".join(text.partition("\n\n")[0].split())


def _commands(terms: Iterable[str]) -> str:
    return _listed(
        f"`openloket term '{term}'`" if " " in term else f"`openloket term {term}`" for term in terms
    )


def _listed(items: Iterable[str]) -> str:
    return ", ".join(items) or NOT_YET


def write() -> None:
    """Write every page."""
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
