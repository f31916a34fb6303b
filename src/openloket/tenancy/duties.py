"""The duties that the worker does for each organisation by itself, and how long one that fails rests."""

from datetime import timedelta

from django.db import models

TOLD_AFTER = 3
"""So often in a row a duty fails before somebody must look: what mends itself wakes nobody."""

_SOONEST, _LATEST = timedelta(seconds=30), timedelta(hours=1)


class Duty(models.TextChoices):
    """What is done for every organisation; the label is for who looks after the installation."""

    RECOVER_MESSAGES = "recover_messages", "verloren berichten terugvinden"
    RECOVER_PLACING = "recover_placing", "berichten in Mijn omgeving zetten"
    RECOVER_MAIL = "recover_mail", "verloren e-mail terugvinden"
    ADVANCE_MESSAGES = "advance_messages", "opnieuw sturen wat terugkwam"
    TRY_WAYS = "try_ways", "proberen of berichten kunnen vertrekken"
    TELL_OF_WAYS = "tell_of_ways", "melden dat berichten niet vertrekken"
    NOTE_SILENCE = "note_silence", "opmerken dat er niets vertrekt"
    BATCH_LETTERS = "batch_letters", "brieven naar de printer sturen"
    ASK_PRINTER = "ask_printer", "navragen wat er van brieven is geworden"
    ASK_BOX = "ask_box", "navragen wat er van berichten in de Berichtenbox is geworden"
    FORGET_DRAFTS = "forget_drafts", "oude concepten weggooien"
    FORGET_SESSIONS = "forget_sessions", "oude inlogsessies weggooien"
    FORGET_COPIES = "forget_copies", "kopieën voor mensen weggooien"
    FORGET_CASE_FILES = "forget_case_files", "klaargezette dossiers weggooien"
    SWEEP_BYTES = "sweep_bytes", "bestanden opruimen waarvan niemand weet"
    RECOUNT_TERMS = "recount_terms", "termijnen tellen die stilstaan"
    WARN_EMPLOYEES = "warn_employees", "medewerkers waarschuwen voor termijnen"
    CLOSE_SUPPLEMENTS = "close_supplements", "termijnen om aan te vullen sluiten"
    REMIND_SIGNERS = "remind_signers", "mensen eraan herinneren om te tekenen"
    LAPSE_SIGNATURES = "lapse_signatures", "melden dat iemand niet op tijd tekende"
    MAINTENANCE = "maintenance", "aangekondigd werk laten beginnen en eindigen"
    FORGIVE = "forgive", "rekenen wat een storing verschoont"
    FORGIVE_LASTING = "forgive_lasting", "rekenen wat een storing verschoont die nog duurt"
    FORGIVE_AGAIN = "forgive_again", "opnieuw rekenen wat een storing verschoont"
    REMIND_DRAFTS = "remind_drafts", "mensen aan hun concept herinneren"
    REMIND_ENTITLEMENTS = "remind_entitlements", "melden dat een vergunning afloopt"


def wait_after(failures: int) -> timedelta:
    """How long to leave an organisation alone after so many failures: ever longer, at most an hour."""
    doubled: int = 2 ** min(max(failures - 1, 0), 10)
    return min(_SOONEST * doubled, _LATEST)
