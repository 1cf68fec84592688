from .grants import RoleGrant
from .imports import ImportBatch
from .posts import Post
from .schools import Enrolment, School
from .synonyms import Synonym
from .teachers import Teacher
from .units import Unit
from .users import User

__all__ = [
    "Enrolment",
    "ImportBatch",
    "Post",
    "RoleGrant",
    "School",
    "Synonym",
    "Teacher",
    "Unit",
    "User",
]
