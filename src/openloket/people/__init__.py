"""Persons by pseudonym, contact points, express reachability (Awb 2:8) and the access log."""
