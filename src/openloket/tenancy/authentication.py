"""Logging in as an employee of the organisation in scope; an employee of another one does not exist here."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from openloket.tenancy import scope
from openloket.tenancy.models import Employee


class EmployeeBackend(BaseBackend):
    """Checks a user name and password within the scope."""

    def authenticate(
        self, request: HttpRequest | None, username: str = "", password: str = "", **credentials: Any
    ) -> Employee | None:
        if scope.peek() is None:
            return None
        employee = Employee.objects.filter(username=username.strip().lower(), is_active=True).first()
        if employee is None:
            Employee().set_password(password)  # as slow as a real check: a stranger learns nothing
            return None
        return employee if employee.check_password(password) else None

    def get_user(self, user_id: int) -> Employee | None:
        if scope.peek() is None:
            return None
        employee: Employee | None = Employee.objects.filter(pk=user_id, is_active=True).first()
        return employee
