"""Finding a product by what people type: inflected, misspelt, glued together, or another word for it."""
