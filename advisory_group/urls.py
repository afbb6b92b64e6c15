"""Addresses of this app."""

from django.urls import URLPattern, path

from advisory_group.views import chairs, composition, recommendations, reviews, seats

app_name = "advisory_group"
urlpatterns: list[URLPattern] = [
    path("advisory-group/", composition.home, name="home"),
    path("advisory-group/history/", composition.history, name="history"),
    path("advisory-group/board/", composition.board, name="board"),
    path("advisory-group/nominate/<slug:slug>/", seats.nominate, name="nominate"),
    path("advisory-group/invite/", seats.invite, name="invite"),
    path("advisory-group/invitations/<int:pk>/", seats.invitation, name="invitation"),
    path("advisory-group/invitations/<int:pk>/accept/", seats.accept, name="accept"),
    path("advisory-group/invitations/<int:pk>/decline/", seats.decline, name="decline"),
    path("advisory-group/invitations/<int:pk>/withdraw/", seats.withdraw, name="withdraw"),
    path("advisory-group/seats/<int:pk>/", seats.seat, name="seat"),
    path("advisory-group/seats/<int:pk>/end/", seats.end, name="seat_end"),
    path("advisory-group/seats/<int:pk>/declare/", seats.declare, name="seat_declare"),
    path("advisory-group/elect/", chairs.elect, name="elect"),
    path("advisory-group/chairs/<int:pk>/", chairs.chair, name="chair"),
    path("advisory-group/chairs/<int:pk>/end/", chairs.end, name="chair_end"),
    path("advisory-group/reviews/", reviews.listing, name="reviews"),
    path("advisory-group/reviews/open/<int:plan>/", reviews.open_, name="review_open"),
    path("advisory-group/reviews/<int:pk>/", reviews.detail, name="review"),
    path("advisory-group/reviews/<int:pk>/comment/", reviews.comment, name="comment"),
    path("advisory-group/reviews/<int:pk>/checklist/", reviews.assess, name="assess"),
    path(
        "advisory-group/reviews/<int:pk>/stand-aside/",
        reviews.stand_aside,
        name="stand_aside",
    ),
    path(
        "advisory-group/reviews/<int:pk>/consolidate/",
        recommendations.consolidate,
        name="consolidate",
    ),
    path(
        "advisory-group/reviews/<int:pk>/recommendations/add/",
        recommendations.add,
        name="recommendation_add",
    ),
    path(
        "advisory-group/reviews/<int:pk>/decision/",
        recommendations.draft_decision,
        name="draft_decision",
    ),
    path(
        "advisory-group/reviews/<int:pk>/conclude/",
        recommendations.conclude,
        name="conclude",
    ),
    path(
        "advisory-group/reviews/<int:pk>/hand-in/", recommendations.hand_in, name="hand_in"
    ),
    path(
        "advisory-group/recommendations/<int:pk>/change/",
        recommendations.change,
        name="recommendation_change",
    ),
    path(
        "advisory-group/recommendations/<int:pk>/merge/",
        recommendations.merge,
        name="recommendation_merge",
    ),
    path(
        "advisory-group/recommendations/<int:pk>/drop/",
        recommendations.drop,
        name="recommendation_drop",
    ),
    path(
        "advisory-group/recommendations/<int:pk>/answer/",
        recommendations.answer,
        name="answer",
    ),
]
