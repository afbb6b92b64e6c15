# The system packages that ./portal can use, and how they come: installed when somebody agrees,
# otherwise unpacked below var/sys, which changes nothing outside this folder.
#
# Plain POSIX sh, read with "." by ./portal and by .ci/run. Needs $root; $consent may say "yes".
# shellcheck shell=sh

sys=$root/var/sys

# For PDFs: Pango and the fonts of six languages. Python stands apart, it is needed first.
libraries="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig
  fonts-noto-core fonts-noto-cjk fonts-liberation2 fonts-hosny-amiri"
python_packages="python3 python3-venv"
test_tools="chromium poppler-utils gettext"

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

debian() { have apt-get && have dpkg-query; }

missing_packages() {
  # Prints those of the packages named that are not installed.
  installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null |
    sed -n 's/ installed$//p') || true
  for package; do
    case "
$installed
" in *"
$package
"*) ;; *) printf '%s ' "$package" ;; esac
  done
}

# ---- Consent -----------------------------------------------------------------------------

may_install() {
  [ "$(id -u)" -eq 0 ] || { have sudo && sudo -n true 2>/dev/null; }
}

install_line() {
  # What a person types to install the packages named.
  sudo=
  [ "$(id -u)" -eq 0 ] || sudo="sudo "
  echo "${sudo}apt-get update && ${sudo}apt-get install --no-install-recommends $*"
}

agreed() {
  # Whether the packages named may be installed: --yes and CI=true say so, or a person does.
  # Without an answer nothing is installed, and the line to run is told.
  case ${consent:-${CI:-}} in yes | true) return 0 ;; esac
  if [ -t 0 ] && [ -t 2 ]; then
    printf 'Install %s now? [y/N] ' "$*" >&2
    read -r answer || answer=
    case $answer in [yY] | [yY][eE][sS]) return 0 ;; esac
  fi
  say "Not installed: $*"
  say "To install: $(install_line "$@")"
  say "(./portal does that itself when it is called with --yes.)"
  return 1
}

# ---- Installing --------------------------------------------------------------------------

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

install_packages() {
  # Only after agreed. The lists are fetched once a call at most; they may be absent or old.
  say "Installing system packages: $*"
  log=$root/var/apt.log
  mkdir -p "$root/var"
  if [ -z "${lists_are_fresh:-}" ]; then
    as_root apt-get update >"$log" 2>&1 </dev/null || true
    lists_are_fresh=1
  fi
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" \
    >>"$log" 2>&1 </dev/null || { tail -n 3 "$log" >&2; return 1; }
}

# ---- Unpacking below var/sys -------------------------------------------------------------

apt_here() {
  # apt-get with lists and cache of our own, which leaves the system's alone.
  "$@" -o "Dir::State::Lists=$sys/lists" -o "Dir::Cache=$sys/cache" -o Debug::NoLocking=1 \
    -o APT::Sandbox::User= -o "Dir::Log=$sys/log"
}

unpack_packages() {
  # Fetch the packages and what they need, and unpack them; the system does not change.
  say "Unpacking into var/sys, nothing is installed: $*"
  fetch_and_unpack "$@" && result=0 || result=1
  rm -rf "$sys/deb" "$sys/lists" "$sys/cache"
  return "$result"
}

fetch_and_unpack() {
  mkdir -p "$sys/lists/partial" "$sys/cache/archives/partial" "$sys/log" "$sys/deb"
  log=$sys/log/portal.log
  apt_here apt-get update >"$log" 2>&1 </dev/null || true
  wanted=$(apt_here apt-get -s install --no-install-recommends "$@" 2>>"$log" </dev/null |
    sed -n 's/^Inst \([^ ]*\).*/\1/p')
  [ -n "$wanted" ] || return 1
  # shellcheck disable=SC2086
  (cd "$sys/deb" && apt_here apt-get download $wanted >>"$log" 2>&1 </dev/null) || return 1
  for deb in "$sys"/deb/*.deb; do
    dpkg-deb -x "$deb" "$sys" || return 1
  done
}

font_preferences() {
  # Which font stands in for which. The links of the packages point to the system's folder.
  for link in "$sys"/etc/fonts/conf.d/*.conf; do
    file=$sys/usr/share/fontconfig/conf.avail/${link##*/}
    [ ! -f "$file" ] || echo "  <include>$file</include>"
  done
}

use_unpacked() {
  # Makes programs find what unpack_packages has brought.
  [ -d "$sys/usr" ] || return 0
  for folder in "$sys"/usr/lib/*-linux-* "$sys"/lib/*-linux-* "$sys"/usr/lib; do
    if [ -d "$folder" ]; then
      LD_LIBRARY_PATH=$folder${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
    fi
  done
  export LD_LIBRARY_PATH
  if [ ! -f "$sys/fonts.conf" ]; then
    cat >"$sys/fonts.conf" <<END
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>$sys/usr/share/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>$sys/fontcache</cachedir>
$(font_preferences)
</fontconfig>
END
  fi
  export FONTCONFIG_FILE="$sys/fonts.conf"
}

# ---- What the verbs need -----------------------------------------------------------------

set_up_libraries() {
  if ! debian; then
    can_load_pango || say "PDFs cannot be made until Pango is installed ($(pango_advice))."
    return 0
  fi
  # shellcheck disable=SC2086
  missing=$(missing_packages $libraries)
  [ -n "$missing" ] || return 0
  use_unpacked
  if [ -f "$sys/complete" ]; then return 0; fi
  # shellcheck disable=SC2086
  if may_install && agreed $missing && install_packages $missing; then return 0; fi
  # shellcheck disable=SC2086
  if unpack_packages $missing; then
    : >"$sys/complete"
    use_unpacked
    return 0
  fi
  say "PDFs cannot be made, or lack some scripts, until these are installed: $missing"
}

can_load_pango() {
  "$python" -c 'import ctypes.util, sys
sys.exit(not ctypes.util.find_library("pangoft2-1.0"))' 2>/dev/null
}

pango_advice() {
  if have brew; then echo "brew install pango"; else echo "package pango"; fi
}

set_up_test_tools() {
  debian || return 0
  # shellcheck disable=SC2086
  missing=$(missing_packages $test_tools)
  if [ -z "$missing" ] || { have chromium && ! may_install; }; then return 0; fi
  # shellcheck disable=SC2086
  if may_install && agreed $missing && install_packages $missing; then return 0; fi
  say "Tests that need these are skipped: $missing"
}

install_python() {
  # Succeeds when Python has been installed; a system that is not Debian is left alone.
  # shellcheck disable=SC2086
  debian && may_install && agreed $python_packages || return 1
  # shellcheck disable=SC2086
  install_packages $python_packages ||
    fail "Python could not be installed: install $python_packages, then try again."
}
