"""Writing a feed of products as Samenwerkende Catalogi 4.0, in the order of elements that its schema asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree

from openloket.catalogues.record import NO_NAME_YET, Record

_DC = "http://purl.org/dc/terms/"
_OVERHEID = "http://standaarden.overheid.nl/owms/terms/"
_PRODUCT = "http://standaarden.overheid.nl/product/terms/"
NO_NAME_TEXT = "UPL-naam nog niet beschikbaar"

for _prefix, _space in (("dcterms", _DC), ("overheid", _OVERHEID), ("overheidproduct", _PRODUCT)):
    ElementTree.register_namespace(_prefix, _space)


@dataclass(frozen=True, slots=True)
class Owner:
    """The body that offers the products: its scheme (Gemeente), its name and its OWMS address."""

    name: str
    uri: str
    scheme: str = "Gemeente"


def feed(owner: Owner, records: Iterable[Record], upl_names: dict[str, str]) -> bytes:
    """UTF-8 with declaration; `upl_names` gives the name of each uniforme productnaam by its address.

    ValueError without a single record, for the schema wants one.
    """
    root = ElementTree.Element(f"{{{_PRODUCT}}}scproducten")
    for record in records:
        _product(root, owner, record, upl_names)
    if not len(root):
        raise ValueError("a feed has at least one product")
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _product(root: ElementTree.Element, owner: Owner, record: Record, upl_names: dict[str, str]) -> None:
    product = ElementTree.SubElement(root, f"{{{_PRODUCT}}}scproduct", {"owms-version": "4.0"})
    meta = _child(product, _PRODUCT, "meta")
    _identity(_child(meta, _PRODUCT, "owmskern"), owner, record)
    mantle = _child(meta, _PRODUCT, "owmsmantel")
    for audience in record.audiences:
        _child(mantle, _DC, "audience", audience.value, scheme="overheid:Doelgroep")
    _child(mantle, _DC, "abstract", record.abstract or record.title)
    _about(_child(meta, _PRODUCT, "scmeta"), record, upl_names)
    _child(_child(product, _PRODUCT, "body"), _PRODUCT, "productHTML")


def _identity(core: ElementTree.Element, owner: Owner, record: Record) -> None:
    who = {"scheme": f"overheid:{owner.scheme}", "resourceIdentifier": owner.uri}
    _child(core, _DC, "identifier", record.identifier)
    _child(core, _DC, "title", record.title)
    _child(core, _DC, "language", "nl")
    _child(core, _DC, "type", "productbeschrijving", scheme="overheid:Informatietype")
    assert record.modified is not None, "our own products know when they changed"
    _child(core, _DC, "modified", record.modified.isoformat())
    _child(core, _DC, "spatial", owner.name, **who)
    _child(core, _OVERHEID, "authority", owner.name, **who)


def _about(about: ElementTree.Element, record: Record, upl_names: dict[str, str]) -> None:
    _child(about, _PRODUCT, "productID", record.product_id)
    _child(about, _PRODUCT, "onlineAanvragen", record.online.value)
    if record.application:
        _child(about, _PRODUCT, "aanvraagURL", resourceIdentifier=record.application)
    for uri in record.upl_uris or (NO_NAME_YET,):
        name = upl_names.get(uri, NO_NAME_TEXT)
        _child(
            about, _PRODUCT, "uniformeProductnaam", name,
            scheme="overheid:UniformeProductnaam", resourceIdentifier=uri,
        )  # fmt: skip


def _child(
    parent: ElementTree.Element, space: str, name: str, text: str = "", **attributes: str
) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, f"{{{space}}}{name}", attributes)
    if text:
        element.text = "".join(sign for sign in text if sign.isprintable())
    return element
