# The style and the script of the HTML report, as they stand in its files, with the hashes that its content security
# policy lets pass.
set(html ${CMAKE_CURRENT_LIST_DIR})
foreach(asset style.css script.js)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${html}/${asset})
endforeach()
file(READ ${html}/style.css style)
file(READ ${html}/script.js script)
file(SHA256 ${html}/style.css style_sha256)
file(SHA256 ${html}/script.js script_sha256)
configure_file(${html}/assets.hpp.in ${CMAKE_CURRENT_BINARY_DIR}/assets/report/html/assets.hpp @ONLY)
target_include_directories(shixian_report PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/assets)
