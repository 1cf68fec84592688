"""A person's own page at the editor's desk."""

from wagtail.admin.views.account import AccountView, AvatarSettingsPanel, NameEmailSettingsPanel

# Names come from the roster and stand in logs; a picture would be kept where no address leads.
NOT_FOR_ONESELF = (NameEmailSettingsPanel, AvatarSettingsPanel)


class DeskAccountView(AccountView):
    """Wagtail's, without what nobody changes about themselves."""

    def get_panels(self):
        return [panel for panel in super().get_panels() if not isinstance(panel, NOT_FOR_ONESELF)]
