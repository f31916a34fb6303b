"""What an employee does with a zaak."""
