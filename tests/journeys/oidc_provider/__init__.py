"""A real provider of single sign-on in a process of its own, as a bureau would run one.

Django with django-oauth-toolkit, its own database and log-in form; it shares nothing with the site.
"""
