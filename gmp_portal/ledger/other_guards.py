"""Triggers that keep rules and are no seals: of each table, and of each its hash.

Whoever adds or changes one writes here what ``guards`` reckons of it.
"""

GUARDS = {
    "advisory_group_chairterm": {
        "advisory_group_count_chairs": "3hDTKFYMOE4nBES3hPb0LG/mQ0UjIT9IR4ilwrEJr/k=",
        "chair_rests_on_decision": "DJtjzhSKzNiEAav00i4x6FGAyEVI5OiMqceB+ldDWCc=",
    },
    "advisory_group_planreview": {
        "review_rests_on_decision": "DJtjzhSKzNiEAav00i4x6FGAyEVI5OiMqceB+ldDWCc=",
    },
    "advisory_group_seat": {
        "advisory_group_count_seats": "6HAasPqNRkqtKs9Cn/bGE8MoszzLHoIFn2Enjmk1YLM=",
    },
    "areas_activity": {
        "reporting_keep_activity": "yiZ0jBb0CwLzLP0zIovQnn9PlhLtj3wqzf6IaqrzqVw=",
        "reporting_keep_owner": "VYckIKYcsLKlfqb8dQw9kHHKYe/eIApFD9TlInkvyNQ=",
    },
    "areas_activity_countries": {
        "reporting_keep_places": "La720xfuqCN5C6coP7weyvtyTvidE7eHmV+i678I9UA=",
    },
    "areas_application": {
        "plan_row_has_key": "qGDBsC1Ra0srV0q3MSh7ChM1jh6p8CvZkwy+1w/cM+k=",
        "row_stays_frozen": "+gsbHd9GwPKJ80jNTdMJZ5c+58PYDskPTHfCIuhf864=",
    },
    "areas_areaopportunity": {
        "opportunity_passes_state_on": "ORsT4OkE/wKb4Dw/eaQ8wxgfe4okurjblRIm+lvNNwg=",
    },
    "areas_effort": {
        "plan_row_has_key": "fZbkOi+VAJN3RWoZyj73FLKlHNRy8kJpexFs/EXrviE=",
        "row_stays_frozen": "+gsbHd9GwPKJ80jNTdMJZ5c+58PYDskPTHfCIuhf864=",
    },
    "areas_indicator": {
        "plan_row_has_key": "VAOY0ZHn70Dx2OFuaw+Pzwgyuc/+GvPiUbqkKk5VYUI=",
        "row_stays_frozen": "+gsbHd9GwPKJ80jNTdMJZ5c+58PYDskPTHfCIuhf864=",
    },
    "areas_leadterm": {
        "lead_term_number_of_co_leads": "Qx4WU2eO6yKeOL9sZnMAXX1WxjoHLx7X2gg5cpYEgQ4=",
        "lead_term_rests_on_decision": "9RqB2KdKXehAWFRCHyE+aVHMiz0/OJjOR+XZuOJC2TY=",
    },
    "areas_linkage": {
        "plan_row_has_key": "HZGxBI9hRQ9H4cdj2SsEZleIlRc79WXZl/3asXqOf1Y=",
        "row_stays_frozen": "+gsbHd9GwPKJ80jNTdMJZ5c+58PYDskPTHfCIuhf864=",
    },
    "areas_milestone": {
        "plan_row_has_key": "KiO5KYKwcM8TmKXEqjTQiYc7Hij/4Mi35CHUHTJsp3Q=",
        "row_stays_frozen": "ZBkHzSA7+CmZVLpjFid72HVdlX3Wa4D7/OeUa0Ryna4=",
    },
    "areas_opportunity": {
        "plan_row_has_key": "TReL9jpTnGVIQn4f61niIKEZCkD6jm5pWUh4e6ycwWk=",
        "plan_row_keeps_state": "3TLz6b1QbpRA9DLBVhM/6Y7025Ko8JqMTNAcpb7yU7I=",
        "row_stays_frozen": "+gsbHd9GwPKJ80jNTdMJZ5c+58PYDskPTHfCIuhf864=",
    },
    "areas_partnershiparea": {
        "area_rests_on_decision": "rc79cb9W3dlKJErC0XFHsBYAvtzoAjbAvUMA+QxLt0w=",
    },
    "areas_planamendment": {
        "amendment_rests_on_decision": "pYkjZLiTXT8339NKVSLMtJ7mljAW9VUq27WfP1aRTPA=",
    },
    "areas_planobjective": {
        "plan_row_has_key": "2Gxipy9I8M/XWwNFVJJk8YUE+SfPBPAECHMLY7DXumM=",
        "row_stays_frozen": "+gsbHd9GwPKJ80jNTdMJZ5c+58PYDskPTHfCIuhf864=",
    },
    "areas_planversion": {
        "plan_rests_on_decision": "tbpHFFw1WnWJYAL5KKy0GDgg3kWYXqw2dym74I1ZD+I=",
        "plan_stays_frozen": "J7fn22ktNHzaGUy4sBWqlXE4zOZ6baTIw/jJh3tER6U=",
    },
    "areas_potentialdonor": {
        "plan_row_has_key": "dKSWUXB36vVb6rQI1iuZ4gRxGi2+UQpzA0Xurhh5Iic=",
        "row_stays_frozen": "+gsbHd9GwPKJ80jNTdMJZ5c+58PYDskPTHfCIuhf864=",
    },
    "areas_priorityaction": {
        "plan_row_has_key": "aonP/g8xCn315WfwPByEFaXhfPUa5uKN9AhxwUQr690=",
        "row_stays_frozen": "+gsbHd9GwPKJ80jNTdMJZ5c+58PYDskPTHfCIuhf864=",
    },
    "areas_priorityaction_objectives": {
        "row_stays_frozen": "Pm66q86p8mfVgaFRQNibmbBtZoXOeolt4nuzwArpg7E=",
    },
    "areas_projectrequest": {
        "plan_row_has_key": "oLYawwDdNGWuRVzCoWkC07a+C/qppVZK8JWGGVHnpiY=",
        "row_stays_frozen": "+gsbHd9GwPKJ80jNTdMJZ5c+58PYDskPTHfCIuhf864=",
    },
    "areas_risk": {
        "plan_row_has_key": "NC+fU3VZtHqHWyJRKE6HROZzSjAGT+trOsquNAhUlSM=",
        "row_stays_frozen": "+gsbHd9GwPKJ80jNTdMJZ5c+58PYDskPTHfCIuhf864=",
    },
    "areas_sectiontext": {
        "row_stays_frozen": "+gsbHd9GwPKJ80jNTdMJZ5c+58PYDskPTHfCIuhf864=",
    },
    "meetings_agendaitem": {
        "meetings_agenda_stays": "TdRcdyqsGkv4uphZp9VEYedDS2jBaIz/w9WDu1vfgjk=",
    },
    "meetings_attendance": {
        "meetings_attendance_stays": "EAuNpZXLG0txz1JZPs6FhSzyHdxy6l4aW6MvDzfy5YI=",
    },
    "meetings_decision": {
        "meetings_keep_consensus": "d6tQkRZbeBGtehkCG8ZdGaNYMTo+/rYXhwr+1bWqQ84=",
        "meetings_keep_ending": "wldhQ59I8fLrS5bw1m/j8N01wr8IeTbgRuinAmOG7VM=",
        "meetings_keep_subject": "jX2Y1EaVuyVIFIt1cVFb4QHZznPHn6NXffpl/Pzh40M=",
        "meetings_lawful_course": "ggvD2+yHi9+1pooIuvL9SUJhY6rXzftaivIbvTq+6Hs=",
        "meetings_open_while_books_are": "ytOjUXMuTXXLRTAFbpKM4gLWFr6nRKHEqgS/rGX4Mz0=",
        "meetings_wait_for_end": "rY9YBxeTbn2r9CXjqOQibtw18h99AfW78hFQbz7ej6U=",
        "meetings_with_the_text_asked": "zpkQKo4l6L0De+0EGgSw4AJbkbv+N4580fwznYV+Ayk=",
    },
    "meetings_decisiontext": {
        "meetings_check_text": "8mtPA9SHADE0skrDW6DgVPah0DYgPtuLnSdXQhc2jyU=",
    },
    "meetings_declaration": {
        "meetings_check_declaration": "iN8eVgBizP5y8KRmBhdSSAc5K1zQS5p8mB2lXkzh6iw=",
        "meetings_keep_declaration": "3orhc+nVWkiRqwTfPM5bHLdm7rPfYMC7jxVucHfSris=",
        "meetings_lawful_declaration": "S8EaTm0wd3vuiTuxBGUcUbbssx8jg20V1j8TrbBRT7Y=",
    },
    "meetings_elector": {
        "meetings_freeze_electorate": "oaAcB/Qka8mioKLhn/mijwGj7C4wIFMvdUjcXC2d6Qw=",
    },
    "meetings_meeting": {
        "meetings_close_books_last": "2eXKwZIA+LBXeIazuhGr+8a7jHW3XcysAmtEH2hrmwM=",
        "meetings_keep_days": "utgj/pNHvRV0hu1UrteMZKKWxKrlVGkSgL9Te5cedME=",
    },
    "meetings_objection": {
        "meetings_check_objection": "7itaFtimr9UFLdT1m9Xq9s7ktjzpCaeZwaSzoUtsgFM=",
        "meetings_keep_objection": "SWqYkGSLZPtIgQZQ86JKAwJ2hzsPtECSpHd+k/Lo1fI=",
        "meetings_raise_objection": "RWqmb6sfdmnjzFRZsy30yUd8ZdKzwHqpXvkDjRBDvHY=",
        "meetings_settle_objection": "dj0lM45SUtG7gkjg8oo7/yoLCurklYEteyIeQYMPw38=",
    },
    "meetings_paper": {
        "meetings_keep_paper": "UrigJQuWWMnnnS2UfGJ5pDiJPON2uRQlLoz01LpgQPE=",
    },
    "meetings_position": {
        "meetings_check_position": "wgrMfAUdV7oYgkgpXnSBrTJ2c5q16kvytKjEmEO54Yw=",
        "meetings_keep_position": "HyQR9Sd/H+p6T47/mEntleTSlMClAeK7Q6jWWXVwVUE=",
        "meetings_lawful_position": "USiyqwnjbLSYJGC5he0xU+yPanZ4RSUP6zBqZCRZzow=",
    },
    "meetings_standingaside": {
        "meetings_freeze_aside": "oaAcB/Qka8mioKLhn/mijwGj7C4wIFMvdUjcXC2d6Qw=",
    },
    "meetings_timetoobject": {
        "meetings_lawful_time": "VKzPl+NWgstdKSJkJdzwdBW0QXRb27J1dg1PewKqunw=",
    },
    "reporting_areareport": {
        "reporting_keep_accepted": "aXJYBZJbdydofkzgG884ZxTz97oJTKMlufWBXWq9bO8=",
    },
    "reporting_contribution": {
        "reporting_keep_rows": "xzwYoHeYqEKO7uJ38nbcWuG/OCXbLii9MzRTojIFMDk=",
    },
    "reporting_indicatorvalue": {
        "reporting_keep_rows": "c3iYXQ8kr5tW6FvSc9aekNhTgnspZqElnNw5uorhU8g=",
    },
    "reporting_progressreport": {
        "reporting_keep_accepted": "aXJYBZJbdydofkzgG884ZxTz97oJTKMlufWBXWq9bO8=",
        "reporting_keep_owner": "/hG6zw/gREp3F7q4inkTcn2nF2hZeX4WPIOPehTIE4o=",
    },
    "reporting_report": {
        "reporting_keep_report": "z1vXC8/Pzwr7mvh6ardKQhPT85SuNQ9sJCqsIJKAI9c=",
    },
    "reporting_reportedactivity": {
        "reporting_activity_fits": "rppPFWuoHoqdrAX/OUatj1kmQUKam0GsFLlc+xmIHRQ=",
        "reporting_keep_rows": "xzwYoHeYqEKO7uJ38nbcWuG/OCXbLii9MzRTojIFMDk=",
    },
    "rulebook_parametervalue": {
        "rulebook_past_values_stay": "As95z6IpHauMfCf3tIuH7AcIfyzTBOLrU/VuDpZz1PM=",
    },
}
