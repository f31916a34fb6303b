"""Registers the post room with Django."""

from django.apps import AppConfig


class PostConfig(AppConfig):
    name = "openloket.post"
    label = "post"
