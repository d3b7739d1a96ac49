"""Taking everything along when a school leaves, and moving in with what another installation gave."""
