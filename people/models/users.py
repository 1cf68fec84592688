from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """An account. What it may see and do follows from its grants and its teacher record."""

    def get_full_name(self) -> str:
        """Family name first and no space between, as Chinese names are written."""
        return f"{self.last_name}{self.first_name}" or self.username
