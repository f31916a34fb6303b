"""The demo: two made-up municipalities on one machine, with everything that belongs to them."""
