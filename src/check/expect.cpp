#include "check/expect.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace shixian::check {

namespace {

using std::chrono::days;
using std::chrono::hours;
using time::Instant;
using time::Moment;
using time::Truth;

constexpr auto longest_moment = hours{26};  // the longest day of any zone, and a margin

/// What would have to be recorded to tell more.
text::Phrase finer(time::Precision precision) {
  if (precision == time::Precision::day) return {"time of day", "时刻"};
  if (precision == time::Precision::hour) return {"minutes", "分钟"};
  return {"seconds", "秒"};
}

}  // namespace

Expectation::Expectation(const RuleContext& context, std::uint32_t rule, const log::Log& log, const Grouping& triggers,
                         const Grouping& responses)
    : context_(context),
      rule_(rule),
      events_(log.events),
      triggers_(triggers),
      responses_(responses),
      scope_(context, events_),
      response_types_(wanted_types(context.rule->expect, events_)),
      response_where_(context.rule->expect.where ? &*context.rule->expect.where : nullptr, events_,
                      context.pack->domains) {
  for (const auto event : responses.incomplete())
    if (is_response(event)) incomplete_responses_.push_back(event);
}

bool Expectation::is_response(std::uint32_t event) const { return response_types_[events_.type(event)]; }

void Expectation::judge_group(std::span<const std::uint32_t> group) {
  const auto first =
      std::find_if(group.begin(), group.end(), [&](std::uint32_t event) { return scope_.is_trigger(event); });
  const auto& rule = *context_.rule;
  if (first == group.end()) {
    if (!rule.of && !rule.same.empty())
      for (const auto event : group) list_unmatched(event);
    return;
  }
  if (!rule.of) {
    judge_triggers(group, none, candidates_of(group));
    return;
  }
  std::vector<std::uint32_t> codes;
  for (const auto& column : triggers_.columns()) codes.push_back(column.of(*first));
  codes.push_back(log::no_value);
  for (std::uint32_t entity = 0; entity < context_.roster->entities.size(); ++entity) {
    codes.back() = responses_.columns().back().find(context_.roster->entities[entity]);
    const bool answered = codes.back() != log::no_value;
    judge_triggers(group, entity, candidates_of(answered ? responses_.find(codes) : std::span<const std::uint32_t>()));
  }
}

void Expectation::list_unmatched(std::uint32_t event) {
  if (!is_response(event) || response_where_.at(event).truth == Truth::no) return;
  const auto moment = events_.moment(event);
  if (moment.known() && (moment.first > context_.as_of || scope_.in_force(moment) == Truth::no)) return;
  judged_.unmatched.push_back(event);
}

void Expectation::list_strangers() {
  if (!context_.rule->of) return;
  const auto& column = responses_.columns().back();
  std::set<std::uint32_t> known{log::no_value};
  for (const auto& entity : context_.roster->entities) known.insert(column.find(entity));
  for (std::uint32_t event = 0; event < events_.size(); ++event)
    if (is_response(event) && !known.contains(column.of(event))) list_unmatched(event);
}

void Expectation::judge_triggers(std::span<const std::uint32_t> group, std::uint32_t entity,
                                 std::span<const std::uint32_t> candidates) {
  const bool by_time = context_.rule->same.empty();  // nothing but the time tells such obligations apart
  std::optional<Moment> before;
  std::uint32_t ordinal = 0;
  for (const auto event : group) {
    if (!scope_.is_trigger(event)) continue;
    const auto moment = events_.moment(event);
    if (by_time && before != moment) ordinal = 0;
    judge(event, ordinal++, entity, candidates);
    before = moment;
  }
}

std::span<const std::uint32_t> Expectation::candidates_of(std::span<const std::uint32_t> group) {
  candidates_.clear();
  for (const auto event : group)
    if (is_response(event) && response_where_.at(event).truth != Truth::no) candidates_.push_back(event);
  return candidates_;
}

void Expectation::judge_incomplete() {
  const auto& rule = *context_.rule;
  std::map<std::vector<std::uint32_t>, std::uint32_t> ordinals;  // by the keys they do carry
  std::vector<std::uint32_t> codes;
  for (const auto event : triggers_.incomplete()) {
    if (!scope_.is_trigger(event)) continue;
    codes.clear();
    for (const auto& column : triggers_.columns()) codes.push_back(column.of(event));
    const auto ordinal = ordinals[codes]++;
    const auto entities = rule.of ? static_cast<std::uint32_t>(context_.roster->entities.size()) : 1;
    for (std::uint32_t entity = 0; entity < entities; ++entity) {
      Finding finding;
      finding.rule = rule_;
      finding.trigger = event;
      finding.ordinal = ordinal;
      finding.entity = rule.of ? entity : none;
      if (!open(finding)) continue;
      if (finding.reason == none) {
        std::string absent;
        for (const auto& name : rule.same) {
          const auto* attribute = events_.attribute(name);
          if (!attribute || attribute->codes[event] == log::no_value) absent += (absent.empty() ? "" : ", ") + name;
        }
        undetermined(
            finding,
            text::phrase("the trigger does not say '{}', so its response cannot be told from others; fill it in",
                         "触发事件没有填写“{}”，无法判断哪个回应属于它；请补填", absent));
      }
      judged_.findings.push_back(finding);
    }
  }
}

bool Expectation::open(Finding& finding) {
  auto opening = scope_.of(finding.trigger);
  finding.limit = opening.limit;
  if (!opening.unclear.empty()) undetermined(finding, std::move(opening.unclear));
  return opening.open;
}

std::uint32_t Expectation::keep(const Instant& start, const rule::Limit& limit) {
  const auto& zone = context_.pack->zone;
  const bool by_day = time::counts_days(limit.period->unit);
  std::uint64_t key = 0;
  if (by_day) {
    const auto day = zone.day_of(start).time_since_epoch().count();
    key = (static_cast<std::uint64_t>(static_cast<std::uint32_t>(day)) << 16) |
          static_cast<std::uint64_t>(&limit - context_.rule->within.data());
    if (const auto known = kept_.find(key); known != kept_.end()) return known->second;
  }
  auto reckoning =
      time::reckon(start, *limit.period, *context_.pack->regime, context_.rule->roll, *context_.calendar, zone);
  if (!reckoning) return none;
  const auto index = static_cast<std::uint32_t>(judged_.reckonings.size());
  judged_.reckonings.push_back(std::move(*reckoning));
  if (by_day) kept_.emplace(key, index);
  return index;
}

void Expectation::judge(std::uint32_t trigger, std::uint32_t ordinal, std::uint32_t entity,
                        std::span<const std::uint32_t> candidates) {
  const auto moment = events_.moment(trigger);
  Finding finding;
  finding.rule = rule_;
  finding.trigger = trigger;
  finding.ordinal = ordinal;
  finding.entity = entity;
  if (!open(finding)) return;
  if (finding.reason == none) {
    const auto& limit = context_.rule->within[finding.limit];
    const auto first = keep(moment.first, limit);
    finding.reckoning = moment.first == moment.last ? first : keep(moment.last, limit);
    if (first == none || finding.reckoning == none) {
      undetermined(finding, text::phrase("the deadline lies beyond the year 9999", "截止日期超出 9999 年"));
    } else {
      const auto& early = judged_.reckonings[first];
      const auto& late = judged_.reckonings[finding.reckoning];
      finding.provisional = early.provisional || late.provisional;
      const Window window{trigger,
                          moment,
                          context_.judged_as_of(events_.where(trigger).origin),
                          early.no_earlier_than,
                          finding.provisional ? time::latest : late.deadline,
                          early.deadline};
      Search search;
      search_certain_keys(window, candidates, search);
      if (!search.met) search_missing_keys(window, entity, search);
      conclude(finding, window, search);
    }
  }
  judged_.findings.push_back(finding);
}

void Expectation::weigh(const Window& window, std::uint32_t event, Search& search) {
  static const text::Phrase unreadable{"its time could not be read; correct the cell",
                                       "其时间无法读取；请更正该单元格"};
  static const text::Phrase straddles{"its time is too coarse to say whether it lies before the as-of",
                                      "其时间不够精确，无法判断是否在统计截止之前"};
  const auto moment = events_.moment(event);
  if (event == window.trigger || (moment.known() && moment.first > window.as_of)) return;
  const auto answer = response_where_.at(event);
  if (answer.truth == Truth::no) return;
  if (!context_.rule->early && moment.known() && time::certainly_before(moment, window.moment) == Truth::yes) {
    search.before = event;
    return;
  }

  const text::Phrase* doubt = nullptr;
  if (answer.truth == Truth::unknown)
    doubt = answer.why;
  else if (!moment.known())
    doubt = &unreadable;
  else if (moment.last > window.as_of)
    doubt = &straddles;

  if (!doubt && moment.last <= window.first_deadline) {
    search.met = true;
    search.response = event;
  } else if (!moment.known() || moment.first <= window.last_deadline) {
    if (search.possible == none || (search.why && !doubt)) search.possible = event, search.why = doubt;
  } else if (!doubt && search.response == none) {
    search.response = event;
  }
}

void Expectation::search_certain_keys(const Window& window, std::span<const std::uint32_t> candidates, Search& search) {
  auto at = candidates.begin();
  for (; at != candidates.end() && !events_.moment(*at).known(); ++at)
    weigh(window, *at, search);  // unknown times sort first
  if (!context_.rule->early) {
    const auto from = window.moment.first - longest_moment;
    at = std::lower_bound(at, candidates.end(), from,
                          [&](std::uint32_t event, Instant instant) { return events_.moment(event).first < instant; });
    if (at != candidates.begin()) weigh(window, *std::prev(at), search);
  }
  for (; at != candidates.end(); ++at) {
    weigh(window, *at, search);
    if (search.met) return;
    if (search.response != none && events_.moment(*at).first > window.last_deadline) return;
  }
}

void Expectation::search_missing_keys(const Window& window, std::uint32_t entity, Search& search) {
  static const text::Phrase keyless{"it does not say whose response it is; fill in its key",
                                    "它没有写明回应的是哪一件；请补填对应的键"};
  if (search.possible != none) return;
  const auto& columns = responses_.columns();
  auto at = incomplete_responses_.begin();
  const auto contradicts = [&](std::uint32_t event) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const auto code = columns[i].of(event);
      if (code == log::no_value) continue;
      const bool is_entity = context_.rule->of && i + 1 == columns.size();
      const auto wanted =
          is_entity ? columns[i].find(context_.roster->entities[entity]) : columns[i].of(window.trigger);
      if (code != wanted) return true;
    }
    return false;
  };
  const auto is_possible = [&](std::uint32_t event) {
    const auto moment = events_.moment(event);
    const bool early =
        !context_.rule->early && moment.known() && time::certainly_before(moment, window.moment) == Truth::yes;
    return event != window.trigger && !early && response_where_.at(event).truth != Truth::no && !contradicts(event);
  };
  const auto take = [&](std::uint32_t event) {
    if (!is_possible(event)) return false;
    search.possible = event;
    search.why = &keyless;
    return true;
  };
  for (; at != incomplete_responses_.end() && !events_.moment(*at).known(); ++at)
    if (take(*at)) return;
  if (!context_.rule->early)
    at = std::lower_bound(at, incomplete_responses_.end(), window.moment.first - longest_moment,
                          [&](std::uint32_t event, Instant instant) { return events_.moment(event).first < instant; });
  for (; at != incomplete_responses_.end(); ++at) {
    const auto first = events_.moment(*at).first;
    if (first > window.last_deadline || first > window.as_of || take(*at)) return;
  }
}

bool Expectation::has_passed(Instant deadline, Instant as_of) {
  return deadline < as_of || (deadline == as_of && closes_a_second(deadline));
}

std::string Expectation::shown(const Moment& moment) const { return time::readable(context_.pack->zone.shown(moment)); }

text::Phrase Expectation::place_of(std::uint32_t event) const {
  const auto& where = events_.where(event);
  const auto& origin = events_.origins()[where.origin];
  return text::phrase("{} row {}", "{} 第 {} 行", origin.file, where.row);
}

text::Phrase Expectation::outside_calendar() const {
  const auto& calendar = *context_.calendar;
  if (calendar.covered_to() < calendar.covered_from())
    return {"the pack names no calendar, so working days are counted by weekends alone",
            "规则包没有指定日历，工作日只按周末推算"};
  return text::phrase("the calendar '{}' covers {} to {}; outside, days are counted by weekends alone",
                      "日历“{}”只覆盖 {} 至 {}，其外只按周末推算", calendar.id(), time::iso(calendar.covered_from()),
                      time::iso(calendar.covered_to()));
}

void Expectation::conclude(Finding& finding, const Window& window, const Search& search) {
  const auto& limit = *context_.rule->within[finding.limit].period;
  if (search.met) {
    finding.verdict = Verdict::met;
    finding.response = search.response;
    return;
  }
  if (search.possible != none) {
    finding.response = search.possible;
    const auto at = place_of(search.possible);
    if (search.why)
      undetermined(finding,
                   {fmt::format("the response at {} may have been in time: {}", at.english, search.why->english),
                    fmt::format("{}的回应可能及时：{}", at.chinese, search.why->chinese)});
    else if (finding.provisional)
      undetermined(finding, {fmt::format("the deadline is provisional: {}", outside_calendar().english),
                             fmt::format("截止日期是暂定的：{}", outside_calendar().chinese)});
    else
      too_coarse(finding, window.moment, events_.moment(search.possible), limit);
    return;
  }
  if (!context_.recorded) {
    undetermined(finding,
                 {"none of the ledgers records what the rule expects; give the ledger that does, or map its column",
                  "所给台账都不记录规则所要求的事件；请提供记录它的台账，或在映射中指明该列"});
    return;
  }
  const bool violated =
      search.response != none || (!finding.provisional && has_passed(window.last_deadline, window.as_of));
  const auto origin = events_.where(window.trigger).origin;
  if (violated && context_.lost[origin] != none) {
    const auto& file = events_.origins()[context_.lost[origin]].file;
    finding.response = search.response;
    undetermined(finding,
                 text::phrase("rows of '{}' could not be read, and one of them may hold the response; correct them",
                              "“{}”有无法读取的行，回应可能就在其中；请更正", file));
    return;
  }
  if (const auto from = context_.covered[origin].from; violated && window.moment.first < from) {
    finding.response = search.response;
    undetermined(
        finding,
        {"the log is declared complete only from a later day than the trigger; an earlier response may not be in it",
         "台账声明的完整期间晚于触发时间，更早的回应可能未收录"});
    return;
  }
  if (search.response != none) {
    finding.verdict = Verdict::late;
    finding.response = search.response;
  } else if (violated) {
    finding.verdict = Verdict::missing;
    if (search.before != none) {
      const auto at = place_of(search.before);
      const auto when = shown(events_.moment(search.before));
      note(finding,
           {fmt::format("the response of {} ({}) lies before the trigger and does not count", when, at.english),
            fmt::format("{} 的回应（{}）早于触发事件，不计", when, at.chinese)});
    }
  } else if (!has_passed(window.first_by_weekends, window.as_of)) {
    finding.verdict = Verdict::pending;
    if (finding.provisional)
      note(finding, {fmt::format("the deadline is provisional: {}", outside_calendar().english),
                     fmt::format("截止日期是暂定的：{}", outside_calendar().chinese)});
  } else if (finding.provisional) {
    undetermined(finding,
                 {fmt::format("nothing answers it, but the deadline is provisional: {}", outside_calendar().english),
                  fmt::format("没有回应，但截止日期是暂定的：{}", outside_calendar().chinese)});
  } else {
    const auto length = time::describe(limit);
    undetermined(finding,
                 {fmt::format("the trigger is recorded only as {}; whether the limit of {} has run out needs the {}",
                              shown(window.moment), length.english, finer(window.moment.precision).english),
                  fmt::format("触发时间只记到 {}；要判断{}的期限是否已过，须记明{}", shown(window.moment),
                              length.chinese, finer(window.moment.precision).chinese)});
  }
}

void Expectation::too_coarse(Finding& finding, const Moment& trigger, const Moment& response,
                             const time::Period& limit) {
  const auto length = time::describe(limit);
  const auto needed = finer(std::max(trigger.precision, response.precision));
  undetermined(finding, {fmt::format("the trigger is recorded as {}, the response as {}; the limit of {} needs the {}",
                                     shown(trigger), shown(response), length.english, needed.english),
                         fmt::format("触发时间记为 {}，回应时间记为 {}；要判断{}的期限，须记明{}", shown(trigger),
                                     shown(response), length.chinese, needed.chinese)});
}

Judged Expectation::take() {
  kept_.clear();
  return std::exchange(judged_, {});
}

void Expectation::note(Finding& finding, text::Phrase reason) {
  if (finding.reason == none) {
    finding.reason = static_cast<std::uint32_t>(judged_.reasons.size());
    judged_.reasons.emplace_back();
  }
  judged_.reasons[finding.reason] = std::move(reason);
}

void Expectation::undetermined(Finding& finding, text::Phrase reason) {
  finding.verdict = Verdict::undetermined;
  note(finding, std::move(reason));
}

}  // namespace shixian::check
