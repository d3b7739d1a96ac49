"""Stand-ins for outside services: processes of their own, never imported by MuseMinder.

Tests and the demonstration studio talk to them over the network, through the same client, in the
same protocol and behind TLS as they would talk to the real service.
"""
