"""The bare framework page: what a page costs before it does anything for a studio."""
