"""Posting a policy, agreeing to it, and keeping what the checks found."""
