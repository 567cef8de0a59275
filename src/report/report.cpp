#include "report/report.hpp"

#include <vector>

namespace shixian::report {

#define X(function, ...) void function(const Report&, std::ostream&);
#include "report/formats.def"
#undef X

std::span<const Format> formats() {
  static const std::vector<Format> all{
#define X(function, name, ending, english, chinese) Format{name, ending, {english, chinese}, &function},
#include "report/formats.def"
#undef X
  };
  return all;
}

const Format* find_format(std::string_view name) {
  for (const auto& format : formats())
    if (format.name == name) return &format;
  return nullptr;
}

const Format* format_of_ending(std::string_view path) {
  const Format* chosen = nullptr;
  for (const auto& format : formats())
    if (path.ends_with(format.ending) && (!chosen || format.ending.size() > chosen->ending.size())) chosen = &format;
  return chosen;
}

}  // namespace shixian::report
