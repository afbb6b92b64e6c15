"""A hasher that counts how often it was asked to work."""

from django.contrib.auth.hashers import MD5PasswordHasher


class CountingHasher(MD5PasswordHasher):
    """Every password that is weighed or made counts once."""

    asked: list[str] = []

    def encode(self, password, salt):
        self.asked.append(password)
        return super().encode(password, salt)
