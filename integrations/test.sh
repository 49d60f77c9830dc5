#!/usr/bin/env bash
# Tests of the integrations, with the real Spark and datatrove: makes an environment of its own from pinned packages and runs pytest.
#   integrations/test.sh [PYTEST ARGUMENTS]
# Needs a built checkout (npm ci), Python 3.10 or newer with venv, and Java 17, which is installed by apt where there is none.
set -euo pipefail
cd "$(dirname "$0")"
venv=../.cache/integrations
if ! java -version > /dev/null 2>&1; then
  echo 'Spark needs Java 17; installing it' >&2
  apt-get update -qq && apt-get install -y -qq openjdk-17-jre-headless > /dev/null \
    || { echo 'test.sh: no Java, and it could not be installed: install Java 17' >&2; exit 1; }
fi
if ! cmp -s requirements.txt "$venv/requirements.txt"; then
  python3 -m venv --clear "$venv"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r requirements.txt
  cp requirements.txt "$venv/requirements.txt"
fi
exec "$venv/bin/python" -m pytest -c pytest.ini "$@"
