"""Has the archive notice who signs in, and who is given which role."""

from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import m2m_changed, post_migrate, post_save

from archive.people import roles, second_factor, sign_ins


def connect() -> None:
    """Connect the receivers; a sign-in that awaits its code is not one yet."""
    user_logged_in.connect(second_factor.await_code)
    user_logged_in.connect(sign_ins.note_new)
    m2m_changed.connect(roles.follow_groups, sender=User.groups.through)
    post_save.connect(roles.note_superuser, sender=User)
    post_save.connect(sign_ins.end_void, sender=User)
    post_migrate.connect(roles.make_groups_after, dispatch_uid="archive.people.roles")
