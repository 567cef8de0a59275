// Shared by the tests of YAML and packs.
#pragma once

#include <memory>
#include <sstream>
#include <string>

#include "rule/yaml.hpp"
#include "text/diagnostic.hpp"

namespace shixian::rule {

inline text::SourcePtr source_of(std::string content, std::string name = "pack.yaml") {
  return std::make_shared<const text::Source>(std::move(name), std::move(content));
}

inline std::string printed(const text::Diagnostics& problems, text::Language language = text::Language::english) {
  std::ostringstream out;
  text::print(out, problems, language);
  return out.str();
}

}  // namespace shixian::rule
