#include "report/rejections.hpp"

#include <algorithm>
#include <ostream>

#include "log/place.hpp"
#include "report/table.hpp"
#include "text/width.hpp"

namespace shixian::report {

void write_rejections(const log::Log& log, text::Language language, bool colour, std::ostream& out, std::size_t most,
                      const text::Phrase& rest) {
  const auto& rejections = log.rejections;
  if (rejections.empty()) return;
  const auto say = [&](const text::Phrase& phrase) { return phrase.in(language); };
  const auto heading =
      say(text::phrase("cells or rows that could not be read: {}", "无法读取的单元格或行：{}", rejections.size()));
  out << (colour ? "\x1b[1m" + heading + "\x1b[0m" : heading) << '\n';
  Table table({say({"where", "位置"}), say({"column", "列"}), say({"text", "内容"}), say({"why", "原因"})});
  for (std::size_t i = 0; i < std::min(rejections.size(), most); ++i) {
    const auto& rejection = rejections[i];
    const auto& origin = log.events.origins()[rejection.origin];
    table.add({{say(log::place_of(origin, rejection.where())), rejection.column,
                text::shorten(text::plain(rejection.text), 40), say(rejection.reason)},
               {},
               {}});
  }
  table.print(out, "  ", colour);
  if (rejections.size() > most)
    out << say(text::phrase("  … and {} more", "  ……另有 {} 处", rejections.size() - most)) << say(rest) << '\n';
}

}  // namespace shixian::report
