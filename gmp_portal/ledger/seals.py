"""What keeps records as they were decided: of each table its triggers, of each its hash.

Whoever seals something, or changes a seal, writes here what ``guards`` reckons of it.
"""

SEALS = {
    # The lists of a plan, the texts of its sections, and where it takes recommendations up.
    **{
        table: {"plan_row_stays": "dt/Gt1fWH8hew/qXE8hKFb/XLK7pKtnw1x+eHQW//L0="}
        for table in (
            *("areas_application", "areas_effort", "areas_indicator"),
            *("areas_linkage", "areas_opportunity", "areas_planobjective"),
            *("areas_potentialdonor", "areas_priorityaction", "areas_projectrequest"),
            *("areas_risk", "areas_sectiontext", "advisory_group_takenup"),
        )
    },
    "accounts_accountdistinction": {
        "account_distinction_stays": "SQvKaGFtt6mcYRZ3Arp6h0ap2qUQr28B/3PUnu6T65g=",
    },
    "accounts_accountmerge": {
        "account_merge_stays": "E/TeIVV8nxQ87bFr1iuMtrQ0rJ5b7v/CHrK7istrfH4=",
        "account_merge_undone_stays": "3WVYNWWAqO//8kO5BiIkoh6xC6CA2hE2cHPWptUAH6Q=",
    },
    "advisory_group_assessment": {
        "assessment_in_time": "sERNWJUNJM071ZXAGaOtwnv0oPbioi3pDm8RAszvEYs=",
    },
    "advisory_group_planreview": {
        "review_concluded_stays": "QiWD8KOayFWA3XuOm+SAAGm50UK7udVl6UEOXu4jWuQ=",
        "review_opened_stays": "dS37vQ4yWniaENYEsng2hX3ksfZMSWW7F23eeBYBDJM=",
    },
    "advisory_group_recommendation": {
        "recommendation_answer_stays": "CuZHCVbQCua09BAhD302k6cc564/Oz/OcYmikoCiKss=",
        "recommendation_stays": "UHXy1e6gfKUdI249LCEXqlzr5jxMmv435/INTElFU5I=",
    },
    "advisory_group_reviewcomment": {
        "review_comment_in_time": "sERNWJUNJM071ZXAGaOtwnv0oPbioi3pDm8RAszvEYs=",
        "review_comment_stays": "06v4kwrVwyQfs1MTpsmyxSKD1mgts9HehbZY7B5GWsQ=",
    },
    "advisory_group_standaside": {
        "stand_aside_in_time": "7nkNUOdaN+QoDesVqksZy6LLqooaqHS3n0fHO8W7ZcY=",
        "stand_aside_stays": "OwdWUYRAxrXgrwr7+WXzabZVDsXU3lsff1gBtfcOJm0=",
    },
    "areas_activity": {
        "activity_stays": "bJqFIqepvqkQBL1xKiBIL5zhmql7zHAwL2H2z/nDrHE=",
        "activity_ended_stays": "1yCNCAm1EkMPKTIMor8ojc5nLMKRNC41Cla/edOxedY=",
    },
    "areas_activity_countries": {
        "activity_country_stays": "DwqbWkXFXc25SJ3d2Du1VOdMF6JrvOxZG0v2g80yMQo=",
    },
    "areas_activity_efforts": {
        "activity_effort_stays": "jbQK6yFdKP2yIQxQrye4ag3GghWfvgYxgUIAlOwRcbM=",
    },
    "areas_activitypart": {
        "activity_part_in_time": "WKo0Tqo4SjQJO5vBqBXlS8mWp3YnkTTC5rrsrF92rGs=",
        "activity_part_stays": "pRLkC3kG1MF7CPvEybhbtXFBAkXN1BbpWCPz6+27ZK4=",
    },
    "areas_amendmentplace": {
        "amendment_place_stays": "UxFp3+X89d+/yAQuInuoH76QNZvU8W6Ifx0KLZ17wIQ=",
    },
    "areas_areamembership": {
        "membership_stays": "0rU7Ny4BswGXnZVTClGrOss03kudbSJ9FVYGQiUR9Qs=",
    },
    "areas_areaopportunity": {
        "opportunity_settled_stays": "VcnkLnHxpaxTcV/XImDjbqvg/PEFCvR/8va1m14UKIQ=",
    },
    "areas_commenttask": {
        "comment_task_over_stays": "RVnJcvHcF4/xUyr/zaSVEmfrH89AiCR2y3Hq1O7EQsM=",
        "comment_task_stays": "qp4bYSf2FarsaZmxgKFpjCCJaIBRRSD9wT0nFw2cygA=",
    },
    "areas_effortcall": {
        "effort_call_over_stays": "zpmSyGS49T1dq3I4CDvzYamZwlDTxxs0PeetyB6cTD8=",
        "effort_call_stays": "duy7atk7NkEwPAXXJY0fBGB5+RxWmifmbM67W22GTes=",
    },
    "areas_milestone": {
        "plan_row_stays": "KWGjlD5BBHYUJOO0ZqTEMQ+YAc99ymMw9qqC9JHKe2s=",
    },
    "areas_milestonenote": {
        "milestone_note_stays": "g/Jmf6lwrnikX4Db+gIBBTg9hmY17QFrDoGYzYRw3C4=",
    },
    "areas_opportunityinterest": {
        "interest_taken_back_stays": "823GtEjYTShM2SgVL896W3SoopxmpqzavxyP1IiedMc=",
    },
    "areas_planamendment": {
        "plan_amendment_agreed_stays": "tZ4L8LFBJErfULM3mZwr2/YLd0/Cw7+znbNsAgLBJZw=",
        "plan_amendment_settled_stays": "0S8PTp2cLL1f5CdgcGfh/Vndh5i9NOEm7B+UBkVmbLE=",
        "plan_amendment_stays": "F0BNihSfCQ0TPqzv5hZS8ip7QUex0XtDkHYkwKGHFHk=",
    },
    "areas_plancomment": {
        "plan_comment_in_time": "cD5VYw6yIphTa+d9ExLa12t4d9SQTGOSJTbzJxEJ8GI=",
        "plan_comment_answered_stays": "sSznfCgtweUJtmKRkRLK9+M/PYipy8ZgMKZ5V14SUro=",
        "plan_comment_stays": "tLZEOBTwKAQN9vpZOsziCxqdAXY9BWuivNnKd8yAmV8=",
    },
    "areas_plancompanion": {
        "plan_companion_stays": "EcAM/YVN7QTLdslswZkLwwdwbNvtRuxXS4jGbQuNo4o=",
    },
    "areas_planfigure": {
        "plan_figure_stays": "PbNa8aOlM2Dh+PDUyoiGgFqMQcfdNTONHaHlH/oG8I0=",
    },
    "areas_plankey": {
        "plan_key_stays": "lrrsT3Pm8Tu/T1+YJbTk9quaAwMclpXrqsP3EiaSjvc=",
    },
    "areas_plansuggestion": {
        "plan_suggestion_settled_stays": "xpg3GHzRWZ3Tf/iGCfA+ajKZATvfjLiCiUc1eTE3RBI=",
        "plan_suggestion_stays": "kgSe3uL8/BCkLLyEQtciadS1ip1lb+udQN1WPsg7dZk=",
    },
    "areas_planversion": {
        "plan_before_the_area_stays": "RJJxWSC12RMRFz1fxJNLml98s5a/OqwyNfEkU020Vfo=",
        "plan_frozen_stays": "eOye3xQppwUF+fKsRPYAKmdh7dd0A6SO1jftcoUfMRo=",
        "plan_in_force_stays": "f4Ax0SrCHfG4FrRyAColQMCDiJgNBVnyHEDnj4aSXiQ=",
        "plan_taken_back_stays": "dhVH0qo9z5lukMyJ5aZfyuu/axZ5XxpMe9rcixuIJNQ=",
    },
    "areas_topicarea": {
        "topic_area_stays": "CXY+Rk+ZTnsU5n47LR01DXmTp6xzfIjQ/fyYHSaA5KQ=",
    },
    "areas_topicconvener": {
        "topic_convener_stays": "mKznZvNnCqGhZ6wuJFjfXs1HRGc3Ovq/KeuSNSG01rE=",
    },
    "areas_priorityaction_objectives": {
        "plan_row_stays": "o2pLONXv9LDDGfl6nKBU1d9UVrM0YRx3RZ2dzrR9O6Y=",
    },
    "documents_document": {
        "document_stays": "XuGTDL1BhQhVXZY03IIypU1K/FYafgImOuzRJkvYbzs=",
    },
    "meetings_agendaitem": {
        "agenda_item_in_time": "9/IR4t9sw2iciSkCTqX9LQJ3e4jFXmGSHq6hTKPJj1Q=",
    },
    "meetings_attendance": {
        "attendance_in_time": "9/IR4t9sw2iciSkCTqX9LQJ3e4jFXmGSHq6hTKPJj1Q=",
    },
    "meetings_meeting": {
        "meeting_closed_stays": "pHx1+V5G07w4aDavgVQIgDeSyPxIg004Dkp2urdxJRs=",
    },
    "meetings_meetingreport": {
        "meeting_report_adopted_stays": "lIE/5yP3URiGiFK3tZbWenouE2VLj2oLMm/2aVHuUFI=",
        "meeting_report_published_stays": "Yt054lxeLMcoCCTBlDgp4fCf6exwx4XTUXuzRJsw+Tw=",
        "meeting_report_stays_adopted": "ug5IlJ8nOjZLJZhAtoKPnUpoQ6PYK4vm4aBvBkhy+yk=",
    },
    "meetings_paper": {
        "paper_in_time": "9/IR4t9sw2iciSkCTqX9LQJ3e4jFXmGSHq6hTKPJj1Q=",
        "paper_stays": "/AErlPlmoGNiqMtEQnXIkTqwZ+bF+d2SnuCvpAcE1J0=",
        "paper_withdrawn_stays": "bBaQcEi7HMD0R1u3hl8lRE4vZDG5s6FxCBuJpfRUw7Y=",
    },
    "meetings_reportcomment": {
        "report_comment_in_time": "VR4P2f3BmyX+pRChVepoW0ZNIdRt2FMTKsHwBx2eoGg=",
        "report_comment_stays": "qhos/hSTlgqYM+CnvdQaNMIs2NRcpD12E8XEpEQnSaM=",
    },
    "meetings_reportsection": {
        "report_section_stays": "4XtGKwk8Wc4Y4bl2MnfJhKhxIKG4UciykwVilf3dRUU=",
    },
    "partners_attachment": {
        "attachment_in_time": "dWgATpZ9sI4+d/B8rG2otNhHtKXKVWox66/uQ6dKhbM=",
        "attachment_stays": "BLdUcWWWjAU0J7uvrZGkmiDF1uF4G2BCStIvgSv1OFA=",
    },
    "partners_checklist": {
        "checklist_in_time": "+jR5dWGVEgNmhvbvdZIccy1aaafqWzALCZSKbN5Im2o=",
    },
    "partners_correction": {
        "correction_stays": "0L4y/de/haUWLf5H0SeXv0Z5h7+DtCSZN/vPk5QnTtw=",
    },
    "partners_distinction": {
        "distinction_stays": "FcZhvrR7F9oiLifl+EyMQ5gDgQEAK9YXRkTUmUXWFUE=",
    },
    "partners_importrow": {
        "import_row_stays": "3iEoqyFYQeeiKuVnP7McEQ5Nj3wEW/8VT0GxDYsmEJM=",
    },
    "partners_informationrequest": {
        "information_request_in_time": "+jR5dWGVEgNmhvbvdZIccy1aaafqWzALCZSKbN5Im2o=",
        "information_request_stays": "TIt7hA6eF3KD+uwHm5ic50xMpxXpYPNMN+wyBINO9bw=",
    },
    "partners_introduction": {
        "introduction_stays": "bwW0WaWK1/MW+vhBRm20enGcZnKQsHkR1jpHsWEX4b4=",
    },
    "partners_introductionlink": {
        "introduction_link_stays": "rIqmmW0BgvHdQhhVL0QcdAGFhsxtIULwWfCak2VJvHc=",
    },
    "partners_joinrequest": {
        "join_request_stays": "1/3tsrL0A/M5wkSjgVa+2/86kfRjhoBeR4BIvfRvVKw=",
    },
    "partners_letterlink": {
        "letter_link_stays": "RQam1Ffh/BPBGR5M4vyv3Xifx+cw2L6mxaIQRH9/nbI=",
    },
    "partners_letternote": {
        "letter_note_stays": "t3W46y3ECt3sLxp/Sv72g3+cL49RZTP6FthRzKg3elE=",
    },
    "partners_letterofintent": {
        "letter_clearance_stays": "ObyR1fPhKndzRfSilljJEHbn9ZCGK4cJFGeCaoKv0hE=",
        "letter_confirmed_stays": "lAKNDU9eCjDijY8d58nxuGpAfgmWybi/C24LddmGRBE=",
        "letter_corrected_by_two": "UcBlbJXk2LvA8noZ+5AOq6dYf5KZN0r5JXK9xyeSKmc=",
        "letter_ended_stays": "5BpbppHsHQxVJjCBcHO5fv2a1KIPgcFaFDlTvMw8Dr8=",
        "letter_published_stays": "mDBWlgpMICjilf18+Cx2O4dvBoGwHa+ZZ5fF3ZszFMU=",
        "letter_sent_stays": "Mvq5WDnvGNwQcvacj63xoCIuKGwssU4Pyf4ny6EuZqY=",
        "letter_taken_down_stays": "cbfVtXR3d2FjVp304WpNwVeMYH0iVAAc8TiQm69nhYI=",
    },
    "partners_mailedanswer": {
        "mailed_answer_settled_stays": "xXqKBLtS+Txxt0M8+cpdUxL+tsNzTssv4idFQYktZXs=",
        "mailed_answer_stays": "Ca6Hy57DDeM/Qx2fQIzQkw0WspgYt8kghuFZCJP+IPk=",
    },
    "partners_merge": {
        "merge_stays": "ENhtoTE/o5gs7VAI7qydzAh/tJ8l3ayHLZs7MwfwYbA=",
        "merge_undone_stays": "r3zo4lMWoKen1GazcP7mSHhDXYEWWfHHxHezNZUywFc=",
    },
    "partners_notefile": {
        "note_file_stays": "t3W46y3ECt3sLxp/Sv72g3+cL49RZTP6FthRzKg3elE=",
    },
    "partners_participation": {
        "participation_stays": "cByZH7zfF55SMa1j8wlg82hWFVL4Dq73KaX8plI10t8=",
    },
    "partners_partner": {
        "partner_stays": "1o7adMvQANsoR+ZZW5zpAS7CBFWjhyaV2Ha+dU4QP5k=",
    },
    "partners_partnerinvitation": {
        "invitation_removed_stays": "ibR2UkF1HhrR1DXjpk9aK8VraShlUUTiTVcSd8ch6Ws=",
        "invitation_settled_stays": "41W3JgmB624rXeXSUm67jZzlyEYZBOdOsmbzdxwu5P8=",
        "invitation_stays": "jG27GQlQqwLqQqJgGpfBzN/dOIKkaj9m9GIFrjX2izk=",
    },
    "partners_partnerstatement": {
        "statement_settled_stays": "a96n9hZmRu2JJqIBtnzU4cV4oK/XBnHUfQEnJBcpEHc=",
        "statement_stays": "aWbbM9G5fLqig+jRv9fzBeCufAj91kNWQZFOkOn54c8=",
    },
    "partners_pastletter": {
        "past_letter_stays": "1TAtEtjdi2cDC2e8utrINblmxDTreD+5G9ntaD64n78=",
        "past_letter_withdrawn_stays": "iaRdQioNMC0j5/rOec0g0HOGOjBUX3QQtfxDeYyptQk=",
    },
    "partners_pledge": {
        "pledge_stays": "bwW0WaWK1/MW+vhBRm20enGcZnKQsHkR1jpHsWEX4b4=",
    },
    "partners_publicversion": {
        "public_version_ended_stays": "UpNSG+zkVkbBCiE3QggsLRmM6XExesYt4BRtC1qMMcU=",
        "public_version_stays": "+tTFu93JwnKfC5OXDP2dZkO7WwmOWoTDiQAO3LDkRAY=",
    },
    "partners_question": {
        "question_in_time": "APC7F1cJQfLssy+SR0ALHJnOGbiVH8XuTBZTUIDb4g0=",
        "question_stays": "uI3IOLau9+h4H5DGQbu5wX7JceJjxuP7RmUz7Qjr4f4=",
    },
    "partners_representative": {
        "representative_stays": "3C546FcJrcmkcCur6dUCYhnY/g7YEkC4uobVo1NW2F8=",
    },
    "partners_setaside": {
        "set_aside_stays": "6Ybze3BuffNo/EEMc0+KjEr4EElkaZ7l28fP3m38Xuo=",
    },
    "partners_signaturerequest": {
        "signature_in_time": "TMXk0n1KqiKeRtqmFua+zQfSv+ALR4qGfDQq0OCCWyI=",
        "signature_request_stays": "gcyFfkk9AB2IvJQyk03TnWXj+axXZsb80WwEMpRmWPo=",
        "signature_stays": "o5Cdpz897eNoQIA2Owh42XAC9wCTbEYRn1zQAsUlYfc=",
    },
    "partners_signedpage": {
        "signed_page_stays": "cfuWW3qeyLF61zm2U6+m6CxeT4f9KPyQxRYbIvA0E5s=",
    },
    "partners_silencequestion": {
        "silence_settled_stays": "LfCxGjES1vsxxZsRxmxtqcyspGPGpzclAQ8L5eQGOLY=",
        "silence_stays": "OA6AhaL0/FqtrXbjXaclI2xvM/grbtPvekPtQ04LSqg=",
    },
    "reporting_areareport": {
        "area_report_accepted_stays": "Fe1TODkw0hFx3LA8JRG54iiO0YJhUZeDHvVlpwIeRc4=",
        "area_report_submitted_stays": "FJvdXnZN4C5Je1CqVGK0BMoqTNJlutTj2KryNkGtrUs=",
    },
    "reporting_importedtext": {
        "imported_text_ended_stays": "RJyKSSiXfAXyaiadpxkNk3ei1Z5WcbGyxgWEGLk3UcU=",
        "imported_text_stays": "dX6UOVdTSj0srtB6jFKtvOBABCP5HfiOodBvk+Rpk4A=",
    },
    "reporting_progressreport": {
        "progress_report_accepted_stays": "Fe1TODkw0hFx3LA8JRG54iiO0YJhUZeDHvVlpwIeRc4=",
        "progress_report_submitted_stays": "FJvdXnZN4C5Je1CqVGK0BMoqTNJlutTj2KryNkGtrUs=",
    },
    "reporting_report": {
        "report_frozen_stays": "u/lApz4xSXEybANzGp9NCOMWnS9wc48mFWFuEzVT4jQ=",
        "report_goes_on": "Q8JqobGYqP8/sZT6FMfYTP2RPDwCMFlwbDxgOFOQJFQ=",
        "report_opened_again_stays": "hMC8DaYhzvnJowD7QtGFwnC3df279g2dqJL82qVXqyo=",
        "report_published_stays": "oAusb/NfFayyRDsmlfwOPTfDW/ANa7dNaLgzDwHbsr4=",
        "report_typeset_stays": "M9WkOTO9xOuX96fwIa6nedkMg+BK+td6vjEK1V1I2Ug=",
    },
    "reporting_reportform": {
        "report_form_stays": "WkUy7IEeic1BUaGazEorptOpZ0KSVXoqMOb4a5cMRG8=",
    },
    "reporting_reportingcycle": {
        "cycle_closed_stays": "++v6x9qCxnPB8rjTGbwJCRbpuK6cEJI3iiXgmpqsHJI=",
        "cycle_stays": "ZyukGWn2g3VaIzzdXVDSnkC42UeV+AbDrWhvXAL6Kuk=",
    },
    "reporting_settledstep": {
        "settled_step_in_time": "OffNG/moNoSydzCpA8uPWWNFRdxl3CI87/tQoDDknVs=",
    },
    "website_announcement": {
        "announcement_held_stays": "bD+ydDcvWVRjEerb+/7GLXKb7fvXEXs1Kp9bG8+FFPU=",
        "announcement_sent_stays": "9wcl1e10loqWHgWpbLCUu3a2qfkR9BUHH3p3aBAgaOg=",
    },
    "writing_revision": {
        "revision_between": "/lFI+BflkvOlsdZsoGYSwKyBrr2nH9JZmYiKxH5NEFM=",
        "revision_of_letter_between": "a87SkbCgV08EKdCSyQA4qFvQYdVjR1E/hFbyvH1OQvE=",
        "revision_stays": "tScmore49Y1WrwDWT6LlnXfgpErreoq4IGjO6qtp7nY=",
    },
}
