"""Mijn omgeving: what somebody who is logged in sees and does, for themselves or for whom they act."""
