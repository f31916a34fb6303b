"""NotifyNL, and every other service that speaks the API of GOV.UK Notify."""
