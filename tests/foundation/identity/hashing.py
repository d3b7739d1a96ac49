"""A password hash for tests that measure: costly enough to be seen, on one thread so that neighbors disturb less."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class OneThread(Argon2PasswordHasher):
    """Argon2 with some 40 ms of work."""

    time_cost = 2
    memory_cost = 32_768
    parallelism = 1
