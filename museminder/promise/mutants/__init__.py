"""Sabotages that the checks know nothing about: each must turn its check red."""
