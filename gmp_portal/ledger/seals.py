"""The seals of what was decided and published: of each table its seals, of each its hash.

Whoever seals something, or changes a seal, writes here what ``guards`` reckons of it.
"""

SEALS = {
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
    "areas_effort": {
        "plan_row_stays": "dt/Gt1fWH8hew/qXE8hKFb/XLK7pKtnw1x+eHQW//L0=",
    },
    "areas_indicator": {
        "plan_row_stays": "dt/Gt1fWH8hew/qXE8hKFb/XLK7pKtnw1x+eHQW//L0=",
    },
    "areas_linkage": {
        "plan_row_stays": "dt/Gt1fWH8hew/qXE8hKFb/XLK7pKtnw1x+eHQW//L0=",
    },
    "areas_milestone": {
        "plan_row_stays": "KWGjlD5BBHYUJOO0ZqTEMQ+YAc99ymMw9qqC9JHKe2s=",
    },
    "areas_opportunity": {
        "plan_row_stays": "dt/Gt1fWH8hew/qXE8hKFb/XLK7pKtnw1x+eHQW//L0=",
    },
    "areas_plancomment": {
        "plan_comment_in_time": "cD5VYw6yIphTa+d9ExLa12t4d9SQTGOSJTbzJxEJ8GI=",
        "plan_comment_stays": "ifMnOJqD+uVuj2WaUl0eUWY8fFaPXgVzoB5NUHwEZuQ=",
    },
    "areas_planobjective": {
        "plan_row_stays": "dt/Gt1fWH8hew/qXE8hKFb/XLK7pKtnw1x+eHQW//L0=",
    },
    "areas_planversion": {
        "plan_before_the_area_stays": "RJJxWSC12RMRFz1fxJNLml98s5a/OqwyNfEkU020Vfo=",
        "plan_frozen_stays": "eOye3xQppwUF+fKsRPYAKmdh7dd0A6SO1jftcoUfMRo=",
        "plan_in_force_stays": "f4Ax0SrCHfG4FrRyAColQMCDiJgNBVnyHEDnj4aSXiQ=",
        "plan_taken_back_stays": "dhVH0qo9z5lukMyJ5aZfyuu/axZ5XxpMe9rcixuIJNQ=",
    },
    "areas_potentialdonor": {
        "plan_row_stays": "dt/Gt1fWH8hew/qXE8hKFb/XLK7pKtnw1x+eHQW//L0=",
    },
    "areas_priorityaction": {
        "plan_row_stays": "dt/Gt1fWH8hew/qXE8hKFb/XLK7pKtnw1x+eHQW//L0=",
    },
    "areas_priorityaction_objectives": {
        "plan_row_stays": "o2pLONXv9LDDGfl6nKBU1d9UVrM0YRx3RZ2dzrR9O6Y=",
    },
    "areas_projectrequest": {
        "plan_row_stays": "dt/Gt1fWH8hew/qXE8hKFb/XLK7pKtnw1x+eHQW//L0=",
    },
    "areas_sectiontext": {
        "plan_row_stays": "dt/Gt1fWH8hew/qXE8hKFb/XLK7pKtnw1x+eHQW//L0=",
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
    "partners_informationrequest": {
        "information_request_in_time": "+jR5dWGVEgNmhvbvdZIccy1aaafqWzALCZSKbN5Im2o=",
        "information_request_stays": "ElOzMIzp+ST1cSQ0PR1Ew6ZuqIZRalXH9ymnjSSC4gg=",
    },
    "partners_joinrequest": {
        "join_request_stays": "1/3tsrL0A/M5wkSjgVa+2/86kfRjhoBeR4BIvfRvVKw=",
    },
    "partners_letterofintent": {
        "letter_clearance_stays": "nWkXT9tHXu3kYI0btgeGXeHt2DBWUJ2ne6R3+PILGtc=",
        "letter_confirmed_stays": "sduIfm1gazlX8JjVWyVz4SbX+/9B/5tWo5uxZVzJ90s=",
        "letter_ended_stays": "5BpbppHsHQxVJjCBcHO5fv2a1KIPgcFaFDlTvMw8Dr8=",
        "letter_published_stays": "MhYic1wwVNbeyxC2dNpfywHViArVToOP7oCP8lc6J70=",
        "letter_sent_stays": "Mvq5WDnvGNwQcvacj63xoCIuKGwssU4Pyf4ny6EuZqY=",
    },
    "partners_question": {
        "question_in_time": "APC7F1cJQfLssy+SR0ALHJnOGbiVH8XuTBZTUIDb4g0=",
        "question_stays": "uI3IOLau9+h4H5DGQbu5wX7JceJjxuP7RmUz7Qjr4f4=",
    },
    "partners_signaturerequest": {
        "signature_in_time": "TMXk0n1KqiKeRtqmFua+zQfSv+ALR4qGfDQq0OCCWyI=",
        "signature_request_stays": "gcyFfkk9AB2IvJQyk03TnWXj+axXZsb80WwEMpRmWPo=",
        "signature_stays": "o5Cdpz897eNoQIA2Owh42XAC9wCTbEYRn1zQAsUlYfc=",
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
    "writing_revision": {
        "revision_between": "/lFI+BflkvOlsdZsoGYSwKyBrr2nH9JZmYiKxH5NEFM=",
        "revision_of_letter_between": "a87SkbCgV08EKdCSyQA4qFvQYdVjR1E/hFbyvH1OQvE=",
        "revision_stays": "tScmore49Y1WrwDWT6LlnXfgpErreoq4IGjO6qtp7nY=",
    },
}
