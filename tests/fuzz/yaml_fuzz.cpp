// Any bytes as a YAML file: a tree whose places lie in the file, or errors; what is printed of them is harmless.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <sstream>
#include <string>

#include "rule/yaml.hpp"
#include "text/width.hpp"

namespace {

using namespace shixian;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_places(const text::Node& node, std::size_t size, std::size_t depth) {
  require(depth <= 64 && node.span.begin <= node.span.end && node.span.end <= size);
  require(node.is_sequence() || node.items.empty());
  require(node.is_mapping() || node.entries.empty());
  for (const auto& item : node.items) check_places(item, size, depth + 1);
  for (const auto& entry : node.entries) {
    require(entry.key_span.begin <= entry.key_span.end && entry.key_span.end <= size);
    check_places(entry.value, size, depth + 1);
  }
}

void check_printing(const text::Diagnostics& problems) {
  for (const auto language : {text::Language::english, text::Language::chinese}) {
    std::ostringstream out;
    text::print(out, problems, language);
    const auto printed = out.str();
    require(text::valid_utf8(printed));
    for (const char c : printed) require(c == '\n' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto source =
      std::make_shared<const text::Source>("fuzz.yaml", std::string(reinterpret_cast<const char*>(data), size));
  text::Diagnostics problems;
  const auto document = rule::parse_yaml(source, problems);
  require(document || problems.has_errors());
  if (document) check_places(document->root, source->content().size(), 0);
  check_printing(problems);
  return 0;
}
