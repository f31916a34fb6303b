"""Reading what others measured or declared: files become sightings, faults become lines that help."""
