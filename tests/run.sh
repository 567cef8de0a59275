#!/usr/bin/env bash
# Installs what is missing, builds with warnings as errors and runs every test, twice: with g++, and with clang under the
# address and undefined-behaviour sanitizers.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/install-packages.sh

say "Checking that the packages of the build and the tests are there …"
install_packages $build_packages $test_packages
say "Building with g++ (build/dev) …"
cmake --preset dev >/dev/null
cmake --build --preset dev
say "Testing …"
ctest --preset dev -j "$(nproc)"
say "Building with clang and sanitizers (build/asan) …"
cmake --preset asan -DCMAKE_CXX_COMPILER=clang++-14 >/dev/null
cmake --build --preset asan
say "Testing under the sanitizers …"
ctest --preset asan -j "$(nproc)"
