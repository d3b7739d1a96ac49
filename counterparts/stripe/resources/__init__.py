"""One module for each of Stripe's resources; each ends with the addresses it answers."""
