"""Samenwerkende Catalogi 4.0, the national feed of products: read with its dirt, and written."""
