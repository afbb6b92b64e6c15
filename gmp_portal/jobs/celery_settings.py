"""Celery's settings: it carries ids, keeps nothing and obeys nobody on the network."""

from django.conf import settings

broker_url = settings.REDIS_URL
broker_connection_retry_on_startup = True
# A broker that accepts and never answers must not hold the pump for ever.
broker_transport_options = {"socket_timeout": 2, "socket_connect_timeout": 2}
task_ignore_result = True
task_serializer = "json"
accept_content = ["json"]
task_acks_late = True
# What a killed worker leaves behind comes back from the table, with a pause and counted.
task_reject_on_worker_lost = False
worker_prefetch_multiplier = 1
worker_enable_remote_control = False
worker_hijack_root_logger = False
worker_max_tasks_per_child = 200
worker_max_memory_per_child = 700_000
task_soft_time_limit = 240
task_time_limit = 300
task_publish_retry = False
