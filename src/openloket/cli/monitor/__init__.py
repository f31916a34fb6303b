"""`openloket monitor`: the national measurement, from files and visits to figures."""
