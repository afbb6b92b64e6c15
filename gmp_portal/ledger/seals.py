"""The seals of what was decided and published: of each table its seals, of each its hash.

Whoever seals something, or changes a seal, writes here what ``guards`` reckons of it.
"""

SEALS = {
    "advisory_group_assessment": {
        "assessment_in_time": "h9FNbXVOF99O7qfvg1ipviEJNX7r6cNiRTsF9KSxTds=",
    },
    "advisory_group_planreview": {
        "review_concluded_stays": "sNYOLoybE2ewISWxZy4t0krdiywOdV4WtksvFDJIba0=",
        "review_opened_stays": "Nfft3J8AkhUuhOAR0z4+oDJtTzaO2MWFj6oT6DTrtEU=",
    },
    "advisory_group_recommendation": {
        "recommendation_answer_stays": "pde9EHmv+TxVJbB+kisE+iQTqTFep0R9kmnmtQjwdOY=",
        "recommendation_stays": "OMTia7WEar3MBEyDx5By3Cu07Ytz9uAIffoaFAUSWFo=",
    },
    "advisory_group_reviewcomment": {
        "review_comment_in_time": "h9FNbXVOF99O7qfvg1ipviEJNX7r6cNiRTsF9KSxTds=",
        "review_comment_stays": "nHg5Pm3CvMpRCtplISOTMidAH0ueSz367waDVuozEJg=",
    },
    "advisory_group_standaside": {
        "stand_aside_in_time": "Y+XHBPZZUpYalTv/pFXSyV9yqhQImNnwvZfbhA0h/Cs=",
        "stand_aside_stays": "ruSaIpKs16t/0aCf+Iv1CH4kHYwnKYUXn1VZ/HqNQco=",
    },
    "areas_plancomment": {
        "plan_comment_in_time": "jcP546NJwgsvjvH+MvsQqmJnT4zHm3BZGI0n0o+VFQM=",
        "plan_comment_stays": "D68evVlHXdpg7olJqGt+Z0lUbYgSlNDXhwKfugoskeQ=",
    },
    "areas_planversion": {
        "plan_frozen_stays": "zT9oRKt8/KgunCMxuHckNATeDLUBf9WDnBMMM82Lfm4=",
        "plan_in_force_stays": "75DWnOXNH2ggK6CYmNivLbPNAnNesmtDL02wzv67VJU=",
    },
    "documents_document": {
        "document_stays": "0s5FXHkp3exv6wpDn2aGwD1oqn2X0DS42uHyOEQZlzg=",
    },
    "meetings_agendaitem": {
        "agenda_item_in_time": "dZE7QHHBXqbj+a1f1/gdHbqyq6S7g6u3kFxDMsMmS9A=",
    },
    "meetings_attendance": {
        "attendance_in_time": "VtMXEF8Hf6Eklyr5gCBRt7bAwHOGBMq7/5GhTDGBOvs=",
    },
    "meetings_meeting": {
        "meeting_closed_stays": "OWtAumYRjdeWV5bcBGMa4jBY+mYj2121kYpkm2MC6Y0=",
    },
    "meetings_meetingreport": {
        "meeting_report_adopted_stays": "FgFw+9r/1WI/yzNalhm0BkwBeyy94Df1m5YkUw0+6xA=",
        "meeting_report_published_stays": "8VynKcGa4oCyLh5MQexyzgFuN938k8ohFnBaMR7UctE=",
        "meeting_report_stays_adopted": "bvvcZW8aw7fzylSxP60Y1+no3XFHow8hTPMLsYTzzaU=",
    },
    "meetings_paper": {
        "paper_in_time": "dZE7QHHBXqbj+a1f1/gdHbqyq6S7g6u3kFxDMsMmS9A=",
        "paper_stays": "TfuwDoLs4RMsWptnnCciOFcusTx0JjWM8LIcz88L/Ao=",
        "paper_withdrawn_stays": "Yjomnj4sY4f8sfQPEE/8ib7u7m9Feyd1WOxjIj+EPVY=",
    },
    "meetings_reportcomment": {
        "report_comment_in_time": "gvsOHF/rET8WiDesmNc3EW4Wx/6o0B2Gt/uZNDoXkIs=",
        "report_comment_stays": "jnWgdmYZa03lpb5WUagARXMCeGy4doZ7WG750AR6Nlo=",
    },
    "meetings_reportsection": {
        "report_section_stays": "v0wgNuozPjjDasp8VJg+MEFjO4cAxbC+p5zpXuXyqSg=",
    },
    "partners_attachment": {
        "attachment_in_time": "OJ9V0WJXI7G7kwZtehrve28gkCK1KZuVqtD4WdCIzM8=",
        "attachment_stays": "BFks5/75xdZC1noTtEr/qnUdyjb0YtV79yvAvQ/5rM4=",
    },
    "partners_checklist": {
        "checklist_in_time": "NYTPrNwTL3wJvynSi24ccsKBxLHjY7g1CY8J3fOzt8k=",
    },
    "partners_informationrequest": {
        "information_request_in_time": "NYTPrNwTL3wJvynSi24ccsKBxLHjY7g1CY8J3fOzt8k=",
        "information_request_stays": "G+wctV04wokLGqGGHLKHC5dQLemFsbnMM50K3dENqO0=",
    },
    "partners_joinrequest": {
        "join_request_stays": "tstN3rR0iDymaEcmrPPvVEzLoExyTMFj5MMXJetglvE=",
    },
    "partners_letterofintent": {
        "letter_clearance_stays": "2wOzM6MN0N+OWuCC7Tlbz04BBNMljpCzioleMQMIP3s=",
        "letter_confirmed_stays": "e89ukIih/hsS63SeZO4yLfXpgat2ZaVyH8w+PirBe28=",
        "letter_ended_stays": "qiAljKyn9/xmWIXggFBpxxpuUB3sZ9YixM0eZa8FKPE=",
        "letter_published_stays": "9aSH9m36PLZ/b2J0NNCCp7Jbyk+jiIzxG0NPTGnJkPo=",
        "letter_sent_stays": "FxNOPfLoOTj/UOSIbQfPkJed+/j+079fxamA91RBZsQ=",
    },
    "partners_question": {
        "question_in_time": "fXzoNi33DLiwJVnbi4173/9lkV1To2K9MUtLhLaua0Y=",
        "question_stays": "1OEWr8rBkVJ6PYor73t8nb430AJrtIC43AyQe3tOUQ4=",
    },
    "partners_signaturerequest": {
        "signature_in_time": "BjJ1+i0OGZqQ1nlTItzB2BOZHEyt6lQjoe0+eUNimx8=",
        "signature_request_stays": "YKjZgZ7bKmUNNi8gxuJDF+v4fXeBi13qpnK7gaQky4U=",
        "signature_stays": "hqad8cI5v/KZsrjAkcpCv7ZdNTiNHHXLQJ4ukD80Am0=",
    },
    "reporting_areareport": {
        "area_report_accepted_stays": "wYns3gDM0JYYqg26kJjwkevpapE3cZPGjm7MeUmEMCE=",
        "area_report_submitted_stays": "DDLxP+O2WxgvgPOyIdOgIWxSNjag8XozlaQdFCVZKWM=",
    },
    "reporting_importedtext": {
        "imported_text_ended_stays": "FhWncoC7gwYm4His5tLRgwUPE5641w/NlId8C8jfy24=",
        "imported_text_stays": "55ek5xAMvSYrgGP17FCACnrU2U0p42mMJZ7sBxqEejA=",
    },
    "reporting_progressreport": {
        "progress_report_accepted_stays": "wYns3gDM0JYYqg26kJjwkevpapE3cZPGjm7MeUmEMCE=",
        "progress_report_submitted_stays": "DDLxP+O2WxgvgPOyIdOgIWxSNjag8XozlaQdFCVZKWM=",
    },
    "reporting_report": {
        "report_frozen_stays": "Tl0cseO2NpBVyEAttadLmAMo8wDufTs7LT5HHt/LfhU=",
        "report_goes_on": "WQXvc6VkhhDxZ2oxB2Go8jexGcnZBIrjyPBs4xVK3ag=",
        "report_opened_again_stays": "nvEmfsZZ6Cmoz+NhE6AIjV5OdeTYPnEmVHMx+kznfkU=",
        "report_published_stays": "bqP2bgVRXFEsX1eYV6CLmhJx7uoBGcEnjy+ZysWqSwI=",
        "report_typeset_stays": "gshtu32kfcWlX43SjZIRLFS5XftkWpNk9Xo5BNSfo6U=",
    },
    "reporting_reportform": {
        "report_form_stays": "dnnaQEcRZ1l34392onxgn7bQ9wQcWVq7QGCck6P9hqI=",
    },
    "reporting_reportingcycle": {
        "cycle_closed_stays": "lRLx9yN9O4nK2D+jKXqY1EAQonL1noStpexVgUjhz74=",
        "cycle_stays": "zharDJSp4wLngdfoDrU78ruxQAYH1QnremKFQP1Sdd0=",
    },
    "reporting_settledstep": {
        "settled_step_in_time": "V8EuSP0wnaNNRHgrStfjUopHCToYXx3Vihd9/gK70MU=",
    },
    "writing_revision": {
        "revision_between": "tn+5+NBHLkm3E8HrC29T8eHcz4DEXVzLwnC9M4DEVCA=",
        "revision_of_letter_between": "eKX+i+RuRKuURly7Hd0V9dHSnurU42AnvCEj3OAhs7A=",
        "revision_stays": "SJj06f98gLTij4P2UfFRjfGpAtbuzc80KKRvmk31cQY=",
    },
}
