// From where a clock runs.
#include <algorithm>

#include "check/clock.hpp"
#include "time/written.hpp"

namespace shixian::check {

namespace {

using rule::StartPoint;
using time::Instant;
using time::Moment;
using time::Truth;

bool lies_before(const Moment& a, const Moment& b) { return a.known() && b.known() && a.last < b.first; }

}  // namespace

Clock::Found Clock::started(const Moment& moment) { return {moment, true, true, {}, {}, {}}; }

Clock::Found Clock::start(const Obligation& obligation) {
  if (!rule_.start) return started(obligation.moment);
  const bool earlier = rule_.start->kind == rule::Start::Kind::earlier_of;
  std::optional<Found> all;
  for (const auto& each : points_) {
    auto found = point(each, obligation);
    if (!found.unclear.empty()) return found;
    all = !all ? std::move(found) : earlier ? earlier_of(*all, found) : later_of(*all, found);
  }
  return *all;
}

Clock::Found Clock::earlier_of(const Found& a, const Found& b) {
  Found one = a;
  one.there = a.there || b.there;
  one.may = a.may || b.may;
  if (!a.may || (b.may && b.moment.first < a.moment.first)) one.moment = b.moment;
  if (a.may && b.may) one.moment.first = std::min(a.moment.first, b.moment.first);
  if (one.there)
    one.moment.last = std::min(a.there ? a.moment.last : time::latest, b.there ? b.moment.last : time::latest);
  if (one.doubt.empty()) one.doubt = b.doubt;
  if (one.waiting.empty()) one.waiting = b.waiting;
  return one;
}

Clock::Found Clock::later_of(const Found& a, const Found& b) {
  Found one = a;
  one.there = a.there && b.there;
  one.may = a.may && b.may;
  if (a.moment.last < b.moment.last) one.moment = b.moment;
  one.moment.first = std::max(a.moment.first, b.moment.first);
  one.moment.last = std::max(a.moment.last, b.moment.last);
  if (one.doubt.empty()) one.doubt = b.doubt;
  if (a.there) one.waiting = b.waiting;
  return one;
}

Clock::Found Clock::point(const Point& point, const Obligation& obligation) {
  const auto finish = [&](Found found) {
    return point.rule->plus && found.may && found.unclear.empty() ? plus(std::move(found), *point.rule->plus) : found;
  };
  switch (point.rule->kind) {
    case StartPoint::Kind::trigger:
      return finish(started(obligation.moment));
    case StartPoint::Kind::attribute:
      return finish(stated(point.rule->attribute, obligation));
    case StartPoint::Kind::event:
      break;
  }
  return finish(event(point, obligation));
}

Clock::Found Clock::stated(const std::string& name, const Obligation& obligation) {
  const auto* attribute = record_.events().attribute(name);
  const auto trigger = obligation.finding.trigger;
  const auto code = attribute && trigger != none ? attribute->codes[trigger] : log::no_value;
  Found found;
  if (code == log::no_value) {
    found.unclear = text::phrase("the clock starts at '{}', which the trigger does not say; fill it in",
                                 "时限自“{}”起算，触发事件没有填写；请补填", name);
    return found;
  }
  text::Phrase why;
  if (const auto moment = time::read_time(attribute->values.at(code), context_.pack->zone, {}, why))
    return started(*moment);
  found.unclear = {fmt::format("the clock starts at '{}': {}", name, why.english),
                   fmt::format("时限自“{}”起算：{}", name, why.chinese)};
  return found;
}

Clock::Found Clock::event(const Point& point, const Obligation& obligation) {
  auto found = first_event(point, obligation);
  for (std::size_t i = 0; i < deemed_.size(); ++i)
    if (rule_.deemed[i].event.types == point.rule->event.types) found = deemed(i, std::move(found), obligation);
  if (!found.there && found.waiting.empty())
    found.waiting =
        text::phrase("the clock has not started: there is no {}", "时限尚未起算：没有 {}", types_of(point.rule->event));
  return found;
}

/// The first certain event of a pattern that does not lie before the obligation; it may have been an earlier one that
/// is only possible.
Clock::Found Clock::first_event(const Point& point, const Obligation& obligation) {
  Found found;
  auto first = time::latest;
  for (const auto& shown : record_.all(point.pattern, none, as_of(obligation))) {
    if (lies_before(shown.moment, obligation.moment)) continue;
    const auto from = shown.moment.known() ? shown.moment.first : obligation.moment.first;
    if (!found.may) found.moment = shown.moment.known() ? shown.moment : obligation.moment;
    first = std::min(first, from);
    found.may = true;
    if (!shown.doubt) {
      found.moment = shown.moment;
      found.there = true;
      break;
    }
    if (found.doubt.empty())
      found.doubt = {fmt::format("the clock may start at {}: {}", told(shown.event).english, shown.doubt->english),
                     fmt::format("时限可能自{}起算：{}", told(shown.event).chinese, shown.doubt->chinese)};
  }
  if (!found.may) return found;
  found.moment.first = first;
  if (!found.there) found.moment.last = first;
  return found;
}

/// What the log shows of an event, and what it is deemed to be: the event itself counts where it came within the
/// period, or where the other event did.
Clock::Found Clock::deemed(std::size_t number, Found real, const Obligation& obligation) {
  const auto& rule = rule_.deemed[number];
  const auto limit = plain(obligation.moment, rule.within, rule_.roll);
  if (!limit.unclear.empty()) {
    real.unclear = limit.unclear;
    return real;
  }
  text::Phrase doubt;
  const auto in_time = [&](std::size_t pattern) {
    auto truth = Truth::no;
    for (const auto& shown : record_.all(pattern, none, as_of(obligation))) {
      if (lies_before(shown.moment, obligation.moment)) continue;
      if (shown.moment.known() && shown.moment.first > limit.last_deadline) continue;
      if (!shown.doubt && shown.moment.last <= limit.first_deadline) return Truth::yes;
      truth = Truth::unknown;
      if (!doubt.empty()) continue;
      const auto why = shown.doubt ? *shown.doubt : text::Phrase{"its time is too coarse", "其时间不够精确"};
      doubt = {fmt::format("{} may have come in time: {}", told(shown.event).english, why.english),
               fmt::format("{}可能及时：{}", told(shown.event).chinese, why.chinese)};
    }
    return truth;
  };
  const auto happened = in_time(deemed_[number].event), prevented = in_time(deemed_[number].unless);
  if (happened == Truth::yes || prevented == Truth::yes) {
    if (!real.there && prevented == Truth::yes)
      real.waiting =
          text::phrase("the clock has not started: {} came in time, and there is no {} yet",
                       "时限尚未起算：{} 已及时作出，还没有 {}", types_of(rule.unless), types_of(rule.event));
    return real;
  }
  if (!has_passed(limit.last_deadline, as_of(obligation))) {
    if (real.there) return real;
    real.waiting = text::phrase(
        "whether {} is deemed to have happened is open until {}", "是否视为 {}，要到 {} 才能确定", types_of(rule.event),
        limit.reckoning == none
            ? std::string("?")
            : time::readable(time::as_moment(judged_.reckonings[limit.reckoning], context_.pack->zone)));
    return real;
  }
  if (happened == Truth::no && prevented == Truth::no) return started(obligation.moment);
  Found either = real;
  if (!real.there) either.moment = obligation.moment;
  either.moment.first = obligation.moment.first;
  either.may = true;
  either.doubt = doubt;
  return either;
}

Clock::Found Clock::plus(Found found, const time::Period& period) const {
  const auto first = reckon(found.moment.first, period, time::Roll::none);
  const auto last = reckon(found.moment.last, period, time::Roll::none);
  if (!first || !last) {
    found.unclear = {"the start lies beyond the year 9999", "起算日超出 9999 年"};
    return found;
  }
  if (first->last_day) {
    const auto early = context_.pack->zone.whole(*first->last_day), late = context_.pack->zone.whole(*last->last_day);
    found.moment = {early.first, late.last, time::Precision::day, late.offset};
  } else {
    found.moment.first = first->deadline;
    found.moment.last = last->deadline;
  }
  if (first->provisional || last->provisional) {
    found.moment.first =
        std::min(found.moment.first, context_.pack->zone.start_of(context_.pack->zone.day_of(first->no_earlier_than)));
    found.there = false;
    found.doubt = {"the start of the clock lies outside the calendar's years", "起算日超出日历覆盖的年份"};
    if (found.waiting.empty()) found.waiting = found.doubt;
  }
  return found;
}

}  // namespace shixian::check
