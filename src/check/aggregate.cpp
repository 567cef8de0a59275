#include "check/aggregate.hpp"

#include <algorithm>
#include <set>

#include "text/cell.hpp"

namespace shixian::check {

namespace {

const text::Phrase too_large{"the figures are too large to reckon with", "数字过大，无法计算"};

Total whole(std::size_t low, std::size_t high, const text::Phrase* doubt) {
  return {{{static_cast<Wide>(low), 1}, {static_cast<Wide>(high), 1}}, {}, doubt};
}

Total unclear(text::Phrase why) { return {{}, std::move(why), nullptr}; }

/// Adds a range that may be absent altogether.
bool accumulate(Range& sum, const Range& more, bool certain) {
  const Rational nothing;
  const bool below = compare(more.low, nothing) == std::strong_ordering::less;
  const bool above = compare(more.high, nothing) == std::strong_ordering::greater;
  const auto low = add(sum.low, certain || below ? more.low : nothing);
  const auto high = add(sum.high, certain || above ? more.high : nothing);
  if (!low || !high) return false;
  sum = {*low, *high};
  return true;
}

Total counted(Court& court, const std::vector<Shown>& events, const std::string& attribute) {
  static const text::Phrase nameless{"it does not say what the events are told apart by", "它没有写明据以区分的内容"};
  std::size_t certain = 0;
  const text::Phrase* doubt = nullptr;
  for (const auto& shown : events) {
    certain += shown.doubt == nullptr;
    if (shown.doubt && !doubt) doubt = shown.doubt;
  }
  if (attribute.empty()) return whole(certain, events.size(), doubt);
  std::set<std::string> known, possible;
  std::size_t without = 0;
  for (const auto& shown : events) {
    const auto* value = court.value(attribute, shown.event);
    if (!value) {
      ++without;
      if (!doubt) doubt = &nameless;
      continue;
    }
    possible.insert(text::folded(*value));
    if (!shown.doubt) known.insert(text::folded(*value));
  }
  return whole(known.size(), possible.size() + without, doubt);
}

Total summed(Court& court, const std::vector<Shown>& events, const std::string& attribute, bool as_shown) {
  Total sum;
  for (const auto& shown : events) {
    const auto* value = court.value(attribute, shown.event);
    const auto at = court.place_of(shown.event);
    if (!value)
      return unclear({fmt::format("{} does not say '{}'; a figure that is not given is not 0", at.english, attribute),
                      fmt::format("{}没有填写“{}”；未填不等于 0", at.chinese, attribute)});
    const auto range = figure(*value, as_shown);
    if (!range)
      return unclear({fmt::format("{}: '{}' of '{}' is not a number", at.english, *value, attribute),
                      fmt::format("{}：“{}”的值“{}”不是数字", at.chinese, attribute, *value)});
    if (!accumulate(sum.range, *range, !shown.doubt)) return unclear(too_large);
    if (shown.doubt && !sum.doubt) sum.doubt = shown.doubt;
  }
  return sum;
}

}  // namespace

Total stated(Court& court, const std::string& attribute, const Obligation& obligation, bool as_shown) {
  const auto* value = court.value(attribute, obligation.finding.trigger);
  if (!value)
    return unclear(text::phrase("'{}' is not given; a figure that is not given is not 0", "没有填写“{}”；未填不等于 0",
                                attribute));
  const auto range = figure(*value, as_shown);
  if (!range)
    return unclear(text::phrase("'{1}' of '{0}' is not a number", "“{0}”的值“{1}”不是数字", attribute, *value));
  return {*range, {}, nullptr};
}

Total total(Court& court, std::size_t pattern, const rule::Aggregate& aggregate, const Obligation& obligation,
            const Window& window, bool as_shown) {
  switch (aggregate.kind) {
    case rule::Aggregate::Kind::count:
      return counted(court, court.inside(pattern, obligation, window), aggregate.attribute);
    case rule::Aggregate::Kind::sum:
      return summed(court, court.inside(pattern, obligation, window), aggregate.attribute, as_shown);
    case rule::Aggregate::Kind::attributes: {
      Total sum;
      for (const auto& name : aggregate.attributes) {
        auto one = stated(court, name, obligation, as_shown);
        if (!one.unclear.empty()) return one;
        if (!accumulate(sum.range, one.range, true)) return unclear(too_large);
      }
      return sum;
    }
    case rule::Aggregate::Kind::ratio:
      break;
  }
  const auto above = stated(court, aggregate.attributes.front(), obligation, as_shown);
  const auto below = stated(court, aggregate.attributes.back(), obligation, as_shown);
  if (!above.unclear.empty()) return above;
  if (!below.unclear.empty()) return below;
  const Rational nothing;
  if (compare(below.range.low, nothing) != std::strong_ordering::greater)
    return unclear(text::phrase("'{}' is not above 0, so there is no ratio", "“{}”不大于 0，无从计算比率",
                                aggregate.attributes.back()));
  const auto low = divide(above.range.low, below.range.high), high = divide(above.range.high, below.range.low);
  if (!low || !high) return unclear(too_large);
  return {{*low, *high}, {}, nullptr};
}

}  // namespace shixian::check
