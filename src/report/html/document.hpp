// The frame of a page that lets nothing be fetched, and nothing run but its own script.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "text/phrase.hpp"

namespace shixian::report::html {

/// From the document type to the opening tag of the body. `script_hash`: the hexadecimal hash of the only script that
/// may run; empty: none may.
void open_document(text::Language language, const std::string& title, std::string_view script_hash, std::ostream& out);

}  // namespace shixian::report::html
