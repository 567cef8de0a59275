# cpack -G DEB: the program as a Debian package, and the engine for other programs as another; cpack -G TGZ for others.
set(CPACK_PACKAGE_NAME shixian)
set(CPACK_PACKAGE_VENDOR shixian)
set(CPACK_PACKAGE_CONTACT "shixian maintainers <maintainers@shixian.example>")
set(CPACK_RESOURCE_FILE_LICENSE ${CMAKE_CURRENT_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "check of dated ledgers against duties with a time limit")
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS ${CMAKE_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS})
set(CPACK_COMPONENTS_ALL program development)
set(CPACK_COMPONENTS_GROUPING IGNORE)

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME shixian)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION "Duties with a time limit stand in YAML rule packs with the sentence of the
law they come from; ledgers are CSV, Excel, JSON lines, XES or databases.
Violations are listed with the row, the article and the reckoning that
prove them, over holidays and worked weekends. Packs and calendars are
included.
.
按规则包检查台账，列出违反时限之处，并给出行号、条款与推算过程。")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME shixian-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "shixian (= ${PROJECT_VERSION}), libexpat1-dev, libfmt-dev, libicu-dev, libpq-dev, libre2-dev, libsimdjson-dev, libsqlite3-dev, libxlsxwriter-dev, libxxhash-dev, libyaml-cpp-dev, libzip-dev, libzstd-dev, pkg-config, rapidjson-dev, zlib1g-dev")
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION "This is the engine as static libraries with a CMake package:
find_package(shixian) gives the target shixian::shixian: rule packs, ledgers,
calendars, the check and its reports for programs in C++20.")
include(CPack)
