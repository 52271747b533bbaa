"""One row for each route: who gets what. What the words mean: `tests/house/routes.py`."""

from tests.house.console_matrix import CONSOLE
from tests.house.routes import (
    ALL,
    AUTHOR,
    FOLLOWERS,
    FOLLOWERS_ACT,
    HIDDEN,
    INCOMPLETE,
    MEMBERS,
    NO_MEMBER,
    NO_TUS,
    NO_VERB,
    NOBODY,
    OPEN,
    OTHERS,
    SHARERS,
    SIGNED_IN,
    STAFF,
    VISITORS,
    WRITERS,
    Row,
    access,
    but,
)
from tests.house.sign_in_matrix import SIGN_IN

FRAME = {
    "accent/<str:colour>.css": Row(ALL, path="/accent/2259cc.css"),
    "icon.svg": Row(ALL),
    "icon-<int:size>.png": Row(ALL, path="/icon-180.png"),
    "manifest.webmanifest": Row(ALL),
    "offline/": Row(ALL),
    "worker.js": Row(ALL),
    "theme/": Row(None, ALL, {"theme": "dark"}),
    "language/": Row(None, ALL, {"language": "ar"}),
    "setup/<str:token>": Row(NOBODY, NOBODY, path="/setup/none"),
}
COMMUNITY = {
    "about/": Row(ALL),
    "rules/": Row(ALL),
    "contact/": Row(ALL, ALL, {"text": "Hello"}),
    "terms/": Row(ALL),
    "privacy/": Row(ALL),
    "announcements/<int:pk>/dismissal/": Row(
        None, but(MEMBERS, missing={"signed out"}), path="/announcements/{announcement}/dismissal/"
    ),
}
FEED = {
    "": Row(OPEN),
    "feed/newer": Row(MEMBERS),
    "explore/": Row(MEMBERS),
    "saved/": Row(MEMBERS),
    "tags/<str:name>": Row(but(OPEN, missing={"signed out"}), path="/tags/none"),
    "@<str:handle>": Row(VISITORS),
}
POSTS = {
    "posts/": Row(None, WRITERS, {"text": "Hello", "audience": 1, "key": "k1"}),
    "posts/new": Row(MEMBERS),
    "posts/photos": Row(None, INCOMPLETE),
    "posts/uploads/": Row(None, NO_TUS),
    "posts/uploads/<str:key>": Row(None, NO_VERB, path="/posts/uploads/none"),
    "posts/picked/": Row(None, NO_MEMBER),
    "posts/picked/<str:key>": Row(NO_MEMBER, path="/posts/picked/none"),
    "posts/poll": Row(None, MEMBERS),
    "posts/<int:pk>/vote": Row(None, but(FOLLOWERS_ACT, missing={"author"})),
    "posts/<int:pk>/edit": Row(AUTHOR, AUTHOR, {"text": "Changed", "audience": 2}),
    "posts/<int:pk>/photos": Row(AUTHOR, AUTHOR),
    "posts/<int:pk>/captions": Row(None, NO_MEMBER, {"video": "none"}),
    "posts/<int:pk>/history": Row(FOLLOWERS),
    "posts/<int:pk>/delete": Row(AUTHOR, AUTHOR),
    "posts/<int:pk>/close": Row(None, AUTHOR),
    "posts/<int:pk>/preview": Row(None, AUTHOR),
    "posts/<int:pk>/share": Row(SHARERS, SHARERS, {"text": "", "audience": 1, "key": "k2"}, path="/posts/{wide}/share"),
    "posts/<int:pk>/reply": Row(FOLLOWERS_ACT, FOLLOWERS_ACT, {"text": "Yes", "key": "k3"}),
    "posts/<int:pk>/comments": Row(FOLLOWERS),
    "posts/<int:pk>/preparing": Row(FOLLOWERS_ACT),
    "posts/<int:pk>/reactions": Row(FOLLOWERS),
    "posts/<int:pk>/react": Row(None, FOLLOWERS_ACT, {"kind": 1}),
    "posts/<int:pk>/unreact": Row(None, FOLLOWERS_ACT),
    "posts/<int:pk>/save": Row(None, FOLLOWERS_ACT),
    "posts/<int:pk>/unsave": Row(None, FOLLOWERS_ACT),
    "posts/<int:pk>/pin": Row(None, AUTHOR),
    "posts/<int:pk>/unpin": Row(None, FOLLOWERS_ACT),
    "@<str:handle>/<int:pk>": Row(FOLLOWERS),
    "^media/(?P<key>[A-Za-z0-9_-]{16,32})/(?P<rendition>[a-z0-9.-]{2,30})$": Row(FOLLOWERS, path="/media/{photo}/320"),
}
GRAPH = {
    "people/": Row(MEMBERS),
    "people/suggested/": Row(MEMBERS),
    "@<str:handle>/followers": Row(VISITORS, HIDDEN),
    "@<str:handle>/following": Row(VISITORS, HIDDEN),
    "@<str:handle>/follow": Row(None, but(OTHERS, missing={"author", "blocked", "read-only"})),
    "@<str:handle>/unfollow": Row(None, VISITORS),
    "@<str:handle>/remove": Row(None, VISITORS),
    "@<str:handle>/approve": Row(None, OTHERS),
    "@<str:handle>/decline": Row(None, VISITORS),
    "@<str:handle>/dismiss": Row(None, VISITORS),
    "@<str:handle>/block": Row(VISITORS, OTHERS),
    "@<str:handle>/unblock": Row(None, NO_MEMBER),
    "@<str:handle>/mute": Row(VISITORS, OTHERS),
    "@<str:handle>/unmute": Row(None, VISITORS),
    "settings/profile/": Row(MEMBERS, MEMBERS),
    "settings/requests/": Row(MEMBERS),
    "settings/blocks/": Row(MEMBERS),
    "settings/mutes/": Row(MEMBERS),
    "welcome/": Row(MEMBERS),
    "welcome/photo/": Row(MEMBERS, INCOMPLETE),
    "welcome/about/": Row(MEMBERS, INCOMPLETE),
    "welcome/people/": Row(MEMBERS, MEMBERS),
    "welcome/<str:step>/skip/": Row(None, MEMBERS, path="/welcome/photo/skip/"),
}
SEARCH = {
    "search/": Row(MEMBERS, path="/search/?q=ana"),
    "search/suggestions": Row(MEMBERS, path="/search/suggestions?q=ana"),
}
NOTIFICATIONS = {
    "notifications/": Row(MEMBERS),
    "notifications/read/": Row(None, MEMBERS),
    "settings/notifications/": Row(MEMBERS, MEMBERS),
}
PEOPLE = {
    "join/<str:token>/": Row(NOBODY, path="/join/none/"),
    "reset/<str:token>/": Row(access("missing"), access("missing"), path="/reset/none/"),
    "status/": Row(SIGNED_IN),
    "settings/": Row(MEMBERS),
    "settings/handle/": Row(MEMBERS, MEMBERS),
    "settings/privacy/": Row(MEMBERS, MEMBERS),
    "settings/language/": Row(MEMBERS, MEMBERS),
    "settings/invitations/": Row(but(NO_MEMBER, ok=STAFF), but(NO_MEMBER, ok=STAFF)),
    "settings/invitations/<int:pk>/revocation/": Row(None, NO_MEMBER),
}
ROUTES: dict[str, Row] = FRAME | COMMUNITY | FEED | POSTS | GRAPH | SEARCH | NOTIFICATIONS | PEOPLE | SIGN_IN | CONSOLE
