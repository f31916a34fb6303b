"""`make bench`: how much OpenLoket does per second, what that costs, and the floors to compare it with."""
