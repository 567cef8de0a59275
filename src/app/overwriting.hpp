// No run writes over what it reads.
#pragma once

#include <string>
#include <vector>

#include "log/read.hpp"
#include "text/diagnostic.hpp"

namespace shixian::app {

/// The files that ledgers are read from: themselves, their mappings and the rosters of these.
std::vector<std::string> files_read(const std::vector<log::Input>& inputs,
                                    const std::vector<const log::Mapping*>& mappings);

/// An error for each file that would be written and is read, however either is spelt.
void refuse_overwriting(const std::vector<std::string>& written, const std::vector<std::string>& read,
                        const text::Phrase& remedy, text::Diagnostics& out);

}  // namespace shixian::app
