"""The desk: where employees log in, find their zaken and handle them."""
