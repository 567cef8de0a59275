// Why the system could not do something with a file.
#pragma once

#include <string>

#include "text/phrase.hpp"

namespace shixian::text {

/// By its number (`errno`).
Phrase system_reason(int number);

/// "did you mean 'b.csv'?", from the names in the folder where a file was looked for; empty when none is near.
Phrase similar_file(const std::string& path);

}  // namespace shixian::text
