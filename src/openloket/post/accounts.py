"""With which carrier the organisation in scope sends by each way; the secret opens only to who carries."""

from openloket.post.models import CarrierAccount
from openloket.post.ports import Account
from openloket.tenancy.sealing import CARRIER_SECRET, unseal


def kept_account(way: str) -> CarrierAccount | None:
    """The row of a way, with its secret sealed; None: it goes as the installation does it."""
    found: CarrierAccount | None = CarrierAccount.objects.filter(way=way).exclude(carrier="").first()
    return found


def account_for(way: str) -> Account | None:
    """The account of a way, opened, for conf.doors.carrier. Raises Unsealable when its key is gone."""
    row = kept_account(way)
    return opened(row) if row else None


def opened(row: CarrierAccount) -> Account:
    """A row as a carrier is made out of it. Raises Unsealable when its key is gone."""
    settings = tuple(sorted((name, str(value)) for name, value in row.settings.items()))
    secret = unseal(row.secret, CARRIER_SECRET).decode() if row.secret else ""
    return Account(row.carrier, settings, secret)
