"""The page on which the payer types the card, as Stripe would host it."""
