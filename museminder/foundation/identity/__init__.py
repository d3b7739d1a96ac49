"""Who people are: accounts, sign-in, sessions, memberships of studios, invitations, permissions."""
