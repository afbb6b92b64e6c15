# One image for web, worker and pump; docker-compose.yml shows how they work together.
FROM python:3.11-slim-bookworm

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 \
    VAR_DIR=/srv/portal/var MEDIA_ROOT=/srv/portal/files STATIC_ROOT=/srv/portal/static

# Pango typesets the PDFs; the fonts cover the six languages of the United Nations.
RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig \
      fonts-noto-core fonts-noto-cjk fonts-liberation2 fonts-hosny-amiri \
 && rm -rf /var/lib/apt/lists/*

WORKDIR /srv/portal/code
COPY requirements.txt .
RUN pip install --disable-pip-version-check --require-hashes -r requirements.txt

COPY . .
# Whoever runs it may not write here: without this every start would compile the code anew.
RUN python -m compileall -q -j 0 .
# The values only let the settings load while the style sheets and scripts are collected.
RUN SECRET_KEY=$(python -c "import secrets; print(secrets.token_urlsafe(64))") \
    ALLOWED_HOSTS=build.example.org SITE_URL=https://build.example.org \
    DATABASE_URL=postgresql:///build EMAIL_URL=smtp://build.example.org:25 \
    python manage.py collectstatic --noinput --verbosity 0 \
 && useradd --system --uid 10001 --home-dir /srv/portal portal \
 && mkdir -p "$VAR_DIR" "$MEDIA_ROOT" \
 && chown portal "$VAR_DIR" "$MEDIA_ROOT"

USER portal
VOLUME ["/srv/portal/files"]
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=10s --start-period=30s \
  CMD ["python", "-m", "gmp_portal.launcher.health", "web"]
# As many workers as cores, from two to four; WEB_WORKERS and WEB_THREADS say otherwise.
CMD ["python", "-m", "gmp_portal.launcher.web"]
