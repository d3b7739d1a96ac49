"""A stand-in for Stripe that speaks its protocol; no money moves and no card number is kept."""
