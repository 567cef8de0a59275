#include "time/zone_field.hpp"

namespace shixian::time {

std::optional<Zone> zone_at(text::Fields& fields, const text::Node& node, const text::Phrase& help) {
  if (!node.is_scalar()) {
    fields.wrong_shape(node, "time-zone", {"a time zone such as Asia/Shanghai", "时区，如 Asia/Shanghai"});
    return std::nullopt;
  }
  auto zone = Zone::find(node.value);
  if (!zone)
    fields.out()
        .error(text::Code::bad_zone, fields.place(node),
               text::phrase("there is no time zone '{}'", "没有“{}”这个时区", node.value))
        .with_help(help.empty() ? Zone::suggestion(node.value) : help);
  return zone;
}

}  // namespace shixian::time
