"""The public site of the national monitor: pages, charts, reports and open data."""
