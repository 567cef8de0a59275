#include "check/record.hpp"

#include "text/cell.hpp"

#include <algorithm>

namespace shixian::check {

namespace {

using time::Truth;

const text::Phrase unreadable{"its time could not be read; correct the cell", "其时间无法读取；请更正该单元格"};
const text::Phrase straddles{"its time is too coarse to say whether it lies before the as-of",
                             "其时间不够精确，无法判断是否在统计截止之前"};
const text::Phrase without_key{"it does not say whose it is; fill in its key", "它没有写明属于哪一件；请补填对应的键"};

}  // namespace

std::vector<bool> wanted_types(const rule::EventPattern& pattern, const log::EventTable& events) {
  std::vector<bool> wanted(events.types().size(), pattern.any());
  for (const auto& type : pattern.types)
    if (const auto code = events.types().find(type); code != log::no_value) wanted[code] = true;
  return wanted;
}

std::string types_of(const rule::EventPattern& pattern) {
  if (pattern.any()) return "any";
  std::string types;
  for (const auto& type : pattern.types) types += (types.empty() ? "" : " / ") + type;
  return types;
}

Record::Record(const RuleContext& context, const log::EventTable& events, const Grouping& groups)
    : context_(context), events_(events), groups_(groups) {}

std::size_t Record::add(const rule::EventPattern& pattern, const condition::Condition* extra) {
  const auto& domains = context_.pack->domains;
  patterns_.push_back({wanted_types(pattern, events_),
                       {pattern.where ? &*pattern.where : nullptr, events_, domains},
                       {extra, events_, domains},
                       {},
                       {},
                       {}});
  auto& made = patterns_.back();
  for (const auto event : groups_.incomplete())
    if (made.types[events_.type(event)]) made.incomplete.push_back(event);
  return patterns_.size() - 1;
}

void Record::enter(std::span<const std::uint32_t> group, std::vector<std::uint32_t> codes) {
  group_ = group;
  codes_ = std::move(codes);
  for (auto& pattern : patterns_) pattern.members_known = pattern.keyless_known = false;
}

Answer Record::fits(std::size_t pattern, std::uint32_t event) {
  auto& wanted = patterns_[pattern];
  if (!wanted.types[events_.type(event)]) return {Truth::no, nullptr};
  const auto answer = wanted.where.at(event);
  if (answer.truth == Truth::no) return answer;
  const auto further = wanted.extra.at(event);
  return answer.truth == Truth::yes || further.truth == Truth::no ? further : answer;
}

std::span<const std::uint32_t> Record::members(std::size_t pattern) {
  auto& wanted = patterns_[pattern];
  if (!wanted.members_known) {
    wanted.members.clear();
    for (const auto event : group_)
      if (fits(pattern, event).truth != Truth::no) wanted.members.push_back(event);
    wanted.members_known = true;
  }
  return wanted.members;
}

bool Record::may_be_keyless(std::size_t pattern, std::uint32_t event) {
  const auto& columns = groups_.columns();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto code = columns[i].of(event);
    if (code != log::no_value && code != codes_[i]) return false;
  }
  return fits(pattern, event).truth != Truth::no;
}

std::span<const std::uint32_t> Record::keyless(std::size_t pattern) {
  auto& wanted = patterns_[pattern];
  if (!wanted.keyless_known) {
    wanted.keyless.clear();
    for (const auto event : wanted.incomplete)
      if (may_be_keyless(pattern, event)) wanted.keyless.push_back(event);
    wanted.keyless_known = true;
  }
  return wanted.keyless;
}

const text::Phrase* Record::doubt(std::size_t pattern, std::uint32_t event, time::Instant as_of) {
  const auto answer = fits(pattern, event);
  if (answer.truth == Truth::unknown) return answer.why;
  const auto moment = events_.moment(event);
  if (!moment.known()) return &unreadable;
  return moment.last > as_of ? &straddles : nullptr;
}

std::vector<Shown> Record::all(std::size_t pattern, std::uint32_t trigger, time::Instant as_of, time::Instant from,
                               time::Instant to) {
  std::vector<Shown> shown;
  const auto last = std::min(as_of, to);
  const auto take = [&](std::span<const std::uint32_t> events, const text::Phrase* lack) {
    const auto add = [&](std::uint32_t event) {
      const auto moment = events_.moment(event);
      if (event != trigger && (!moment.known() || moment.last >= from))
        shown.push_back({event, moment, lack ? lack : doubt(pattern, event, as_of)});
    };
    auto at = events.begin();
    for (; at != events.end() && !events_.moment(*at).known(); ++at) add(*at);
    if (from > time::earliest + longest_moment)
      at = std::lower_bound(at, events.end(), from - longest_moment, [&](std::uint32_t event, time::Instant instant) {
        return events_.moment(event).first < instant;
      });
    for (; at != events.end() && events_.moment(*at).first <= last; ++at) add(*at);
  };
  take(members(pattern), nullptr);
  const auto middle = static_cast<std::ptrdiff_t>(shown.size());
  take(keyless(pattern), &without_key);
  std::inplace_merge(shown.begin(), shown.begin() + middle, shown.end(),
                     [](const Shown& a, const Shown& b) { return a.moment.first < b.moment.first; });
  return shown;
}

std::optional<std::string> Record::folded_value(const std::string& attribute, std::uint32_t event) const {
  const auto* column = events_.attribute(attribute);
  if (!column || column->codes[event] == log::no_value) return std::nullopt;
  return text::folded(column->values.at(column->codes[event]));
}

}  // namespace shixian::check
