"""Addresses of this app."""

from django.urls import URLPattern, path

from advisory_group.views import (
    chairs,
    composition,
    invitations,
    points,
    recommendations,
    reviews,
    seats,
)

app_name = "advisory_group"
urlpatterns: list[URLPattern] = [
    path("advisory-group/", composition.home, name="home"),
    path("advisory-group/history/", composition.history, name="history"),
    path("advisory-group/board/", composition.board, name="board"),
    path("advisory-group/nominate/<slug:slug>/", seats.nominate, name="seat_nominate"),
    path("advisory-group/invite/", seats.invite, name="seat_invite"),
    path(
        "advisory-group/invitations/<int:pk>/", invitations.detail, name="invitation_detail"
    ),
    path(
        "advisory-group/invitations/<int:pk>/accept/",
        invitations.accept,
        name="invitation_accept",
    ),
    path(
        "advisory-group/invitations/<int:pk>/decline/",
        invitations.decline,
        name="invitation_decline",
    ),
    path(
        "advisory-group/invitations/<int:pk>/withdraw/",
        invitations.withdraw,
        name="invitation_withdraw",
    ),
    path("advisory-group/seats/<int:pk>/", seats.detail, name="seat_detail"),
    path("advisory-group/seats/<int:pk>/end/", seats.end, name="seat_end"),
    path("advisory-group/seats/<int:pk>/declare/", seats.declare, name="seat_declare"),
    path("advisory-group/elect/", chairs.elect, name="chair_elect"),
    path(
        "advisory-group/elect/decision/",
        chairs.draft_decision,
        name="chair_draft_decision",
    ),
    path("advisory-group/chairs/<int:pk>/", chairs.detail, name="chair_detail"),
    path("advisory-group/chairs/<int:pk>/end/", chairs.end, name="chair_end"),
    path("advisory-group/reviews/", reviews.review_list, name="review_list"),
    path(
        "advisory-group/reviews/open/<int:plan>/", reviews.review_open, name="review_open"
    ),
    path("advisory-group/reviews/<int:pk>/", reviews.detail, name="review_detail"),
    path(
        "advisory-group/reviews/<int:pk>/comment/", reviews.comment, name="review_comment"
    ),
    path(
        "advisory-group/reviews/<int:pk>/checklist/", reviews.assess, name="review_assess"
    ),
    path(
        "advisory-group/reviews/<int:pk>/stand-aside/",
        reviews.stand_aside,
        name="review_stand_aside",
    ),
    path(
        "advisory-group/reviews/<int:pk>/consolidate/",
        reviews.consolidate,
        name="review_consolidate",
    ),
    path(
        "advisory-group/reviews/<int:pk>/recommendations/add/",
        recommendations.add,
        name="recommendation_add",
    ),
    path(
        "advisory-group/reviews/<int:pk>/decision/",
        reviews.draft_decision,
        name="review_draft_decision",
    ),
    path(
        "advisory-group/reviews/<int:pk>/conclude/",
        reviews.conclude,
        name="review_conclude",
    ),
    path(
        "advisory-group/reviews/<int:pk>/hand-in/",
        reviews.hand_in,
        name="review_hand_in",
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
        name="recommendation_answer",
    ),
    path("advisory-group/plans/<int:plan>/points/", points.point_list, name="point_list"),
    path(
        "advisory-group/plans/<int:plan>/points/<int:pk>/",
        points.take_up,
        name="point_take_up",
    ),
    path(
        "advisory-group/plans/<int:plan>/points/<int:pk>/put-back/",
        points.put_back,
        name="point_put_back",
    ),
]
