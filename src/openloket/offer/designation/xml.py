"""A designation decision as XML, in the form of a published gemeenteblad as far as that is public."""

from collections.abc import Sequence
from xml.etree import ElementTree

from openloket.offer.designation.document import AnnexRow, Article, Document, Layout

UNVERIFIED = (
    "De vorm volgt gepubliceerde gemeentebladen. Het schema voor aanleveren is niet openbaar: "
    "controleer het bestand in het systeem waarmee u publiceert."
)


def as_xml(document: Document, organisation: str) -> bytes:
    """UTF-8 with declaration; what could not be verified stands in a comment at the top."""
    root = ElementTree.Element("officiele-publicatie")
    root.append(ElementTree.Comment(f" {UNVERIFIED} "))
    head = ElementTree.SubElement(root, "kop")
    _text(head, "titel", "GEMEENTEBLAD")
    _text(head, "subtitel", f"Officiële uitgave van de gemeente {organisation}")
    paper = ElementTree.SubElement(root, "gemeenteblad")
    _text(ElementTree.SubElement(paper, "kop"), "titel", document.title)
    rules = ElementTree.SubElement(paper, "regeling")
    _preamble(ElementTree.SubElement(ElementTree.SubElement(rules, "aanhef"), "preambule"), document)
    body = ElementTree.SubElement(rules, "regeling-tekst")
    for article in document.articles:
        _article(body, article)
    _signing(ElementTree.SubElement(rules, "regeling-sluiting"), document)
    _annex(rules, document)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _text(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, name)
    element.text = "".join(sign for sign in text if sign.isprintable())
    return element


def _preamble(parent: ElementTree.Element, document: Document) -> None:
    several = len(document.authorities) > 1
    each = ", ieder voor zover het zijn bevoegdheid betreft" if several else ""
    _text(parent, "al", f"{'; '.join(document.authorities)}{each};")
    _text(parent, "al", f"gelet op {document.legal_basis};")
    _text(parent, "al", "overwegende:")
    for recital in document.recitals:
        _text(parent, "al", recital)
    _text(parent, "al", "besluiten:" if several else "besluit:")


def _article(parent: ElementTree.Element, article: Article) -> None:
    element = ElementTree.SubElement(parent, "artikel")
    head = ElementTree.SubElement(element, "kop")
    _text(head, "label", "Artikel")
    _text(head, "nr", str(article.number))
    _text(head, "titel", article.title)
    for paragraph in article.paragraphs:
        _text(element, "al", paragraph)
    if article.items:
        _list(element, article.items)


def _list(parent: ElementTree.Element, items: Sequence[str]) -> None:
    listed = ElementTree.SubElement(parent, "lijst", type="expliciet")
    for number, item in enumerate(items):
        one = ElementTree.SubElement(listed, "li")
        _text(one, "li.nr", f"{_letter(number)}.")
        _text(one, "al", item)


def _letter(number: int) -> str:
    more, last = divmod(number, 26)
    return (_letter(more - 1) if more else "") + chr(ord("a") + last)


def _signing(parent: ElementTree.Element, document: Document) -> None:
    for signature in document.signatures:
        block = ElementTree.SubElement(parent, "ondertekening")
        _text(block, "organisatie", signature.authority)
        for role in signature.roles:
            _text(block, "functie", role)


def _annex(parent: ElementTree.Element, document: Document) -> None:
    annex = ElementTree.SubElement(parent, "bijlage")
    head = ElementTree.SubElement(annex, "kop")
    _text(head, "label", "Bijlage")
    _text(head, "titel", "Kanaal per onderwerp en type bericht")
    if document.variant.layout is Layout.LIST:
        for domain, rows in document.domains:
            _text(annex, "tussenkop", domain)
            _list(annex, [_sentence(row) for row in rows])
        return
    table = ElementTree.SubElement(ElementTree.SubElement(annex, "table"), "tgroup", cols="5")
    _row(
        ElementTree.SubElement(table, "thead"),
        ("Onderwerp", "Type bericht", "Bestuursorgaan", "Kanaal", "Adres en eisen"),
    )
    body = ElementTree.SubElement(table, "tbody")
    for row in document.annex:
        last = "; ".join(filter(None, [row.address, *row.notes]))
        _row(body, (row.product, row.message_type, row.authority, row.way, last))


def _sentence(row: AnnexRow) -> str:
    sent = " ".join(filter(None, (row.way, row.address)))
    return "; ".join((f"{row.product}, {row.message_type} ({row.authority}): {sent}", *row.notes))


def _row(parent: ElementTree.Element, cells: tuple[str, ...]) -> None:
    row = ElementTree.SubElement(parent, "row")
    for cell in cells:
        _text(ElementTree.SubElement(row, "entry"), "al", cell)
