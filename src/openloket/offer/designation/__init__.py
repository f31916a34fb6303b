"""The designation decision (Awb 2:13(2)): made from the register of channels, compared, and written out."""
