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
test_tools="chromium poppler-utils gettext jing gir1.2-ical-3.0 python3-gi"
# Only unpacked: Debian would start nginx as a service, on a port that may be taken.
unpacked_test_tools="nginx"

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

at_a_terminal() { [ -t 0 ] && [ -t 2 ]; }

may_install() {
  # Root may, and who has sudo: at a terminal it may ask for the password, elsewhere it must not.
  if [ "$(id -u)" -eq 0 ]; then return 0; fi
  have sudo && { at_a_terminal || sudo -n true 2>/dev/null; }
}

install_line() {
  # What a person types to install the packages named.
  sudo=
  [ "$(id -u)" -eq 0 ] || sudo="sudo "
  echo "${sudo}apt-get update && ${sudo}apt-get install --no-install-recommends $*"
}

listed() {
  # Whether the file named first holds every package named after it.
  [ -f "$1" ] || return 1
  list=$1
  shift
  for package; do
    grep -qxF -e "$package" "$list" || return 1
  done
}

note() {
  # Adds packages to the list in the file named first.
  list=$1
  shift
  mkdir -p "${list%/*}"
  printf '%s\n' "$@" >>"$list"
}

agreed() {
  # Whether the packages named may be installed: --yes and CI=true say so, or a person does.
  # Without an answer nothing is installed, and the line to run is told. A "no" is remembered:
  # nobody is asked twice for the same packages.
  if may_install; then
    case ${consent:-${CI:-}} in yes | true) return 0 ;; esac
  fi
  tell_how_to_install "$@"
  may_install || return 1
  if at_a_terminal && ! listed "$root/var/declined" "$@"; then
    printf 'Install %s now? [y/N] ' "$*" >&2
    if read -r answer; then
      case $answer in [yY] | [yY][eE][sS]) return 0 ;; esac
      note "$root/var/declined" "$@"
    fi
  fi
  say "(./portal does that itself when it is called with --yes.)"
  return 1
}

tell_how_to_install() {
  say "Not installed: $*"
  say "To install: $(install_line "$@")"
}

# ---- Installing --------------------------------------------------------------------------

as_root() {
  # $asking was found out before the output went into a file.
  if [ "$(id -u)" -eq 0 ]; then "$@"; elif [ -n "$asking" ]; then sudo "$@"; else sudo -n "$@"; fi
}

fetch_lists() {
  # Once a call at most; they may be absent or old.
  [ -z "${lists_are_fresh:-}" ] || return 0
  if at_a_terminal; then asking=yes; else asking=; fi
  mkdir -p "$root/var"
  as_root apt-get update >"$root/var/apt.log" 2>&1 </dev/null || true
  lists_are_fresh=1
}

install_packages() {
  # Only after agreed.
  say "Installing system packages: $*"
  fetch_lists
  log=$root/var/apt.log
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" \
    >>"$log" 2>&1 </dev/null && return 0
  tail -n 3 "$log" >&2
  tell_how_to_install "$@"
  return 1
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
  # What was unpacked for an earlier version may be less than is needed now.
  # shellcheck disable=SC2086
  if listed "$sys/complete" $missing; then return 0; fi
  # shellcheck disable=SC2086
  if agreed $missing && install_packages $missing; then return 0; fi
  # shellcheck disable=SC2086
  if unpack_packages $missing; then
    # shellcheck disable=SC2086
    note "$sys/complete" $missing
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
  unpack_test_tools
  wanted=$test_tools
  # A browser that came in another way does as well.
  if has_browser; then wanted=${test_tools#chromium }; fi
  # shellcheck disable=SC2086
  missing=$(missing_packages $wanted)
  [ -n "$missing" ] || return 0
  # shellcheck disable=SC2086
  if agreed $missing && install_packages $missing; then return 0; fi
  say "Tests that need these are skipped: $missing"
}

unpack_test_tools() {
  if have nginx || [ -x /usr/sbin/nginx ] || [ -x "$sys/usr/sbin/nginx" ]; then return 0; fi
  case ${consent:-${CI:-}} in yes | true) ;; *)
    say "Tests that need these are skipped without --yes: $unpacked_test_tools"
    return 0
  esac
  unpack_packages "$unpacked_test_tools" ||
    say "Tests that need these are skipped: $unpacked_test_tools"
}

has_browser() {
  [ -n "${CHROMIUM:-}" ] || have chromium || have chromium-browser || have google-chrome
}

install_python() {
  # Succeeds when Python has been installed; a system that is not Debian is left alone.
  # shellcheck disable=SC2046
  debian && agreed $(python_on_offer) || return 1
  fetch_lists
  # With fresh lists the offer may be another.
  # shellcheck disable=SC2046
  install_packages $(python_on_offer) ||
    fail "Python could not be installed; see the lines above, then try again."
}

python_on_offer() {
  # The system's own Python where it is new enough, otherwise the newest one beside it.
  minor=$(apt-cache policy python3 2>/dev/null | sed -n 's/^ *Candidate: 3\.\([0-9]*\).*/\1/p')
  case $minor in "" | 11 | 12 | 13 | 14) echo "$python_packages"; return 0 ;; esac
  for name in python3.14 python3.13 python3.12 python3.11; do
    if apt-cache show "$name" >/dev/null 2>&1 && apt-cache show "$name-venv" >/dev/null 2>&1; then
      echo "$name $name-venv"
      return 0
    fi
  done
  echo "$python_packages"
}
