"""How an employee comes in: logging in, the second step, and what is asked again."""
