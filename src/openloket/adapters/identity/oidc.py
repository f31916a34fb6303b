"""OpenID Connect: the authorization code flow with PKCE, as the party that relies on a provider."""

import base64
import hashlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlencode

from openloket.adapters.identity.discovery import Directory, Metadata
from openloket.adapters.identity.fetch import fetch_json
from openloket.adapters.identity.mapping import missing, proven, proven_employee, wanted
from openloket.adapters.identity.tokens import Expected, id_claims, logout_claims
from openloket.people.ports import Asked, Ended, Permanent, Proven, ProvenEmployee, Provider


class OpenIdConnect:
    """Sends browsers to providers, and checks what they bring back. Safe to use from several threads."""

    def __init__(self, now: Callable[[], datetime], directory: Directory | None = None) -> None:
        self._now = now
        self._directory = directory or Directory()

    def begin(self, provider: Provider, asked: Asked) -> str:
        """The address to send the browser to. Raises Temporary or Permanent."""
        metadata = self._directory.metadata(provider.issuer)
        challenge = hashlib.sha256(asked.verifier.encode()).digest()
        values = {
            "response_type": "code",
            "client_id": provider.client_id,
            "redirect_uri": asked.redirect,
            "scope": provider.scopes,
            "state": asked.state,
            "nonce": asked.nonce,
            "code_challenge": base64.urlsafe_b64encode(challenge).decode().rstrip("="),
            "code_challenge_method": "S256",
        }
        if levels := wanted(provider, asked.level):
            values["acr_values"] = " ".join(levels)
        elif asked.level:
            raise Permanent(f"{provider.key} has no level as high as {asked.level}")
        if asked.prompt:
            values["prompt"] = "login"
        return _with(metadata.authorization, values)

    def finish(
        self,
        provider: Provider,
        code: str,
        verifier: str,
        nonce: str,
        redirect: str,
        issuer: str = "",
    ) -> Proven:
        """Change the code for what the provider proved. Raises Temporary or Permanent.

        `issuer` is what the answer itself said of who it came from (RFC 9207).
        """
        metadata, claims, access = self._changed(provider, code, verifier, nonce, redirect, issuer)
        if missing(provider, claims) and metadata.userinfo and access:
            claims = self._more(metadata, access, claims)
        return proven(provider, claims)

    def finish_employee(
        self,
        provider: Provider,
        code: str,
        verifier: str,
        nonce: str,
        redirect: str,
        issuer: str = "",
    ) -> ProvenEmployee:
        """Change the code for which employee this is; only what was signed counts. Raises as `finish`."""
        _, claims, _ = self._changed(provider, code, verifier, nonce, redirect, issuer)
        return proven_employee(provider, claims)

    def _changed(
        self, provider: Provider, code: str, verifier: str, nonce: str, redirect: str, issuer: str
    ) -> tuple[Metadata, dict[str, Any], str]:
        """The code, changed for what the provider signed, and the access token that came with it."""
        metadata = self._directory.metadata(provider.issuer)
        if (issuer or metadata.says_issuer) and issuer != metadata.issuer:
            raise Permanent("the answer came from another provider")
        values = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect,
            "code_verifier": verifier,
        }
        form, headers = _as_client(provider, metadata, values)
        found = fetch_json(metadata.token, form, headers)
        token, access = found.get("id_token"), found.get("access_token")
        if not isinstance(token, str):
            raise Permanent("the provider gave no ID token")
        access = access if isinstance(access, str) else ""
        expected = Expected(provider.client_id, nonce, access)
        return metadata, id_claims(token, self._directory, metadata, expected, self._now()), access

    def logout_address(self, provider: Provider, back: str) -> str:
        """Where to send the browser to log out there as well; empty: the provider offers no such place."""
        metadata = self._directory.metadata(provider.issuer)
        if not metadata.end_session:
            return ""
        values = {"client_id": provider.client_id, "post_logout_redirect_uri": back}
        return _with(metadata.end_session, values)

    def ended(self, provider: Provider, logout_token: str) -> Ended:
        """What a logout token says, once it is checked. Raises Temporary or Permanent."""
        metadata = self._directory.metadata(provider.issuer)
        claims = logout_claims(logout_token, self._directory, metadata, provider.client_id, self._now())
        return Ended(
            subject=str(claims.get("sub") or ""),
            session=str(claims.get("sid") or ""),
            at=datetime.fromtimestamp(claims["iat"], UTC),
        )

    def look(self, provider: Provider) -> list[str]:
        """What is missing in the configuration of a provider, in words; empty: all is well."""
        metadata = self._directory.now(provider.issuer)
        found = []
        if "S256" not in metadata.challenges:
            found.append("does not say that it knows PKCE with S256: ask the provider")
        if not metadata.end_session:
            found.append("has no end_session_endpoint: logging out here does not log out there")
        if not metadata.backchannel:
            found.append("offers no back-channel logout: logging out there does not log out here")
        if not metadata.says_issuer:
            found.append("does not name itself in its answers (RFC 9207): give it a client of its own")
        if provider.client_secret and not _method(metadata):
            found.append(f"wants another way to identify us than a secret: {', '.join(metadata.methods)}")
        return found

    def _more(self, metadata: Metadata, access: str, claims: dict[str, Any]) -> dict[str, Any]:
        """With what the provider tells apart from the ID token; what was signed goes first."""
        found = fetch_json(metadata.userinfo, headers={"Authorization": f"Bearer {access}"})
        if found.get("sub") != claims["sub"]:
            raise Permanent("the provider tells of somebody else")
        return {**found, **claims}


def configured() -> OpenIdConnect:
    """The one of this process."""
    return OpenIdConnect(lambda: datetime.now(UTC))


def _as_client(
    provider: Provider, metadata: Metadata, values: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """How we say who we are at the token endpoint: form and headers (RFC 6749 2.3.1)."""
    if not provider.client_secret:
        return {**values, "client_id": provider.client_id}, {}
    if _method(metadata) == "client_secret_post":
        secret = {"client_id": provider.client_id, "client_secret": provider.client_secret}
        return {**values, **secret}, {}
    pair = f"{quote(provider.client_id, safe='')}:{quote(provider.client_secret, safe='')}"
    return dict(values), {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}


def _method(metadata: Metadata) -> str:
    ours = ("client_secret_basic", "client_secret_post")
    return next((one for one in ours if one in metadata.methods), "")


def _with(address: str, values: Mapping[str, str]) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode(values)}"
