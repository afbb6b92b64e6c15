"""Addresses of this app: one per thing, for every audience."""

from django.urls import path

from partners.views import (
    confirmations,
    imports,
    introductions,
    invitations,
    join_requests,
    letter_decisions,
    letter_filing,
    letter_forms,
    letter_links,
    letter_notes,
    letter_papers,
    letter_parts,
    letter_publications,
    letter_starting,
    letters,
    mailed_answers,
    merges,
    partners,
    registers,
    representatives,
    signatures,
)

app_name = "partners"
urlpatterns = [
    path("partners/", registers.partner_list, name="partner_list"),
    path("partners/partners.csv", registers.partner_csv, name="partner_csv"),
    path("partners/partners.json", registers.partner_json, name="partner_json"),
    path("partners/<slug:slug>/", partners.partner_detail, name="partner_detail"),
    path("partners/<slug:slug>/rename/", partners.rename, name="partner_rename"),
    path(
        "partners/<slug:slug>/deactivate/", partners.deactivate, name="partner_deactivate"
    ),
    path(
        "partners/<slug:slug>/reactivate/", partners.reactivate, name="partner_reactivate"
    ),
    path("partners/<slug:slug>/leave/", partners.withdraw, name="partner_withdraw"),
    path(
        "partners/<slug:slug>/appoint/",
        representatives.appoint,
        name="representative_appoint",
    ),
    path(
        "partners/<slug:slug>/consent/",
        representatives.consent,
        name="representative_consent",
    ),
    path("partners/<slug:slug>/ask/", join_requests.ask, name="join_request_ask"),
    path(
        "partners/<slug:slug>/terms/<int:pk>/end/",
        representatives.end,
        name="representative_end",
    ),
    path(
        "partners/<slug:slug>/requests/<int:pk>/",
        join_requests.decide,
        name="join_request_decide",
    ),
    path("partners/<slug:slug>/introduce/", introductions.make, name="introduction_make"),
    path(
        "partners/<slug:slug>/introduce/revoke/",
        introductions.revoke,
        name="introduction_revoke",
    ),
    path("join/by/<str:code>/", introductions.link, name="introduction_link"),
    path("partners/<slug:slug>/invite/", invitations.send, name="invitation_send"),
    path(
        "partners/<slug:slug>/terms/<int:pk>/hand-over/",
        representatives.hand_over,
        name="representative_hand_over",
    ),
    path(
        "partners/<slug:slug>/invitations/<int:pk>/",
        invitations.answer,
        name="invitation_answer",
    ),
    path(
        "partners/<slug:slug>/invitations/<int:pk>/again/",
        invitations.send_again,
        name="invitation_send_again",
    ),
    path(
        "partners/<slug:slug>/invitations/<int:pk>/withdraw/",
        invitations.withdraw,
        name="invitation_withdraw",
    ),
    path("invitation/<str:token>/", invitations.link, name="invitation_link"),
    path("join/", letters.join, name="join"),
    path("join/start/", letter_starting.start, name="letter_start"),
    path("join/form/<str:language>.docx", letter_forms.letter_form, name="letter_form"),
    path("letters/<str:key>/form/", letter_forms.filled_form, name="letter_filled_form"),
    path("letters/<str:key>/form/take/", letter_forms.form_take, name="letter_form_take"),
    path("help/<str:token>/", letter_links.link, name="letter_link"),
    path("letters/<str:key>/copy/", letter_starting.copy, name="letter_copy"),
    path("letters/<str:key>/links/", letter_links.link_list, name="letter_link_list"),
    path(
        "letters/<str:key>/links/<int:pk>/revoke/",
        letter_links.revoke,
        name="letter_link_revoke",
    ),
    path("letters/<str:key>/paper/", letter_papers.paper_make, name="letter_paper_make"),
    path(
        "letters/<str:key>/paper.docx", letter_papers.paper_word, name="letter_paper_word"
    ),
    path("help/<str:token>/paper.docx", letter_papers.link_word, name="letter_link_word"),
    path("desk/letters/", letter_decisions.letter_list, name="letter_list"),
    path("desk/letters/file/", letter_filing.letter_file, name="letter_file"),
    path("desk/import/", imports.import_list, name="import_list"),
    path("desk/import/template.xlsx", imports.template, name="import_template"),
    path("desk/import/new/", imports.start, name="import_start"),
    path("desk/import/<int:pk>/", imports.detail, name="import_detail"),
    path("desk/import/<int:pk>/progress/", imports.progress, name="import_progress"),
    path("desk/import/<int:pk>/leave-out/", imports.leave_out, name="import_leave_out"),
    path("desk/import/<int:pk>/bring-in/", imports.bring_in, name="import_bring_in"),
    path("desk/import/<int:pk>/undo/", imports.undo, name="import_undo"),
    path("desk/import/<int:pk>/stop/", imports.stop, name="import_stop"),
    path("desk/import/<int:pk>/discard/", imports.discard, name="import_discard"),
    path("desk/duplicates/", merges.merge_list, name="merge_list"),
    path("desk/duplicates/<slug:slug>/<slug:other>/", merges.merge_make, name="merge_make"),
    path(
        "desk/duplicates/<slug:slug>/<slug:other>/apart/",
        merges.merge_tell_apart,
        name="merge_tell_apart",
    ),
    path("desk/merges/<int:pk>/", merges.merge_detail, name="merge_detail"),
    path("desk/merges/<int:pk>/undo/", merges.merge_undo, name="merge_undo"),
    path("letters/", registers.published_letter_list, name="published_letter_list"),
    path("letters/<str:key>/", letters.detail, name="letter_detail"),
    path("letters/<str:key>/check/", letters.submit, name="letter_submit"),
    path("letters/<str:key>/delete/", letters.discard, name="letter_discard"),
    path("letters/<str:key>/answer/", letters.answer, name="letter_answer"),
    path("letters/<str:key>/write/", letter_notes.write, name="letter_write"),
    path(
        "letters/<str:key>/mail/<int:pk>/",
        mailed_answers.mailed_answer,
        name="mailed_answer",
    ),
    path("letters/<str:key>/note/", letter_notes.note, name="letter_note"),
    path("letters/<str:key>/more-time/", letter_notes.extend, name="letter_extend"),
    path("confirmations/<str:reference>/", confirmations.confirmation, name="confirmation"),
    path("letters/<str:key>/withdraw/", letters.withdraw, name="letter_withdraw"),
    path("letters/<str:key>/signature/", signatures.ask, name="signature_ask"),
    path("sign/<str:token>/", signatures.confirm, name="signature_confirm"),
    path("letters/<str:key>/files/<str:kind>/", letters.job, name="letter_job"),
    path(
        "letters/<str:key>/checklist/", letter_decisions.checklist, name="letter_checklist"
    ),
    path(
        "letters/<str:key>/request/",
        letter_decisions.request_information,
        name="letter_request_information",
    ),
    path("letters/<str:key>/confirm/", letter_decisions.confirm, name="letter_confirm"),
    path(
        "letters/<str:key>/decline/",
        letter_decisions.propose_decline,
        name="letter_propose_decline",
    ),
    path(
        "letters/<str:key>/decline/approve/",
        letter_decisions.decline,
        name="letter_decline",
    ),
    path(
        "letters/<str:key>/decline/drop/",
        letter_decisions.drop_decline,
        name="letter_drop_decline",
    ),
    path("letters/<str:key>/clear/", letter_decisions.clear, name="letter_clear"),
    path(
        "letters/<str:key>/clear/second/",
        letter_decisions.second_clearance,
        name="letter_second_clearance",
    ),
    path(
        "letters/<str:key>/clear/reopen/",
        letter_decisions.reopen_clearance,
        name="letter_reopen_clearance",
    ),
    path("letters/<str:key>/publish/", letter_publications.publish, name="letter_publish"),
    path(
        "letters/<str:key>/black-out/",
        letter_publications.black_out,
        name="letter_black_out",
    ),
    path(
        "letters/<str:key>/postpone/", letter_publications.postpone, name="letter_postpone"
    ),
    path("letters/<str:key>/correct/", letter_publications.correct, name="letter_correct"),
    path(
        "letters/<str:key>/correct/publish/",
        letter_publications.second_correction,
        name="letter_second_correction",
    ),
    path(
        "letters/<str:key>/correct/drop/",
        letter_publications.drop_correction,
        name="letter_drop_correction",
    ),
    path(
        "letters/<str:key>/take-down/",
        letter_publications.take_down,
        name="letter_take_down",
    ),
    path(
        "letters/<str:key>/documents/<int:pk>/remove/",
        letter_parts.remove_document,
        name="letter_remove_document",
    ),
    path("letters/<str:key>/part/<slug:part>/", letter_parts.part, name="letter_part"),
    path(
        "letters/<str:key>/part/<slug:part>/save/",
        letter_parts.autosave,
        name="letter_autosave",
    ),
]
