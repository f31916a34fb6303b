"""Terms of the preparation of a besluit and around a hearing: 3:16, 3:18, 4:5, 4:20b, 7:4, 9:8."""

from datetime import date

from openloket.law.gebeurtenissen import Opschortingsgrond
from openloket.law.kalender import EEN_DAG, Duur, Eenheid, Kalender, einde_met_atw, einde_terug
from openloket.law.termijnen import Termijn, Termijnregel, Termijnsoort, beslistermijn
from openloket.law.termijnvraag import Termijnuitkomst, dagstap
from openloket.law.waarom import Stap, Twijfel, Waarom, waarom

TWEE_WEKEN = Duur(2, Eenheid.WEKEN)
VIER_WEKEN = Duur(4, Eenheid.WEKEN)
ZES_WEKEN = Duur(6, Eenheid.WEKEN)
TWAALF_WEKEN = Duur(12, Eenheid.WEKEN)
ZES_MAANDEN = Duur(6, Eenheid.MAANDEN)


def _binnen(artikel: str, na: date, duur: Duur, vooraf: Waarom, kalender: Kalender) -> Termijnuitkomst:
    einde = einde_met_atw(na, duur, kalender)
    return Termijnuitkomst(artikel, vooraf + einde.waarom, einde.laatste_dag, eerste_dag=na + EEN_DAG)


def zienswijzetermijn(ter_inzage_op: date, kennis_gegeven_op: date, kalender: Kalender) -> Termijnuitkomst:
    """Last day to give a view on a draft besluit. Source: Awb 3:16 lid 1 and 2.

    The day on which the draft was laid open and announced is itself the first day: the later of the two.
    Whether a view came in time is asked of `tijdig_ingediend` (3:16 lid 3 borrows 6:9, 6:10 and 6:15).
    """
    eerste = max(ter_inzage_op, kennis_gegeven_op)
    tekst = "Het ontwerp ligt ter inzage en dat is bekendgemaakt. De eerste dag is {}."
    stappen = waarom(
        dagstap(tekst, "Awb 3:16 lid 2", eerste),
        Stap(f"U kunt {ZES_WEKEN} lang zeggen wat u ervan vindt.", "Awb 3:16 lid 1"),
    )
    return _binnen("Awb 3:16 lid 1", eerste - EEN_DAG, ZES_WEKEN, stappen, kalender)


def beslistermijn_uniform(ontvangen_op: date, kalender: Kalender) -> Termijn:
    """Last day to decide in the uniform public procedure: six months, never moved. Source: Awb 3:18 lid 1."""
    tekst = "Voor deze aanvraag geldt de uniforme openbare voorbereidingsprocedure."
    return beslistermijn(ontvangen_op, Termijnregel("Awb 3:18 lid 1", ZES_MAANDEN, tekst), kalender)


def beslistermijn_na_terinzage(ter_inzage_op: date, kalender: Kalender) -> Termijn:
    """Last day to withdraw or, on another's application, change a besluit. Source: Awb 3:18 lid 3."""
    artikel = "Awb 3:18 lid 3"
    stappen = waarom(
        dagstap("Het ontwerp ligt ter inzage sinds {}.", artikel, ter_inzage_op),
        Stap(f"Wij trekken een besluit in of wijzigen het. Dat doen wij binnen {TWAALF_WEKEN}.", artikel),
    )
    einde = einde_met_atw(ter_inzage_op, TWAALF_WEKEN, kalender)
    return Termijn(
        soort=Termijnsoort.BESLISTERMIJN,
        artikel=artikel,
        begin=ter_inzage_op + EEN_DAG,
        ruwe_einddatum=einde.ruwe_einddatum,
        laatste_dag=einde.laatste_dag,
        waarom=stappen + einde.waarom,
    )


def besluit_niet_behandelen(
    uiterste_dag: date, aangevuld_op: date | None, kalender: Kalender
) -> Termijnuitkomst:
    """Last day to tell that an incomplete application is not handled. Source: Awb 4:5 lid 4.

    Counted from the supplement if it came in the term set for it, else from the last day of that term.
    """
    artikel = "Awb 4:5 lid 4"
    if aangevuld_op is not None and aangevuld_op <= uiterste_dag:
        na, stap = aangevuld_op, dagstap("U vulde de aanvraag aan op {}.", artikel, aangevuld_op)
    else:
        na, stap = uiterste_dag, dagstap("U kon de aanvraag aanvullen tot en met {}.", artikel, uiterste_dag)
    tekst = f"Nemen wij de aanvraag niet in behandeling, dan laten wij u dat binnen {VIER_WEKEN} weten."
    return _binnen(artikel, na, VIER_WEKEN, waarom(stap, Stap(tekst, artikel)), kalender)


# On which ground asking to supplement suspends each kind of term; no other term knows it (Awb 7:14, 9:11).
AANVULGROND = {
    Termijnsoort.BESLISTERMIJN: Opschortingsgrond.AANVULLING,
    Termijnsoort.BESLISTERMIJN_BEZWAAR: Opschortingsgrond.HERSTEL_BEZWAAR,
}
_GELEGENHEID = {
    Opschortingsgrond.AANVULLING: ("Awb 4:5 lid 1", "uw aanvraag"),
    Opschortingsgrond.HERSTEL_BEZWAAR: ("Awb 6:6", "uw bezwaar"),
}


def aanvultermijn(grond: Opschortingsgrond, gevraagd_op: date, uiterste_dag: date) -> Termijn:
    """The term that the body set to supplement an application or objection. Source: Awb 4:5 lid 1, 6:6.

    The body names the last day itself; the Algemene termijnenwet speaks of terms "in een wet gesteld", so
    that day never moves. ValueError for another ground, or a last day that is not after `gevraagd_op`.
    """
    if uiterste_dag <= gevraagd_op:
        raise ValueError("De uiterste dag ligt na de dag waarop om aanvulling is gevraagd.")
    if grond not in _GELEGENHEID:
        raise ValueError("Alleen een aanvraag of een bezwaar wordt aangevuld.")
    artikel, wat = _GELEGENHEID[grond]
    stappen = waarom(
        dagstap(f"Wij vroegen u op {{}} om {wat} aan te vullen.", artikel, gevraagd_op),
        dagstap("U kunt dat doen tot en met {}. Die dag kozen wij.", artikel, uiterste_dag),
    )
    return Termijn(
        soort=Termijnsoort.AANVULTERMIJN,
        artikel=artikel,
        begin=gevraagd_op + EEN_DAG,
        ruwe_einddatum=uiterste_dag,
        laatste_dag=uiterste_dag,
        waarom=stappen,
        schuift=False,
    )


def termijn_niet_behandelen(uiterste_dag: date, aangevuld_op: date | None, kalender: Kalender) -> Termijn:
    """The term of `besluit_niet_behandelen`, to keep on a zaak. Source: Awb 4:5 lid 4.

    After a supplement in time a person must still say whether the application is complete now.
    """
    uitkomst = besluit_niet_behandelen(uiterste_dag, aangevuld_op, kalender)
    assert uitkomst.eerste_dag is not None, "this term has a first day"
    assert uitkomst.laatste_dag is not None, "this term has a last day"
    op_tijd = aangevuld_op is not None and aangevuld_op <= uiterste_dag
    return Termijn(
        soort=Termijnsoort.NIET_BEHANDELEN,
        artikel=uitkomst.artikel,
        begin=uitkomst.eerste_dag,
        ruwe_einddatum=einde_met_atw(uitkomst.eerste_dag - EEN_DAG, VIER_WEKEN, kalender).ruwe_einddatum,
        laatste_dag=uitkomst.laatste_dag,
        waarom=uitkomst.waarom,
        twijfel=_COMPLEET if op_tijd else None,
    )


_COMPLEET = Twijfel(
    vraag="Is de aanvraag nu compleet?",
    grond="Er kwam een aanvulling. Of die genoeg is om te beslissen, moet een medewerker bekijken.",
    voorlopig="Ja: wij behandelen de aanvraag en de termijn om te beslissen loopt weer.",
    artikel="Awb 4:5 lid 1 onder c",
)


def inwerking_van_rechtswege(laatste_dag: date) -> Termijnuitkomst:
    """First day on which a permit given by law is in force. Source: Awb 4:20b lid 3.

    Only where a rule says that paragraph 4.1.3.3 applies (4:20a). The third day is a day, not a term that
    ends: it does not move.
    """
    dag = laatste_dag + 3 * EEN_DAG
    stappen = waarom(
        dagstap("Wij konden beslissen tot en met {}.", "Awb 4:20b lid 1", laatste_dag),
        Stap("Wij besloten niet op tijd. Daarom hebt u gekregen wat u vroeg.", "Awb 4:20b lid 1"),
        dagstap("Het geldt vanaf de derde dag daarna: {}.", "Awb 4:20b lid 3", dag),
    )
    return Termijnuitkomst("Awb 4:20b lid 3", stappen, eerste_dag=dag)


def bekendmaking_van_rechtswege(laatste_dag: date, kalender: Kalender) -> Termijnuitkomst:
    """Last day to make known a permit given by law, as such. Source: Awb 4:20c lid 1 and 2."""
    stappen = waarom(
        dagstap(
            "Wij konden beslissen tot en met {}. Nu geeft de wet u wat u vroeg.",
            "Awb 4:20b lid 1",
            laatste_dag,
        ),
        Stap(f"Wij maken dat binnen {TWEE_WEKEN} bekend en zeggen erbij hoe het kwam.", "Awb 4:20c"),
    )
    return _binnen("Awb 4:20c lid 1", laatste_dag, TWEE_WEKEN, stappen, kalender)


def stukken_voor_hoorzitting(hoorzitting_op: date) -> Termijnuitkomst:
    """Last day to hand in more papers before a hearing: ten days, counted back. Source: Awb 7:4 lid 1."""
    einde = einde_terug(hoorzitting_op, 10)
    stap = dagstap(
        "De hoorzitting is op {}. U kunt stukken sturen tot 10 dagen ervoor.", "Awb 7:4 lid 1", hoorzitting_op
    )
    stappen = waarom(stap) + einde.waarom
    return Termijnuitkomst("Awb 7:4 lid 1", stappen, einde.laatste_dag, twijfels=(_TOT_TIEN_DAGEN,))


_TOT_TIEN_DAGEN = Twijfel(
    vraag="Mogen stukken nog komen op de tiende dag voor het horen, of alleen eerder?",
    grond="De wet zegt 'tot tien dagen voor het horen'. Of die dag zelf meetelt, staat er niet.",
    voorlopig="Ja: op de tiende dag ervoor mag het nog.",
    artikel="Awb 7:4 lid 1",
)


def inzage_voor_hoorzitting(hoorzitting_op: date) -> Termijnuitkomst:
    """Last day to lay the papers open: a week before the hearing, counted back. Source: Awb 7:4 lid 2."""
    einde = einde_terug(hoorzitting_op, 7)
    stap = dagstap(
        "De hoorzitting is op {}. De stukken liggen ten minste een week klaar.",
        "Awb 7:4 lid 2",
        hoorzitting_op,
    )
    return Termijnuitkomst("Awb 7:4 lid 2", waarom(stap) + einde.waarom, einde.laatste_dag)


def klacht_niet_behandelen(ontvangen_op: date, kalender: Kalender) -> Termijnuitkomst:
    """Last day to tell in writing that a complaint is not handled. Source: Awb 9:8 lid 3."""
    artikel = "Awb 9:8 lid 3"
    stappen = waarom(
        dagstap("Wij ontvingen uw klacht op {}.", artikel, ontvangen_op),
        Stap(
            "Behandelen wij de klacht niet, dan schrijven wij u dat zo snel mogelijk en uiterlijk binnen "
            f"{VIER_WEKEN}.",
            artikel,
        ),
    )
    return _binnen(artikel, ontvangen_op, VIER_WEKEN, stappen, kalender)
