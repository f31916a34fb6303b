"""E-mail comes in: kept first, then sorted, judged, received, or kept apart."""
