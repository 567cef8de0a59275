# Sourced by the set-up scripts: what the build and the tests need from Debian or Ubuntu, and how it is installed.
build_packages="g++ cmake ninja-build pkg-config libfmt-dev libicu-dev libyaml-cpp-dev libspdlog-dev libcli11-dev libre2-dev
  libsimdjson-dev libxxhash-dev rapidjson-dev zlib1g-dev libzstd-dev libzip-dev libexpat1-dev libsqlite3-dev libpq-dev
  libxlsxwriter-dev"
test_packages="libgtest-dev libgmock-dev nlohmann-json3-dev clang-14 libclang-rt-14-dev python3
  python3-yaml python3-jsonschema python3-markdown-it python3-icalendar python3-openpyxl postgresql-15
  chromium chromium-driver python3-selenium fonts-noto-cjk
  dpkg-dev file man-db git pre-commit"

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }

install_packages() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  say "Installing: ${missing[*]}"
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { say "Neither root nor sudo: please install ${missing[*]} and run this again."; return 1; }
    as_root=(sudo)
  fi
  "${as_root[@]}" apt-get update -q >/dev/null
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" >/dev/null
}
