"""Stripe, spoken to with the studio's own key, through the program's one HTTP client."""
