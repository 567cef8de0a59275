#include "check/line_fit.hpp"

#include <algorithm>

namespace shixian::check {

using rule::CaseTable;
using text::Phrase;
using time::Truth;

LineFit::LineFit(const std::vector<CaseTable::Line>& lines, const log::EventTable& events,
                 const std::vector<rule::Domain>& domains)
    : lines_(lines), events_(events) {
  for (const auto& line : lines)
    conditions_.emplace_back(line.pattern.where ? &*line.pattern.where : nullptr, events, domains);
}

Lines LineFit::of(std::uint32_t event, std::vector<Unclear>& unclear) {
  Lines made;
  const Phrase* why = nullptr;
  bool fits = false;
  for (std::size_t i = 0; i < lines_.size() && !fits; ++i) {
    if (!is_of_its_type(lines_[i], event)) continue;
    const auto answer = conditions_[i].at(event);
    if (answer.truth == Truth::no) continue;
    made.set(i);
    fits = answer.truth == Truth::yes;
    if (!fits && !why) why = answer.why;
  }
  if (fits && !why) return made;
  if (made.any() && !fits) made.set(lines_.size());
  unclear.push_back({event, why ? *why : fits_nothing(event)});
  return made.none() ? all() : made;
}

Lines LineFit::all() const {
  Lines made;
  for (std::size_t i = 0; i <= lines_.size(); ++i) made.set(i);
  return made;
}

bool LineFit::is_of_its_type(const CaseTable::Line& line, std::uint32_t event) const {
  const auto& types = line.pattern.types;
  return types.empty() || std::find(types.begin(), types.end(), events_.types().at(events_.type(event))) != types.end();
}

Phrase LineFit::fits_nothing(std::uint32_t event) const {
  const auto& type = events_.types().at(events_.type(event));
  for (const auto& line : lines_)
    if (line.pattern.where && is_of_its_type(line, event))
      if (const auto read = what_it_read(*line.pattern.where, events_, event); !read.empty())
        return text::phrase("no line of the table fits {0} ({1})", "统计表没有与 {0} 相符的一栏（{2}）", type,
                            read.english, read.chinese);
  return text::phrase("no line of the table fits {}", "统计表没有与 {} 相符的一栏", type);
}

}  // namespace shixian::check
