#!/usr/bin/env bash
# Installs what is missing, builds the release, checks the sample ledgers and shows the violations.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/install-packages.sh

say "Checking that the packages of the build are there …"
install_packages $build_packages
say "Building the release (build/release) …"
cmake --preset release >build-release.log 2>&1 || { cat build-release.log; exit 1; }
cmake --build --preset release >>build-release.log 2>&1 || { cat build-release.log; exit 1; }
rm -f build-release.log

shixian=build/release/src/shixian
command=("$shixian" check -r rules/guiyang-health-2020.yaml
  --only interpretation-within-3-working-days
  --only authoritative-information-within-5-hours
  --only press-conference-within-24-hours
  --only response-within-48-hours
  --only plan-within-20-working-days
  -m samples/guiyang-2020/发文与解读.mapping.yaml
  -m samples/guiyang-2020/舆情处置.mapping.yaml
  -m samples/guiyang-2020/贯彻方案备案.mapping.yaml
  --as-of 2020-12-31)
say "Running: ${command[*]}"
echo
code=0
"${command[@]}" || code=$?
echo
case $code in
  1) say "shixian answered 1: there are violations, as the sample ledgers were made to have (samples/guiyang-2020/README.md)." ;;
  *) say "shixian answered $code; 1 was expected, because violations are planted in the sample ledgers."; exit 1 ;;
esac
