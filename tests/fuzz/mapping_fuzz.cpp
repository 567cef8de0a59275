// Any bytes as a mapping file: a mapping, or an error.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "log/mapping/mapping.hpp"
#include "rule/yaml.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace shixian;
  text::Diagnostics out;
  auto source = std::make_shared<text::Source>("fuzz.yaml", std::string(reinterpret_cast<const char*>(data), size));
  if (const auto document = rule::parse_yaml(std::move(source), out)) {
    const auto before = out.errors();
    const auto mapping = log::read_mapping(*document, out);
    if (mapping.has_value() != (out.errors() == before)) std::abort();
    if (mapping && mapping->events.empty() != mapping->type.has_value()) std::abort();
  }
  return 0;
}
