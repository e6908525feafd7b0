"""How long things go on: end dates, successors, what is no longer looked after."""
