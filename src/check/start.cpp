// From where a clock runs.
#include <algorithm>

#include "check/clock.hpp"
#include "time/written.hpp"

namespace shixian::check {

namespace {

using rule::StartPoint;
using time::Moment;

bool lies_before(const Moment& a, const Moment& b) { return a.known() && b.known() && a.last < b.first; }

}  // namespace

Clock::Found Clock::start(const Obligation& obligation) {
  if (!rule_.start) return {obligation.moment, true, {}, {}, {}};
  const auto kind = rule_.start->kind;
  Found all;
  for (const auto& each : points_) {
    auto found = point(each, obligation);
    if (!found.unclear.empty()) return found;
    if (!found.doubt.empty()) all.doubt = found.doubt;
    if (!found.there) {
      if (kind != rule::Start::Kind::earlier_of) return found;
      if (all.waiting.empty()) all.waiting = found.waiting;
      continue;
    }
    if (!all.there) {
      all.moment = found.moment;
    } else if (kind == rule::Start::Kind::earlier_of) {
      if (std::pair(found.moment.first, found.moment.last) < std::pair(all.moment.first, all.moment.last))
        all.moment.precision = found.moment.precision;
      all.moment.first = std::min(all.moment.first, found.moment.first);
      all.moment.last = std::min(all.moment.last, found.moment.last);
    } else {
      if (std::pair(all.moment.first, all.moment.last) < std::pair(found.moment.first, found.moment.last))
        all.moment.precision = found.moment.precision;
      all.moment.first = std::max(all.moment.first, found.moment.first);
      all.moment.last = std::max(all.moment.last, found.moment.last);
    }
    all.there = true;
  }
  return all;
}

Clock::Found Clock::point(const Point& point, const Obligation& obligation) {
  const auto finish = [&](Found found) { return point.rule->plus ? plus(std::move(found), *point.rule->plus) : found; };
  if (point.rule->kind == StartPoint::Kind::trigger) return finish({obligation.moment, true, {}, {}, {}});
  if (point.rule->kind == StartPoint::Kind::attribute) {
    const auto& name = point.rule->attribute;
    const auto* attribute = record_.events().attribute(name);
    const auto code =
        attribute && obligation.finding.trigger != none ? attribute->codes[obligation.finding.trigger] : log::no_value;
    Found found;
    if (code == log::no_value) {
      found.unclear = text::phrase("the clock starts at '{}', which the trigger does not say; fill it in",
                                   "时限自“{}”起算，触发事件没有填写；请补填", name);
      return found;
    }
    text::Phrase why;
    const auto moment = time::read_time(attribute->values.at(code), context_.pack->zone, {}, why);
    if (!moment) {
      found.unclear = {fmt::format("the clock starts at '{}': {}", name, why.english),
                       fmt::format("时限自“{}”起算：{}", name, why.chinese)};
      return found;
    }
    return finish({*moment, true, {}, {}, {}});
  }

  Found found;
  for (const auto& shown : record_.all(point.pattern, none, as_of(obligation))) {
    if (lies_before(shown.moment, obligation.moment)) continue;
    if (!shown.doubt) {
      found.moment = shown.moment;
      found.there = true;
      break;
    }
    if (found.doubt.empty())
      found.doubt = {fmt::format("the clock may start at {}: {}", told(shown.event).english, shown.doubt->english),
                     fmt::format("时限可能自{}起算：{}", told(shown.event).chinese, shown.doubt->chinese)};
  }
  if (found.there) return finish(std::move(found));
  const auto doubt = found.doubt;
  found = deemed(point, obligation);
  if (found.doubt.empty()) found.doubt = doubt;
  if (found.there) return finish(std::move(found));
  if (found.waiting.empty())
    found.waiting =
        text::phrase("the clock has not started: there is no {}", "时限尚未起算：没有 {}", types_of(point.rule->event));
  return found;
}

Clock::Found Clock::deemed(const Point& point, const Obligation& obligation) {
  Found found;
  for (std::size_t i = 0; i < deemed_.size(); ++i) {
    const auto& rule = rule_.deemed[i];
    if (rule.event.types != point.rule->event.types) continue;
    const auto limit = plain(obligation.moment, rule.within, rule_.roll);
    if (!limit.unclear.empty()) {
      found.unclear = limit.unclear;
      return found;
    }
    bool prevented = false;
    for (const auto& shown : record_.all(deemed_[i].unless, none, as_of(obligation))) {
      if (lies_before(shown.moment, obligation.moment) || shown.moment.first > limit.last_deadline) continue;
      if (!shown.doubt && shown.moment.last <= limit.first_deadline) {
        prevented = true;
      } else if (found.doubt.empty()) {
        const auto why = shown.doubt ? *shown.doubt : text::Phrase{"its time is too coarse", "其时间不够精确"};
        found.doubt = {fmt::format("{} may have come in time: {}", told(shown.event).english, why.english),
                       fmt::format("{}可能及时：{}", told(shown.event).chinese, why.chinese)};
      }
    }
    if (prevented) {
      found.doubt = {};
      found.waiting =
          text::phrase("the clock has not started: {} came in time, and there is no {} yet",
                       "时限尚未起算：{} 已及时作出，还没有 {}", types_of(rule.unless), types_of(rule.event));
      return found;
    }
    if (!has_passed(limit.last_deadline, as_of(obligation))) {
      found.waiting =
          text::phrase("whether {} is deemed to have happened is open until {}", "是否视为 {}，要到 {} 才能确定",
                       types_of(rule.event),
                       limit.reckoning == none
                           ? std::string("?")
                           : time::readable(time::as_moment(judged_.reckonings[limit.reckoning], context_.pack->zone)));
      return found;
    }
    found.there = true;
    found.moment = obligation.moment;
    return found;
  }
  return found;
}

Clock::Found Clock::plus(Found found, const time::Period& period) const {
  const auto first = reckon(found.moment.first, period, time::Roll::none);
  const auto last = reckon(found.moment.last, period, time::Roll::none);
  if (!first || !last) {
    found.unclear = {"the start lies beyond the year 9999", "起算日超出 9999 年"};
    return found;
  }
  if (first->provisional || last->provisional) {
    found.unclear = {"the start of the clock lies outside the calendar's years", "起算日超出日历覆盖的年份"};
    return found;
  }
  if (first->last_day) {
    const auto early = context_.pack->zone.whole(*first->last_day), late = context_.pack->zone.whole(*last->last_day);
    found.moment = {early.first, late.last, time::Precision::day, late.offset};
  } else {
    found.moment.first = first->deadline;
    found.moment.last = last->deadline;
  }
  return found;
}

}  // namespace shixian::check
