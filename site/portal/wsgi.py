"""Entry for a WSGI server: `gunicorn --pythonpath site portal.wsgi` from the project's folder."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
application = get_wsgi_application()
