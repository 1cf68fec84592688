"""Workbooks to try imports with: tidy, untidy, wrong, dangerous, and large.

Each says of itself what an import must make of every row; the tests and the manifest beside the
files hold the imports to it. An untidy row repeats a row of the tidy files in another writing: read
rightly, it is `unchanged`.
"""
