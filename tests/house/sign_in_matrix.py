"""The rows of the sign-in library's routes, and of leaving."""

from tests.house.routes import MEMBERS, NO_MEMBER, NOBODY, OPEN, SIGNED_IN, Row, access, but

FORM = Row(OPEN, OPEN)
OWN = Row(MEMBERS, MEMBERS)
ANY_STATE = Row(SIGNED_IN, SIGNED_IN)
HAS_NONE = Row(NO_MEMBER, NO_MEMBER)
MAY_LEAVE = access("ok", sign_in={"signed out"}, status={"deactivated"})
# It ends the session, and leads to the page to sign in again. The last owner is told why not.
SIGNED_OUT_AFTER = access("sign in", status={"deactivated"})
MAY_EXPORT = but(MAY_LEAVE, status={"deactivated", "awaiting"})

SIGN_IN = {
    "accounts/login/": FORM,
    "accounts/logout/": Row(access("ok"), access("ok")),
    "accounts/inactive/": Row(OPEN),
    "accounts/signup/": FORM,
    "accounts/reauthenticate/": ANY_STATE,
    "accounts/email/": OWN,
    "accounts/confirm-email/": Row(OPEN),
    "accounts/^confirm-email/(?P<key>[-:\\w]+)/$": Row(OPEN, NOBODY, path="/accounts/confirm-email/none/"),
    "accounts/password/change/": OWN,
    "accounts/password/set/": OWN,
    "accounts/password/reset/": FORM,
    "accounts/password/reset/done/": Row(OPEN),
    "accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": Row(
        OPEN, OPEN, path="/accounts/password/reset/key/1-none/"
    ),
    "accounts/password/reset/key/done/": Row(OPEN),
    "accounts/login/code/confirm/": OWN,
    "accounts/2fa/": Row(MEMBERS),
    "accounts/2fa/authenticate/": OWN,
    "accounts/2fa/reauthenticate/": ANY_STATE,
    "accounts/2fa/totp/activate/": OWN,
    "accounts/2fa/totp/deactivate/": HAS_NONE,
    "accounts/2fa/recovery-codes/": Row(NO_MEMBER),
    "accounts/2fa/recovery-codes/generate/": OWN,
    "accounts/2fa/recovery-codes/download/": HAS_NONE,
    "accounts/2fa/webauthn/": Row(MEMBERS),
    "accounts/2fa/webauthn/add/": OWN,
    "accounts/2fa/webauthn/reauthenticate/": ANY_STATE,
    "accounts/2fa/webauthn/login/": OWN,
    "accounts/2fa/webauthn/keys/<int:pk>/remove/": Row(MEMBERS, MEMBERS, path="/accounts/2fa/webauthn/keys/1/remove/"),
    "accounts/2fa/webauthn/keys/<int:pk>/edit/": Row(MEMBERS, MEMBERS, path="/accounts/2fa/webauthn/keys/1/edit/"),
    "accounts/sessions/": Row(MEMBERS, NO_MEMBER),
    "settings/leaving/": Row(MAY_LEAVE),
    "settings/leaving/deactivation/": Row(None, but(SIGNED_OUT_AFTER, ok={"owner"})),
    "settings/leaving/deletion/": Row(MAY_LEAVE, MAY_LEAVE),
    "settings/leaving/return/": Row(None, SIGNED_OUT_AFTER),
    "settings/export/": Row(MAY_EXPORT, MAY_EXPORT),
    # Asked for a fresh sign-in first.
    "settings/export/<str:key>/": Row(MAY_EXPORT, MAY_EXPORT, path="/settings/export/none/"),
}
