"""Every address of the site × every role: the answers that are right.

A line is: the answers in the order of tests/project/conftest.ROLES (signed out, stranger, teacher,
school administrator, trainer, unit officer, city officer, site administrator, auditor, editor), the
method, the address, and after the arrow how urls.py writes it. What stands in braces is named by the
world of tests/project/conftest.py: `inside`, `school` and `unit` lie in the reach of the school's administrator
and the unit's officer, what begins with `other` and `outside` does not.

2 shown (also with what is wrong in a form), > elsewhere within the site, L to the log-in page, 3 forbidden, 4 not there, 5 wrong method.
"""

from dataclasses import dataclass

WAGTAIL = "admin/"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    method: str
    address: str
    answers: str


_ROWS = r"""
# sign-in
2>>>>>>>>>  GET  /accounts/login/  <-  accounts/login/
2>>>>>>>>>  POST /accounts/login/  <-  accounts/login/
>>>>>>>>>>  POST /accounts/logout/  <-  accounts/logout/
2222222222  GET  /accounts/inactive/  <-  accounts/inactive/
L222222222  GET  /accounts/reauthenticate/  <-  accounts/reauthenticate/
L222222222  GET  /accounts/security/  <-  accounts/security/
L222222222  GET  /accounts/sessions/  <-  accounts/sessions/
L444444444  POST /accounts/sessions/999999/end/  <-  accounts/sessions/<int:pk>/end/
L555555555  GET  /accounts/sessions/999999/end/  <-  accounts/sessions/<int:pk>/end/
L222222222  GET  /accounts/email/  <-  accounts/email/
2222222222  GET  /accounts/confirm-email/  <-  accounts/confirm-email/
2222222222  GET  /accounts/confirm-email/nonsense/  <-  accounts/confirm-email/<str:key>/
L222222222  GET  /accounts/password/change/  <-  accounts/password/change/
L>>>>>>>>>  GET  /accounts/password/set/  <-  accounts/password/set/
2222222222  GET  /accounts/password/reset/  <-  accounts/password/reset/
2222222222  GET  /accounts/password/reset/sent/  <-  accounts/password/reset/sent/
2222222222  GET  /accounts/password/reset/done/  <-  accounts/password/reset/done/
2222222222  GET  /accounts/password/reset/1-abc/  <-  accounts/^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$
L>>>>>>>>>  GET  /accounts/second-factor/  <-  accounts/second-factor/
>>>>>>>>>>  GET  /accounts/second-factor/all/  <-  accounts/second-factor/all/
L>>>>>>>>>  GET  /accounts/second-factor/code/  <-  accounts/second-factor/code/
L>>>>>>>>>  GET  /accounts/second-factor/code/again/  <-  accounts/second-factor/code/again/
L>>>>>>>>>  GET  /accounts/second-factor/app/add/  <-  accounts/second-factor/app/add/
L444444444  GET  /accounts/second-factor/app/remove/  <-  accounts/second-factor/app/remove/
L444444444  GET  /accounts/second-factor/recovery-codes/  <-  accounts/second-factor/recovery-codes/
L>>>>>>>>>  GET  /accounts/second-factor/recovery-codes/new/  <-  accounts/second-factor/recovery-codes/new/
>>>>>>>>>>  GET  /accounts/passkeys/  <-  accounts/passkeys/
L>>>>>>>>>  GET  /accounts/passkeys/login/  <-  accounts/passkeys/login/
L>>>>>>>>>  GET  /accounts/passkeys/again/  <-  accounts/passkeys/again/
L>>>>>>>>>  GET  /accounts/passkeys/add/  <-  accounts/passkeys/add/
L>>>>>>>>>  GET  /accounts/passkeys/999999/edit/  <-  accounts/passkeys/<int:pk>/edit/
L>>>>>>>>>  GET  /accounts/passkeys/999999/remove/  <-  accounts/passkeys/<int:pk>/remove/
L222222222  GET  /accounts/single-sign-on/  <-  accounts/single-sign-on/
LLLLLLLLLL  GET  /accounts/single-sign-on/cancelled/  <-  accounts/single-sign-on/cancelled/
5555555555  GET  /accounts/single-sign-on/none/login/  <-  accounts/single-sign-on/<slug:provider_id>/login/
4444444444  GET  /accounts/single-sign-on/none/callback/  <-  accounts/single-sign-on/<slug:provider_id>/callback/
L222222222  GET  /my/sign-ins/  <-  my/sign-ins/
# start
L222222222  GET  /start/  <-  start/
L444444444  POST /start/capacity/  <-  start/capacity/
>>>>>>>>>>  POST /i18n/setlang/  <-  i18n/setlang/
2222222222  GET  /language/?next=/lessons/  <-  language/
2222222222  GET  /feeds/news.xml  <-  feeds/news.xml
2222222222  GET  /feeds/lessons.xml  <-  feeds/lessons.xml
2222222222  GET  /sitemap.xml  <-  sitemap.xml
2222222222  GET  /robots.txt  <-  robots.txt
2222222222  GET  /style/  <-  style/
2222222222  GET  /search/?q=心理  <-  search/
# roles
L444444244  GET  /grants/  <-  grants/
L444444244  GET  /grants/new/  <-  grants/new/
L444444244  POST /grants/new/  <-  grants/new/
L444444>44  POST /grants/{grant}/end/  <-  grants/<int:pk>/end/
L444444544  GET  /grants/{grant}/end/  <-  grants/<int:pk>/end/
L222222222  GET  /delegations/  <-  delegations/
L442422444  GET  /delegations/new/  <-  delegations/new/
L444444444  POST /delegations/{lent}/end/  <-  delegations/<int:pk>/end/
# lessons in use
L444444444  POST /lessons/999999/save/  <-  lessons/<key:pk>/save/
L444444444  POST /lessons/999999/thank/  <-  lessons/<key:pk>/thank/
L444444444  GET  /lessons/999999/use/  <-  lessons/<key:pk>/use/
L444444444  POST /lessons/999999/adapt/  <-  lessons/<key:pk>/adapt/
L222222222  GET  /my/saved/  <-  my/saved/
L444444444  POST /my/saved/999999/remove/  <-  my/saved/<key:pk>/remove/
L222222222  GET  /my/uses/  <-  my/uses/
L422222442  GET  /lesson-use/  <-  lesson-use/
L444442442  GET  /site/reflections/  <-  site/reflections/
L444444444  POST /site/reflections/999999/show/  <-  site/reflections/<key:pk>/<slug:decision>/
# lessons on their way
L424244444  GET  /my/lessons/  <-  my/lessons/
L424244444  GET  /my/lessons/new/  <-  my/lessons/new/
L424444444  GET  /my/lessons/{own_lesson}/  <-  my/lessons/<key:pk>/
L424444444  GET  /my/lessons/{waiting_lesson}/  <-  my/lessons/<key:pk>/
L424444444  POST /my/lessons/{own_lesson}/autosave/  <-  my/lessons/<key:pk>/autosave/
L454544444  GET  /my/lessons/{own_lesson}/autosave/  <-  my/lessons/<key:pk>/autosave/
L424444444  GET  /my/lessons/{own_lesson}/preview/  <-  my/lessons/<key:pk>/preview/
L4>4444444  POST /my/lessons/{waiting_lesson}/withdraw/  <-  my/lessons/<key:pk>/withdraw/
L4>4444444  POST /my/lessons/{own_lesson}/revise/  <-  my/lessons/<key:pk>/revise/
L4>4444444  POST /my/lessons/{own_lesson}/discard/  <-  my/lessons/<key:pk>/discard/
L442444444  GET  /school/lessons/  <-  school/lessons/
L442444444  GET  /school/lessons/{waiting_lesson}/  <-  school/lessons/<key:pk>/
L444444444  GET  /school/lessons/{own_lesson}/  <-  school/lessons/<key:pk>/
L442444444  POST /school/lessons/{waiting_lesson}/  <-  school/lessons/<key:pk>/
L442444444  GET  /school/lessons/{waiting_lesson}/preview/  <-  school/lessons/<key:pk>/preview/
# pages and files
4444444444  GET  /documents/999999/plan.pdf  <-  documents/^(\d+)/(.*)$
4444444444  GET  /documents/authenticate_with_password/999999/  <-  documents/authenticate_with_password/<int:restriction_id>/
4444444444  GET  /_util/authenticate_with_password/999999/999999/  <-  _util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/
LLLLLLLLLL  GET  /_util/login/  <-  _util/login/
4444444444  GET  /no-such-page/  <-  ^((?:[\w\-]+/)*)$
# files and films of lessons
4444444444  GET  /lessons/999999/files.zip  <-  lessons/<key:pk>/files.zip
4444444444  GET  /lessons/999999/files/999999/1/  <-  lessons/<key:pk>/files/<key:document>/<int:number>/
4444444444  GET  /lessons/999999/files/999999/1-large.webp  <-  lessons/<key:pk>/files/<key:document>/<int:number>-<str:size>.webp
4444444444  POST /count/999999/  <-  count/<key:pk>/
5555555555  GET  /count/999999/  <-  count/<key:pk>/
# training classes
4444444444  GET  /calendar/nonsense.ics  <-  calendar/<str:token>.ics
2222222222  GET  /check-in/  <-  check-in/
2222222222  GET  /check-in/marks/  <-  check-in/marks/
L222222222  GET  /check-in/ticket/  <-  check-in/ticket/
2222222222  GET  /check-in/worker.js  <-  check-in/worker.js
L422222444  GET  /classes/  <-  classes/
L422222444  GET  /classes/list.xlsx  <-  classes/list.xlsx
L444222444  GET  /classes/{class}/materials.zip  <-  classes/<uuid:pk>/materials.zip
L444222444  GET  /classes/{class}/materials/{material}/  <-  classes/<uuid:pk>/materials/<uuid:material>/
L422222444  GET  /classes/{class}/  <-  classes/<uuid:pk>/
L444444444  POST /classes/{class}/answer/  <-  classes/<uuid:pk>/answer/
L422222444  GET  /classes/{class}/class.ics  <-  classes/<uuid:pk>/class.ics
L4>4444444  POST /classes/{class}/enrol/  <-  classes/<uuid:pk>/enrol/
L444444444  GET  /classes/{class}/feedback/  <-  classes/<uuid:pk>/feedback/
L444444444  GET  /classes/{class}/leave/{session}/  <-  classes/<uuid:pk>/leave/<uuid:session_pk>/
L442422444  GET  /classes/{class}/nominate/  <-  classes/<uuid:pk>/nominate/
L442422444  GET  /classes/{class}/nominate/{place}/another/  <-  classes/<uuid:pk>/nominate/<key:place_pk>/another/
L442422444  GET  /classes/{class}/nominate/{place}/take-back/  <-  classes/<uuid:pk>/nominate/<key:place_pk>/take-back/
L444444444  POST /classes/{class}/withdraw/  <-  classes/<uuid:pk>/withdraw/
L444222444  GET  /classes/desk/  <-  classes/desk/
L444222444  GET  /classes/desk/{class}/  <-  classes/desk/<uuid:pk>/
L444444444  GET  /classes/desk/{class}/approval/  <-  classes/desk/<uuid:pk>/approval/
L444222444  GET  /classes/desk/{class}/batches/  <-  classes/desk/<uuid:pk>/batches/
L444222444  GET  /classes/desk/{class}/batches.xlsx  <-  classes/desk/<uuid:pk>/batches.xlsx
L444222444  GET  /classes/desk/{class}/filing.pdf  <-  classes/desk/<uuid:pk>/filing.pdf
L444222444  GET  /classes/lecturers/  <-  classes/lecturers/
L444222444  GET  /classes/lecturers/list.xlsx  <-  classes/lecturers/list.xlsx
L444222444  GET  /classes/lecturers/{lecturer}/  <-  classes/lecturers/<key:pk>/
L444222444  GET  /classes/desk/{class}/assessment/  <-  classes/desk/<uuid:pk>/assessment/
L444222444  GET  /classes/desk/{class}/attendance/  <-  classes/desk/<uuid:pk>/attendance/
L444222444  GET  /classes/desk/{class}/cancel/  <-  classes/desk/<uuid:pk>/cancel/
L444>>>444  POST /classes/desk/{class}/certificates/  <-  classes/desk/<uuid:pk>/certificates/
L444222444  GET  /classes/desk/{class}/certificates/list/  <-  classes/desk/<uuid:pk>/certificates/list/
L444444444  GET  /classes/desk/{class}/certificates/{certificate}/revoke/  <-  classes/desk/<uuid:pk>/certificates/<uuid:certificate>/revoke/
L444222444  GET  /classes/desk/{class}/change/  <-  classes/desk/<uuid:pk>/change/
L444222444  GET  /classes/desk/{class}/hours/  <-  classes/desk/<uuid:pk>/hours/
L444>>>444  POST /classes/desk/{class}/hours/confirm/  <-  classes/desk/<uuid:pk>/hours/confirm/
L444>>>444  POST /classes/desk/{class}/hours/correct/  <-  classes/desk/<uuid:pk>/hours/correct/
L444444444  POST /classes/desk/{class}/leave/999999/  <-  classes/desk/<uuid:pk>/leave/<key:leave>/
L444222444  GET  /classes/desk/{class}/materials/  <-  classes/desk/<uuid:pk>/materials/
L444>>>444  POST /classes/desk/{class}/materials/{material}/remove/  <-  classes/desk/<uuid:pk>/materials/<uuid:material>/remove/
L444222444  GET  /classes/desk/{class}/message/  <-  classes/desk/<uuid:pk>/message/
L444>>>444  POST /classes/desk/{class}/parts/session/{session}/delete/  <-  classes/desk/<uuid:pk>/parts/<slug:part>/<str:key>/delete/
L444222444  GET  /classes/desk/{class}/people.xlsx  <-  classes/desk/<uuid:pk>/people.xlsx
L444222444  GET  /classes/desk/{class}/people/  <-  classes/desk/<uuid:pk>/people/
L444222444  GET  /classes/desk/{class}/people/{place}/  <-  classes/desk/<uuid:pk>/people/<key:place_pk>/
L444>>>444  POST /classes/desk/{class}/people/{place}/decide/  <-  classes/desk/<uuid:pk>/people/<key:place_pk>/decide/
L444222444  GET  /classes/desk/{class}/people/{place}/remove/  <-  classes/desk/<uuid:pk>/people/<key:place_pk>/remove/
L444222444  GET  /classes/desk/{class}/people/{place}/substitute/  <-  classes/desk/<uuid:pk>/people/<key:place_pk>/substitute/
L444222444  GET  /classes/desk/{class}/people/roster/file/  <-  classes/desk/<uuid:pk>/people/roster/file/
L444222444  GET  /classes/desk/{class}/assessment/file/  <-  classes/desk/<uuid:pk>/assessment/file/
L444222444  GET  /classes/desk/{class}/organisers/  <-  classes/desk/<uuid:pk>/organisers/
L444444444  POST /classes/desk/{class}/organisers/999999/remove/  <-  classes/desk/<uuid:pk>/organisers/<key:user_pk>/remove/
L444222444  GET  /classes/desk/{class}/people/roster/  <-  classes/desk/<uuid:pk>/people/roster/
L444222444  GET  /classes/desk/{class}/sessions/  <-  classes/desk/<uuid:pk>/sessions/
L444222444  GET  /classes/desk/{class}/sessions/{session}/  <-  classes/desk/<uuid:pk>/sessions/<uuid:session_pk>/
L444222444  GET  /classes/desk/{class}/sessions/{session}/file/  <-  classes/desk/<uuid:pk>/sessions/<uuid:session_pk>/file/
L444222444  GET  /classes/desk/{class}/sessions/{session}/people/{place}/  <-  classes/desk/<uuid:pk>/sessions/<uuid:session_pk>/people/<key:place_pk>/
L444222444  GET  /classes/desk/{class}/sessions/{session}/roll/  <-  classes/desk/<uuid:pk>/sessions/<uuid:session_pk>/roll/
L444222444  GET  /classes/desk/{class}/sessions/{session}/scan/  <-  classes/desk/<uuid:pk>/sessions/<uuid:session_pk>/scan/
L444222444  GET  /classes/desk/{class}/sessions/{session}/screen/  <-  classes/desk/<uuid:pk>/sessions/<uuid:session_pk>/screen/
L444>>>444  POST /classes/desk/{class}/step/start/  <-  classes/desk/<uuid:pk>/step/<slug:step>/
L444222444  GET  /classes/desk/{class}/summary/  <-  classes/desk/<uuid:pk>/summary/
L444222444  GET  /classes/desk/list.xlsx  <-  classes/desk/list.xlsx
L444222444  GET  /classes/desk/new/  <-  classes/desk/new/
L424444444  GET  /my/classes/  <-  my/classes/
L424444444  GET  /my/classes/list.xlsx  <-  my/classes/list.xlsx
L424444444  GET  /my/code/  <-  my/code/
L444442444  GET  /classes/{draft_class}/  <-  classes/<uuid:pk>/
L444442444  GET  /classes/desk/{draft_class}/  <-  classes/desk/<uuid:pk>/
L444442444  GET  /classes/desk/{draft_class}/people.xlsx  <-  classes/desk/<uuid:pk>/people.xlsx
L44444>444  POST /classes/desk/{draft_class}/hours/confirm/  <-  classes/desk/<uuid:pk>/hours/confirm/
# certificates
2222222222  GET  /certificates/check/  <-  certificates/check/
5555555555  POST /certificates/check/  <-  certificates/check/
2222222222  GET  /certificates/check/{token}/  <-  certificates/check/<str:token>/
4444444444  GET  /certificates/check/nonsense/  <-  certificates/check/<str:token>/
2222222222  GET  /certificates/v/  <-  certificates/v/
2222222222  GET  /certificates/v/worker.js  <-  certificates/v/worker.js
L424444444  GET  /my/certificates/  <-  my/certificates/
L442422444  GET  /certificates/{certificate}/certificate.pdf  <-  certificates/<uuid:pk>/certificate.pdf
L444442444  GET  /certificates/{other_certificate}/certificate.pdf  <-  certificates/<uuid:pk>/certificate.pdf
L444222444  GET  /certificates/batches/  <-  certificates/batches/
L444424444  GET  /certificates/batches/{certificate_batch}/  <-  certificates/batches/<uuid:pk>/
L444424444  GET  /certificates/batches/{certificate_batch}/status/  <-  certificates/batches/<uuid:pk>/status/
L4444>4444  POST /certificates/batches/{certificate_batch}/continue/  <-  certificates/batches/<uuid:pk>/continue/
L4444>4444  GET  /certificates/batches/{certificate_batch}/certificates.pdf  <-  certificates/batches/<uuid:pk>/certificates.pdf
L4444>4444  GET  /certificates/batches/{certificate_batch}/certificates.zip  <-  certificates/batches/<uuid:pk>/certificates.zip
L444422444  GET  /certificates/templates/  <-  certificates/templates/
L444422444  GET  /certificates/templates/new/  <-  certificates/templates/new/
L444422444  GET  /certificates/templates/{template}/  <-  certificates/templates/<key:pk>/
L444422444  POST /certificates/templates/{template}/  <-  certificates/templates/<key:pk>/
L444442444  GET  /certificates/templates/{other_template}/  <-  certificates/templates/<key:pk>/
L444422444  GET  /certificates/templates/{template}/preview.pdf  <-  certificates/templates/<key:pk>/preview.pdf
# plans of classes
L442422444  GET  /coverage/2026/  <-  coverage/<int:year>/
L442422444  GET  /coverage/2026/export.xlsx  <-  coverage/<int:year>/export.xlsx
# claims
L424444444  GET  /my/claims/  <-  my/claims/
L424444444  GET  /my/claims/list.xlsx  <-  my/claims/list.xlsx
L424444444  GET  /my/claims/new/  <-  my/claims/new/
L424444444  GET  /my/claims/{own_claim}/  <-  my/claims/<uuid:pk>/
L424444444  POST /my/claims/{own_claim}/autosave/  <-  my/claims/<uuid:pk>/autosave/
L424444444  GET  /my/claims/{own_claim}/check/  <-  my/claims/<uuid:pk>/check/
L4>4444444  POST /my/claims/{own_claim}/withdraw/  <-  my/claims/<uuid:pk>/withdraw/
L4>4444444  POST /my/claims/{own_claim}/copy/  <-  my/claims/<uuid:pk>/copy/
L4>4444444  POST /my/claims/{own_claim}/discard/  <-  my/claims/<uuid:pk>/discard/
L424444444  GET  /my/claims/{own_claim}/appeal/  <-  my/claims/<uuid:pk>/appeal/
L4>4444444  POST /my/claims/photos/  <-  my/claims/photos/
L444444444  GET  /my/claims/{claim}/  <-  my/claims/<uuid:pk>/
L442422444  GET  /claims/review/  <-  claims/review/
L442422444  GET  /claims/review/list.xlsx  <-  claims/review/list.xlsx
L442422444  GET  /claims/review/{claim}/  <-  claims/review/<uuid:pk>/
L44>4>>444  GET  /claims/review/{claim}/skip/  <-  claims/review/<uuid:pk>/skip/
L444444444  POST /claims/review/{claim}/hand-over/  <-  claims/review/<uuid:pk>/hand-over/
L444444444  GET  /claims/review/{own_claim}/  <-  claims/review/<uuid:pk>/
L442422424  GET  /claims/evidence/{evidence}/file/  <-  claims/evidence/<uuid:pk>/file/
L442422424  GET  /claims/evidence/{evidence}/preview.webp  <-  claims/evidence/<uuid:pk>/preview.webp
L442422424  GET  /claims/evidence/{evidence}/thumbnail.webp  <-  claims/evidence/<uuid:pk>/thumbnail.webp
L444442444  GET  /claims/kinds/  <-  claims/kinds/
L444442444  GET  /claims/kinds/new/  <-  claims/kinds/new/
L444442444  GET  /claims/kinds/{claim_kind}/  <-  claims/kinds/<key:pk>/
L442222444  GET  /plans/  <-  plans/
L444444444  GET  /plans/2026/{unit}/  <-  plans/<int:year>/<code:code>/
L444444444  GET  /plans/2026/{unit}/export.pdf  <-  plans/<int:year>/<code:code>/export.pdf
L444444444  GET  /plans/2026/{unit}/export.xlsx  <-  plans/<int:year>/<code:code>/export.xlsx
L444444444  GET  /plans/2026/{unit}/editions/999999/  <-  plans/<int:year>/<code:code>/editions/<key:edition_key>/
L444444444  GET  /plans/2026/{unit}/lines/999999/  <-  plans/<int:year>/<code:code>/lines/<key:pk>/
L444444444  POST /plans/2026/{unit}/lines/999999/delete/  <-  plans/<int:year>/<code:code>/lines/<key:pk>/delete/
L444444444  GET  /plans/2026/{unit}/lines/new/  <-  plans/<int:year>/<code:code>/lines/new/
L444444444  GET  /plans/2026/{unit}/note/  <-  plans/<int:year>/<code:code>/note/
L444444444  POST /plans/2026/{unit}/reopen/  <-  plans/<int:year>/<code:code>/reopen/
L444444444  POST /plans/2026/{unit}/return/  <-  plans/<int:year>/<code:code>/return/
L444455444  GET  /plans/2026/{unit}/steps/start/  <-  plans/<int:year>/<code:code>/steps/<slug:step>/
L442222444  GET  /plans/2026/export.xlsx  <-  plans/<int:year>/export.xlsx
L444422444  GET  /plans/2026/report.xlsx  <-  plans/<int:year>/report.xlsx
L444422444  GET  /plans/2026/report/  <-  plans/<int:year>/report/
L444455444  GET  /plans/2026/start/  <-  plans/<int:year>/start/
# handbook
2222222222  GET  /handbook/  <-  handbook/
2222222222  GET  /handbook/1/  <-  handbook/<int:number>/
4444444444  GET  /handbook/99/  <-  handbook/<int:number>/
# privacy
2222222222  GET  /privacy/  <-  privacy/
L>>>>>>>>>  GET  /my/data/  <-  my/data/
L>>>>>>>>>  POST /my/data/  <-  my/data/
2222222222  GET  /healthz/  <-  healthz/
# audit
L4>4444444  GET  /my/year/  <-  my/year/
L424444444  GET  /my/year/2025/  <-  my/year/<int:year>/
L44>4>>444  GET  /audit/  <-  audit/
L444442444  GET  /audit/2025/  <-  audit/<int:year>/
L442422444  GET  /audit/2025/export.xlsx  <-  audit/<int:year>/export.xlsx
L442422444  GET  /audit/2025/export.pdf  <-  audit/<int:year>/export.pdf
L444442444  GET  /audit/2025/export.pdf?unit={other_unit}  <-  audit/<int:year>/export.pdf
L444422444  GET  /audit/2025/units/{unit}/  <-  audit/<int:year>/units/<code:code>/
L444442444  GET  /audit/2025/units/{other_unit}/  <-  audit/<int:year>/units/<code:code>/
L442422444  GET  /audit/2025/schools/  <-  audit/<int:year>/schools/
L442422444  GET  /audit/2025/schools/{school}/  <-  audit/<int:year>/schools/<code:code>/
L444442444  GET  /audit/2025/schools/{other_school}/  <-  audit/<int:year>/schools/<code:code>/
L442422444  GET  /audit/2025/teachers/  <-  audit/<int:year>/teachers/
L442422444  GET  /audit/2025/teachers/{inside}/  <-  audit/<int:year>/teachers/<code:number>/
L444442444  GET  /audit/2025/teachers/{outside}/  <-  audit/<int:year>/teachers/<code:number>/
L442422444  POST /audit/2025/teachers/{inside}/phone/  <-  audit/<int:year>/teachers/<code:number>/phone/
L444442444  POST /audit/2025/teachers/{outside}/phone/  <-  audit/<int:year>/teachers/<code:number>/phone/
L445455444  GET  /audit/2025/teachers/{inside}/phone/  <-  audit/<int:year>/teachers/<code:number>/phone/
# imports
L444442444  GET  /imports/  <-  imports/
L444442444  GET  /imports/new/  <-  imports/new/
L444442444  GET  /imports/templates/hours.xlsx  <-  imports/templates/<slug:kind>.xlsx
L444442444  GET  /imports/synonyms/  <-  imports/synonyms/
L444442444  GET  /imports/synonyms/new/  <-  imports/synonyms/new/
L444442444  GET  /imports/synonyms/{synonym}/  <-  imports/synonyms/<int:pk>/
L444442444  GET  /imports/synonyms/{synonym}/delete/  <-  imports/synonyms/<int:pk>/delete/
L44444>444  POST /imports/synonyms/{synonym}/delete/  <-  imports/synonyms/<int:pk>/delete/
L444442444  GET  /imports/{batch}/  <-  imports/<uuid:pk>/
L444442444  GET  /imports/{batch}/status/  <-  imports/<uuid:pk>/status/
L44444>444  POST /imports/{batch}/confirm/  <-  imports/<uuid:pk>/confirm/
L44444>444  POST /imports/{batch}/rehearse/  <-  imports/<uuid:pk>/rehearse/
L44444>444  POST /imports/{batch}/continue/  <-  imports/<uuid:pk>/continue/
L444442444  GET  /imports/{batch}/undo/  <-  imports/<uuid:pk>/undo/
L444444444  GET  /imports/{batch}/refused.xlsx  <-  imports/<uuid:pk>/refused.xlsx
# accounts
2222222222  GET  /activate/  <-  activate/
>>>>>>>>>>  GET  /activate/person/  <-  activate/person/
>>>>>>>>>>  GET  /activate/password/  <-  activate/password/
L442444244  GET  /accounts/people/  <-  accounts/people/
L442444244  GET  /accounts/people/sheets/  <-  accounts/people/sheets/
L44>444>44  POST /accounts/people/sheets/new/  <-  accounts/people/sheets/new/
L442444444  GET  /accounts/people/sheets/{sheet}/  <-  accounts/people/sheets/<uuid:pk>/
L442444444  GET  /accounts/people/sheets/{sheet}/status/  <-  accounts/people/sheets/<uuid:pk>/status/
L44>444444  POST /accounts/people/sheets/{sheet}/continue/  <-  accounts/people/sheets/<uuid:pk>/continue/
L44>444444  GET  /accounts/people/sheets/{sheet}/codes.pdf  <-  accounts/people/sheets/<uuid:pk>/codes.pdf
L442444244  GET  /accounts/people/{inside}/  <-  accounts/people/<teacher_number:number>/
L444444244  GET  /accounts/people/{outside}/  <-  accounts/people/<teacher_number:number>/
L44>444>44  POST /accounts/people/{inside}/issue/  <-  accounts/people/<teacher_number:number>/issue/
L444444>44  POST /accounts/people/{outside}/issue/  <-  accounts/people/<teacher_number:number>/issue/
L44>444>44  POST /accounts/people/{inside}/mail/  <-  accounts/people/<teacher_number:number>/mail/
L444444>44  POST /accounts/people/{outside}/mail/  <-  accounts/people/<teacher_number:number>/mail/
L44>444>44  POST /accounts/people/{inside}/revoke/  <-  accounts/people/<teacher_number:number>/revoke/
L444444>44  POST /accounts/people/{outside}/revoke/  <-  accounts/people/<teacher_number:number>/revoke/
L443444>44  POST /accounts/people/{inside}/suspend/  <-  accounts/people/<teacher_number:number>/suspend/
L443444>44  POST /accounts/people/{inside}/restore/  <-  accounts/people/<teacher_number:number>/restore/
L44>444>44  POST /accounts/people/{inside}/factors/  <-  accounts/people/<teacher_number:number>/factors/
# notices
L222222222  GET  /notices/  <-  notices/
L>>>>>>>>>  POST /notices/read/  <-  notices/read/
L555555555  GET  /notices/read/  <-  notices/read/
L222222222  GET  /notices/choices/  <-  notices/choices/
L4>4444444  POST /notices/{notice}/open/  <-  notices/<int:pk>/open/
L4>4444444  POST /notices/{notice}/read/  <-  notices/<int:pk>/read/
L444444244  GET  /site/deliveries/  <-  site/deliveries/
L444444>44  POST /site/deliveries/retry/  <-  site/deliveries/retry/
L444444>44  POST /site/deliveries/{delivery}/retry/  <-  site/deliveries/<int:pk>/retry/
L444444244  GET  /site/deliveries/tasks/  <-  site/deliveries/tasks/
L444444444  POST /site/deliveries/tasks/{sheet}/retry/  <-  site/deliveries/tasks/<uuid:pk>/retry/
# access log
L444444424  GET  /access-log/  <-  access-log/
L444444424  GET  /access-log/export.xlsx  <-  access-log/export.xlsx
L444444224  GET  /access-log/changes/  <-  access-log/changes/
L424444444  GET  /my/readers/  <-  my/readers/
"""


def _table() -> dict[str, list[Row]]:
    table: dict[str, list[Row]] = {}
    for line in _ROWS.splitlines():
        if line and not line.startswith("#"):
            case, _arrow, route = line.partition("  <-  ")
            answers, method, address = case.split(maxsplit=2)
            table.setdefault(route, []).append(Row(method, address, answers))
    return table


ADDRESSES = _table()
