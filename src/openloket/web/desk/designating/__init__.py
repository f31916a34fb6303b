"""The register of channels and the decision that designates them."""
