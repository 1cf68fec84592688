"""The policy library: the notice of 2019 with its clauses in our own words, and what it rests on."""

from portal.contents.policies.base_documents import BASE_DOCUMENTS
from portal.contents.policies.notice_2019 import NOTICE

POLICIES = (NOTICE, *BASE_DOCUMENTS)
