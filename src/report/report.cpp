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

}  // namespace shixian::report
