"""Addresses of console."""

from django.urls import path

from kith.console.views import announcements, community, face, hashtags, home, invitations, members, posts

app_name = "console"
urlpatterns = [
    path("console/", home.home, name="home"),
    path("console/log/", home.log, name="log"),
    path("console/members/", members.members, name="members"),
    path("console/members/<int:pk>/", members.member, name="member"),
    path("console/members/<int:pk>/answer/", members.answer, name="answer"),
    path("console/members/<int:pk>/state/", members.state, name="state"),
    path("console/members/<int:pk>/role/", members.role, name="role"),
    path("console/members/<int:pk>/reset/", members.reset, name="reset"),
    path("console/members/<int:pk>/factors/", members.factors, name="factors"),
    path("console/applicants/", members.waiting, name="applicants"),
    path("console/invitations/", invitations.invitations, name="invitations"),
    path("console/invitations/<int:pk>/revocation/", invitations.revocation, name="revoke_invitation"),
    path("console/posts/", posts.withheld, name="withheld"),
    path("console/posts/<int:pk>/withhold/", posts.withhold, name="withhold"),
    path("console/posts/<int:pk>/restore/", posts.restore, name="restore"),
    path("console/posts/<int:pk>/text/", posts.text, name="text"),
    path("console/hashtags/", hashtags.blocked, name="hashtags"),
    path("console/hashtags/removal/", hashtags.removal, name="unblock_tag"),
    path("console/starters/", community.starter_list, name="starters"),
    path("console/starters/<int:pk>/<str:move>/", community.move_starter, name="move_starter"),
    path("console/tasks/", community.tasks, name="tasks"),
    path("console/tasks/<int:pk>/<str:mend>/", community.mend_task, name="mend_task"),
    path("console/community/", community.settings, name="community"),
    path("console/look/", face.look, name="look"),
    path("console/pages/", face.pages, name="pages"),
    path("console/pages/<str:page>/<str:language>/", face.page, name="page"),
    path("console/rules/", face.rules, name="rules"),
    path("console/rules/<int:pk>/", face.rule, name="rule"),
    path("console/rules/<int:pk>/<str:move>/", face.move_rule, name="move_rule"),
    path("console/rules/in/<str:language>/", face.rules, name="rules_in"),
    path("console/rules/in/<str:language>/first/", face.first_rules, name="first_rules"),
    path("console/announcements/", announcements.announcements, name="announcements"),
    path("console/announcements/new/", announcements.new_announcement, name="new_announcement"),
    path("console/announcements/<int:pk>/", announcements.announcement, name="announcement"),
    path("console/announcements/<int:pk>/withdrawal/", announcements.withdrawal, name="withdraw"),
    path("console/messages/", announcements.message_list, name="messages"),
    path("console/messages/<int:pk>/<str:verb>/", announcements.settle_message, name="settle_message"),
]
