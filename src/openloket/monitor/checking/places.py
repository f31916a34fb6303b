"""Which part of a page an element begins: content, menu, foot, news or a question about cookies."""

import re
from collections.abc import Mapping

from openloket.monitor.checking.page import Region

_TAGS = {
    "nav": Region.MENU,
    "footer": Region.FOOTER,
    "aside": Region.ASIDE,
    "main": Region.MAIN,
    "header": Region.MENU,
}
_ROLES = {
    "navigation": Region.MENU,
    "menu": Region.MENU,
    "menubar": Region.MENU,
    "search": Region.MENU,
    "banner": Region.MENU,
    "contentinfo": Region.FOOTER,
    "complementary": Region.ASIDE,
    "main": Region.MAIN,
}
_NAMES = (
    (
        Region.COOKIES,
        re.compile(r"cookie|consent|onetrust|cybot|cc-window|avg-?melding|privacy-?(banner|popup|wall)"),
    ),
    (
        Region.NEWS,
        re.compile(r"(^|[ _-])(nieuws|news|actueel|actualiteiten|berichten-?lijst|agenda)([ _-]|s?$)"),
    ),
    (
        Region.MENU,
        re.compile(
            r"(^|[ _-])(menu|nav|navbar|navigation|navigatie|hoofdmenu|submenu|breadcrumbs?|kruimelpad|skip"
            r"|skiplinks?|topbar|toptaken-?menu|mega-?menu|taalkeuze|a-z-index|readspeaker|share|delen"
            r"|social(-?media)?|zoekbalk|searchbar|siteheader|site-header|pageheader)([ _-]|$)"
        ),
    ),
    (
        Region.FOOTER,
        re.compile(r"(^|[ _-])(footer|site-?footer|page-?footer|voet|voettekst|bottombar|colofon)([ _-]|$)"),
    ),
    (
        Region.ASIDE,
        re.compile(
            r"(^|[ _-])(sidebar|zijbalk|zijkolom|aside|related|gerelateerd|rechterkolom|right-?col(umn)?"
            r"|contactblok|contact-?(info|block|box)|widget-?area)([ _-]|$)"
        ),
    ),
    (
        Region.MAIN,
        re.compile(
            r"(^| )(main|main-?content|content|page-?content|inhoud|hoofdinhoud|pagina-?inhoud"
            r"|tekst-?inhoud)( |$)"
        ),
    ),
)
OF_THE_SITE = frozenset({Region.MENU, Region.FOOTER, Region.COOKIES, Region.NEWS})
_WHOLE = frozenset({"html", "body"})


def place_of(tag: str, attributes: Mapping[str, str], outer: Region | None) -> Region | None:
    """The part that this element begins, or that it stands in; None while nothing tells."""
    if outer in OF_THE_SITE or tag in _WHOLE:
        return outer
    names = f"{attributes.get('id', '')} {attributes.get('class', '')}".lower()
    begun = _begun(tag, attributes, _named(names))
    if begun is None or (begun is Region.MAIN and outer is Region.ASIDE):
        return outer
    # A header or footer of the content itself holds titles and dates, not the menu of the site.
    if tag in ("header", "footer") and outer is Region.MAIN:
        return outer
    return begun


def _begun(tag: str, attributes: Mapping[str, str], named: Region | None) -> Region | None:
    if named is Region.COOKIES or (tag == "dialog" and "cookie" in attributes.get("aria-label", "").lower()):
        return Region.COOKIES
    return _TAGS.get(tag) or _ROLES.get(attributes.get("role", "").lower()) or named


def _named(names: str) -> Region | None:
    if not names.strip():
        return None
    return next((region for region, pattern in _NAMES if pattern.search(names)), None)
