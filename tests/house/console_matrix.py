"""The rows of the console: each page for the staff who may use it; to everyone else it is not there."""

from tests.house.routes import ADMINISTRATORS, NO_MEMBER, STAFF, Row, but, staff

MODERATORS_UP = staff(*STAFF)
ADMINISTRATORS_UP = staff(*ADMINISTRATORS)
OWNERS = staff("owner")

CONSOLE = {
    "console/": Row(MODERATORS_UP),
    "console/log/": Row(MODERATORS_UP),
    "console/members/": Row(MODERATORS_UP),
    "console/members/<int:pk>/": Row(MODERATORS_UP, path="/console/members/{member}/"),
    "console/members/<int:pk>/answer/": Row(
        MODERATORS_UP, MODERATORS_UP, {"approve": "", "reason": ""}, path="/console/members/{applicant}/answer/"
    ),
    "console/members/<int:pk>/state/": Row(
        MODERATORS_UP, MODERATORS_UP, {"state": 1, "reason": "Noise"}, path="/console/members/{member}/state/"
    ),
    "console/members/<int:pk>/role/": Row(
        ADMINISTRATORS_UP, ADMINISTRATORS_UP, {"role": 1}, path="/console/members/{member}/role/"
    ),
    "console/members/<int:pk>/reset/": Row(
        ADMINISTRATORS_UP, ADMINISTRATORS_UP, path="/console/members/{member}/reset/"
    ),
    "console/members/<int:pk>/factors/": Row(
        ADMINISTRATORS_UP, ADMINISTRATORS_UP, {"reason": "Lost the phone"}, path="/console/members/{member}/factors/"
    ),
    "console/applicants/": Row(MODERATORS_UP),
    "console/pictures/": Row(MODERATORS_UP),
    "console/pictures/approval/": Row(None, MODERATORS_UP),
    "console/pictures/<int:pk>/refusal/": Row(
        MODERATORS_UP, MODERATORS_UP, {"reason": "No face"}, path="/console/pictures/{picture}/refusal/"
    ),
    "console/pictures/rule/": Row(OWNERS, OWNERS, {"rule": "none"}),
    "console/invitations/": Row(MODERATORS_UP, MODERATORS_UP, {"uses": 1, "days": 7}),
    "console/invitations/<int:pk>/revocation/": Row(
        None, MODERATORS_UP, path="/console/invitations/{invitation}/revocation/"
    ),
    "console/posts/": Row(MODERATORS_UP, but(NO_MEMBER, **{"422": STAFF}), {"address": "elsewhere"}),
    "console/posts/<int:pk>/withhold/": Row(
        MODERATORS_UP, MODERATORS_UP, {"state": 2, "reason": "Noise"}, path="/console/posts/{wide}/withhold/"
    ),
    "console/posts/<int:pk>/restore/": Row(None, MODERATORS_UP, path="/console/posts/{withheld}/restore/"),
    "console/posts/<int:pk>/text/": Row(None, MODERATORS_UP, path="/console/posts/{withheld}/text/"),
    "console/hashtags/": Row(MODERATORS_UP, MODERATORS_UP, {"hashtag": "#river"}),
    "console/hashtags/removal/": Row(None, MODERATORS_UP, {"name": "river"}),
    "console/starters/": Row(ADMINISTRATORS_UP, ADMINISTRATORS_UP, {"handle": "ana"}),
    "console/starters/<int:pk>/<str:move>/": Row(None, ADMINISTRATORS_UP, path="/console/starters/{member}/up/"),
    "console/tasks/": Row(ADMINISTRATORS_UP),
    "console/tasks/<int:pk>/<str:mend>/": Row(None, ADMINISTRATORS_UP, path="/console/tasks/1/again/"),
    "console/community/": Row(ADMINISTRATORS_UP, but(NO_MEMBER, **{"422": ADMINISTRATORS})),
    "console/storage/": Row(ADMINISTRATORS_UP, ADMINISTRATORS_UP, {"member": 5000, "site": 0}),
    "console/look/": Row(ADMINISTRATORS_UP, ADMINISTRATORS_UP, {"accent": "#aa3300", "theme": "dark"}),
    "console/pages/": Row(ADMINISTRATORS_UP),
    "console/pages/<str:page>/<str:language>/": Row(
        ADMINISTRATORS_UP, ADMINISTRATORS_UP, {"text": "We row."}, path="/console/pages/about/nl/"
    ),
    "console/rules/": Row(ADMINISTRATORS_UP, ADMINISTRATORS_UP, {"title": "Row on the right"}),
    "console/rules/in/<str:language>/": Row(
        ADMINISTRATORS_UP, ADMINISTRATORS_UP, {"title": "Row on the right"}, path="/console/rules/in/en/"
    ),
    "console/rules/in/<str:language>/first/": Row(None, ADMINISTRATORS_UP, path="/console/rules/in/nl/first/"),
    "console/rules/<int:pk>/": Row(
        ADMINISTRATORS_UP, ADMINISTRATORS_UP, {"title": "Be gentle"}, path="/console/rules/{rule}/"
    ),
    "console/rules/<int:pk>/<str:move>/": Row(None, ADMINISTRATORS_UP, path="/console/rules/{rule}/off/"),
    "console/announcements/": Row(ADMINISTRATORS_UP),
    "console/announcements/new/": Row(
        ADMINISTRATORS_UP, ADMINISTRATORS_UP, {"text_en": "We meet on Friday", "audience": "members"}
    ),
    "console/announcements/<int:pk>/": Row(
        ADMINISTRATORS_UP,
        ADMINISTRATORS_UP,
        {"text_en": "We meet on Monday", "audience": "members"},
        path="/console/announcements/{announcement}/",
    ),
    "console/announcements/<int:pk>/withdrawal/": Row(
        None, ADMINISTRATORS_UP, path="/console/announcements/{announcement}/withdrawal/"
    ),
    "console/messages/": Row(ADMINISTRATORS_UP),
    "console/messages/<int:pk>/<str:verb>/": Row(None, ADMINISTRATORS_UP, path="/console/messages/{message}/answered/"),
}
