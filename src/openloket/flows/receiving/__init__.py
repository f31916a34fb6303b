"""A message comes in: judged by the law, copied, confirmed, and put where it belongs."""
