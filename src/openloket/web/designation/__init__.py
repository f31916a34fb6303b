"""The designation decision for people and machines: page, PDF, XML and JSON."""
