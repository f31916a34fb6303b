"""The penalty a municipality owes for deciding too late: its amount by days in default (Awb 4:17)."""

# Awb 4:17 lid 2, amounts in euros per day as in force on 1 July 2026; each row: up to which day, how much a
# day.
STAFFEL = ((14, 23), (28, 35), (42, 45))


def dwangsombedrag(dagen_in_gebreke: int) -> int:
    """Euros owed after this many days in default, 42 days at most. Source: Awb 4:17 lid 1 and 2.

    ValueError for a negative number of days.
    """
    if dagen_in_gebreke < 0:
        raise ValueError("Een aantal dagen in gebreke is nul of meer.")
    bedrag, vorige = 0, 0
    for tot_en_met, per_dag in STAFFEL:
        bedrag += max(0, min(dagen_in_gebreke, tot_en_met) - vorige) * per_dag
        vorige = tot_en_met
    return bedrag
