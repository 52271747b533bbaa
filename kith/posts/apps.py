from django.apps import AppConfig


class PostsConfig(AppConfig):
    name = "kith.posts"
    label = "posts"
