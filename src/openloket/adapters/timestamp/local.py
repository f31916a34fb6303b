"""A timestamp service of our own, for the demo and the tests.

It makes real RFC 3161 tokens that any verifier accepts, but its clock is *this installation's own clock* and
its certificate is self-made. So it proves nothing against the installation itself: in production, let a third
party stamp (see ``http``).
"""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from secrets import randbits

from asn1crypto import algos, cms, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from openloket.evidence.ports import Permanent, StampToken

# "2.999" is the arc that ITU-T X.660 reserves for examples: a policy that promises nothing.
POLICY = "2.999.1"
YEARS = 20


@dataclass(frozen=True, slots=True)
class LocalAuthority:
    """A certificate authority of one, and the certificate with which it signs timestamps."""

    root: x509.Certificate
    certificate: x509.Certificate
    private: ec.EllipticCurvePrivateKey

    @classmethod
    def create(cls, name: str, at: datetime) -> "LocalAuthority":
        """Makes a fresh authority, valid from a day before ``at``; the root's private key is thrown away."""
        root_key = ec.generate_private_key(ec.SECP256R1())
        private = ec.generate_private_key(ec.SECP256R1())
        root_name = _name(f"{name} (root)")
        root = (
            _certificate(root_name, root_name, root_key.public_key(), at)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_usage(signs_certificates=True), critical=True)
            .sign(root_key, SHA256())
        )
        certificate = (
            _certificate(_name(name), root_name, private.public_key(), at)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(signs_certificates=False), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), False)
            .sign(root_key, SHA256())
        )
        return cls(root, certificate, private)

    @classmethod
    def from_pem(cls, pem: bytes) -> "LocalAuthority":
        """Reads what ``pem`` gave. Raises ValueError."""
        certificate, root = x509.load_pem_x509_certificates(pem)
        private = load_pem_private_key(pem, None)
        if not isinstance(private, ec.EllipticCurvePrivateKey):
            raise ValueError("a local timestamp authority signs with an elliptic curve key")
        return cls(root, certificate, private)

    @classmethod
    def load_or_create(cls, path: Path, name: str, at: datetime) -> "LocalAuthority":
        """The authority kept in the file, made at the first call; readable by this user only."""
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh = path.with_suffix(f".{os.getpid()}")
            fresh.touch(mode=0o600)
            fresh.write_bytes(cls.create(name, at).pem)
            with suppress(FileExistsError):
                os.link(fresh, path)  # never over an authority that another process just made
            fresh.unlink()
        return cls.from_pem(path.read_bytes())

    @property
    def pem(self) -> bytes:
        """Private key, certificate and root: keep it where only the signer can read."""
        key = self.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        return key + self.certificate.public_bytes(Encoding.PEM) + self.root.public_bytes(Encoding.PEM)

    def token(self, imprint: tsp.MessageImprint, at: datetime, nonce: int | None = None) -> bytes:
        """A TimeStampToken in DER over the imprint, stating ``at``."""
        info = {
            "version": "v1",
            "policy": POLICY,
            "message_imprint": imprint,
            "serial_number": randbits(63),
            "gen_time": at.astimezone(UTC).replace(microsecond=0),
            "ordering": False,
        }
        content = tsp.TSTInfo(info if nonce is None else {**info, "nonce": nonce})
        return bytes(
            cms.ContentInfo({"content_type": "signed_data", "content": self._signed(content)}).dump()
        )

    def answer(self, query: bytes, at: datetime) -> bytes:
        """The TimeStampResp in DER to a TimeStampReq in DER. Raises ValueError when it is no such thing."""
        asked = tsp.TimeStampReq.load(query, strict=True)
        token = self.token(asked["message_imprint"], at, asked["nonce"].native)
        answer = {"status": {"status": "granted"}, "time_stamp_token": cms.ContentInfo.load(token)}
        return bytes(tsp.TimeStampResp(answer).dump())

    def _signed(self, content: tsp.TSTInfo) -> cms.SignedData:
        certificate = asn1_x509.Certificate.load(self.certificate.public_bytes(Encoding.DER))
        digest = algos.DigestAlgorithm({"algorithm": "sha256"})
        attributes = self._attributes(content)
        signer = {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                "issuer_and_serial_number",
                {"issuer": certificate.issuer, "serial_number": certificate.serial_number},
            ),
            "digest_algorithm": digest,
            "signed_attrs": attributes,
            "signature_algorithm": {"algorithm": "sha256_ecdsa"},
            "signature": self.private.sign(attributes.dump(), ec.ECDSA(SHA256())),
        }
        return cms.SignedData(
            {
                "version": "v3",
                "digest_algorithms": [digest],
                "encap_content_info": {
                    "content_type": "tst_info",
                    "content": cms.ParsableOctetString(content.dump()),
                },
                "certificates": [certificate],
                "signer_infos": [signer],
            }
        )

    def _attributes(self, content: tsp.TSTInfo) -> cms.CMSAttributes:
        # signing_certificate_v2 ties the token to one certificate (RFC 5816): required of a timestamp.
        thumb = sha256(self.certificate.public_bytes(Encoding.DER)).digest()
        return cms.CMSAttributes(
            [
                {"type": "content_type", "values": ["tst_info"]},
                {"type": "message_digest", "values": [sha256(content.dump()).digest()]},
                {"type": "signing_certificate_v2", "values": [{"certs": [{"cert_hash": thumb}]}]},
            ]
        )


@dataclass(frozen=True, slots=True)
class LocalTimestamper:
    """Stamps with a local authority and the clock it is given."""

    authority: LocalAuthority
    clock: Callable[[], datetime]

    def stamp(self, digest: bytes) -> StampToken:
        """A token over the digest (see the port); Permanent when the digest is not 32 bytes."""
        if len(digest) != 32:
            raise Permanent("a digest has 32 bytes")
        at = self.clock().astimezone(UTC).replace(microsecond=0)
        imprint = tsp.MessageImprint(
            {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": sha256(digest).digest()}
        )
        names = self.authority.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        return StampToken(self.authority.token(imprint, at), str(names[0].value), at)


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, at: datetime
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key)
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(at - timedelta(days=1))
    builder = builder.not_valid_after(at + timedelta(days=365 * YEARS))
    return builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )
