"""Implementations of the ports of the rooms; chosen by configuration, imported by nobody."""
