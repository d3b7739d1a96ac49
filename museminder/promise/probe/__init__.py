"""Tries every table and every page of one studio from inside another."""
