"""Whether it arrives: carriers, letters, what came back, and what a person must solve."""
