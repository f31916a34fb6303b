"""Tables of tenancy: organisation, authority, team and employee."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from openloket.tenancy.scoped import Scoped, ScopedManager


class Organisation(models.Model):
    """A municipality or joint body that uses this installation. Public facts only, so without scope."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", "gemeente"
        JOINT_BODY = "joint_body", "gemeenschappelijke regeling"

    class Factor(models.TextChoices):
        FREE = "free", "Niemand hoeft. Wie wil, stelt het zelf in."
        PERSONAL = "personal", "Verplicht voor wie persoonsgegevens ziet of medewerkers beheert."
        EVERYBODY = "everybody", "Verplicht voor alle medewerkers."

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.MUNICIPALITY)
    cbs_code = models.CharField(max_length=6, blank=True)
    look = models.SlugField(help_text="name of the design tokens")
    host = models.CharField(max_length=200, blank=True, help_text="own host name; empty: reached by its path")
    reference_prefix = models.CharField(max_length=3, unique=True)
    phone = models.CharField(max_length=30)
    email = models.EmailField()
    return_pattern = models.CharField(
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text="where bounces go, * for the mark of the message: terug+*@…; empty: to the sender",
    )
    website = models.URLField(blank=True)
    address_lines = models.JSONField(default=list)
    opening_hours_lines = models.JSONField(default=list)
    help_text = models.TextField(help_text="who helps people who can't or won't do it digitally (Awb 2:1)")
    second_factor = models.CharField(
        max_length=10,
        choices=Factor.choices,
        default=Factor.PERSONAL,
        db_default="personal",
        help_text="which employees must prove who they are in two steps",
    )
    factor_grace = models.PositiveSmallIntegerField(
        default=3, db_default=3, help_text="how often an employee who must may still log in without"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["host"], condition=~models.Q(host=""), name="tenancy_organisation_host_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Authority(Scoped):
    """A bestuursorgaan of the organisation: college, burgemeester or raad (Awb 1:1)."""

    class Kind(models.TextChoices):
        COLLEGE = "college", "college van burgemeester en wethouders"
        MAYOR = "burgemeester", "burgemeester"
        COUNCIL = "raad", "gemeenteraad"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(max_length=160)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind"], name="tenancy_authority_once")
        ]


class Team(Scoped):
    """A group of employees that handles zaken together."""

    name = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="tenancy_team_once")]


class EmployeeManager(ScopedManager, BaseUserManager["Employee"]):
    """Finds employees within the organisation in scope only."""


class Employee(AbstractBaseUser, Scoped):
    """Somebody who works for the organisation and logs in at the desk."""

    class Role(models.TextChoices):
        CASE_WORKER = "case_worker", "behandelaar"
        LEAD = "lead", "teamleider"
        ADMINISTRATOR = "administrator", "beheerder"

    username = models.CharField(max_length=80)
    name = models.CharField(max_length=80)
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.CASE_WORKER)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True)
    is_active = models.BooleanField(default=True)
    email = models.EmailField(blank=True, default="", db_default="", help_text="for warnings about terms")
    subject = models.CharField(
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text="who this is in the directory of the organisation: provider key and subject",
    )
    warn_days = models.PositiveSmallIntegerField(
        default=7, db_default=7, help_text="how many days ahead of a last day this employee is warned"
    )
    warned_on = models.DateField(null=True, help_text="the day of the last digest that was put on its way")
    logins_without = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="how often this employee logged in without a second factor"
    )
    signed_out_at = models.DateTimeField(null=True, help_text="sessions that began before are over")
    invite_hash = models.BinaryField(
        max_length=32, null=True, unique=True, help_text="of the key that was mailed, to choose a password"
    )
    invite_until = models.DateTimeField(null=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[EmployeeManager] = EmployeeManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "username"], name="tenancy_employee_once"),
            models.UniqueConstraint(
                fields=["organisation", "subject"],
                condition=~models.Q(subject=""),
                name="tenancy_employee_subject_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        """What a session keeps: it is over once the password changes, or the employee is signed out."""
        since = self.signed_out_at.isoformat() if self.signed_out_at else ""
        return salted_hmac(
            "openloket desk session", f"{self.password} {since}", algorithm="sha256"
        ).hexdigest()


class IdentityProvider(Scoped):
    """A place where people or employees of the organisation prove who they are, over OpenID Connect."""

    class Audience(models.TextChoices):
        CITIZEN = "inwoner", "inwoners"
        COMPANY = "bedrijf", "bedrijven"
        EUROPEAN = "eu", "inwoners en bedrijven uit andere landen van de EU"
        EMPLOYEE = "medewerker", "medewerkers"

    key = models.SlugField(max_length=40)
    label = models.CharField(max_length=60, help_text="on the button, such as DigiD")
    audience = models.CharField(max_length=10, choices=Audience.choices)
    issuer = models.CharField(max_length=300, help_text="its configuration is found below this address")
    client_id = models.CharField(max_length=200)
    client_secret = models.BinaryField(
        blank=True, default=b"", help_text="sealed (tenancy.sealing); empty: none"
    )
    scopes = models.CharField(max_length=300, default="openid")
    claims = models.JSONField(default=dict, help_text="which claim holds what: bsn, kvk, branch, name, …")
    levels = models.JSONField(default=dict, help_text="its acr values: which is laag, substantieel or hoog")
    position = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="tenancy_provider_once")]

    def __str__(self) -> str:
        return self.label


class SecondFactor(Scoped):
    """What an employee has besides a password: a secret shared with an app that shows codes (RFC 6238)."""

    employee = models.OneToOneField(Employee, on_delete=models.CASCADE, related_name="second_factor")
    secret = models.BinaryField(help_text="sealed (tenancy.sealing)")
    confirmed_at = models.DateTimeField(null=True, help_text="a first code was right; null: being set up")
    last_step = models.BigIntegerField(default=0, help_text="no code is taken twice")
    spare_hashes = models.JSONField(
        default=list, help_text="keyed hashes of the codes on paper that are left"
    )


class DirectoryLogin(Scoped):
    """An employee logged in through the directory of the organisation, which may tell later that it ended."""

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="+")
    provider = models.CharField(max_length=40, help_text="key of IdentityProvider")
    provider_session = models.CharField(max_length=200, blank=True, help_text="what it calls this session")
    begun_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "provider", "provider_session"], name="tenancy_directory_session"
            ),
        ]


class LoginAttempts(Scoped):
    """How often somebody tried to log in of late; see login_limit. Kept for a day."""

    key_hash = models.BinaryField(max_length=32, help_text="keyed hash of user name and address, not stored")
    count = models.PositiveSmallIntegerField()
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key_hash"], name="tenancy_login_attempts_once")
        ]


class DutyFailure(Scoped):
    """A duty of the worker that fails for one organisation; gone once it goes well. No personal data."""

    duty = models.CharField(max_length=40, help_text="see duties.Duty")
    failures = models.PositiveIntegerField(help_text="how often in a row")
    since = models.DateTimeField()
    again_at = models.DateTimeField(help_text="not tried for this organisation before this moment")
    problem = models.CharField(max_length=200, help_text="which error and where in the code; not its words")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "duty"], name="tenancy_dutyfailure_once")
        ]
