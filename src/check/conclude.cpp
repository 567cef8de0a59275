// From what was found, and the clock, to a verdict.
#include <algorithm>
#include <set>

#include "check/search.hpp"

namespace shixian::check {

namespace {

using text::Phrase;
using time::Moment;

/// What would have to be recorded to tell more.
Phrase finer(time::Precision precision) {
  if (precision == time::Precision::day) return {"time of day", "时刻"};
  if (precision == time::Precision::hour) return {"minutes", "分钟"};
  return {"seconds", "秒"};
}

Phrase limit_of(const Court& court, const Finding& finding) {
  if (court.rule.clock.by) return time::describe(*court.rule.clock.by);
  if (finding.limit == none || !court.rule.clock.within[finding.limit].period) return {"the period", "期间"};
  return time::describe(*court.rule.clock.within[finding.limit].period);
}

Phrase provisional(const Court& court) {
  return {fmt::format("the deadline is provisional: {}", court.outside_calendar().english),
          fmt::format("截止日期是暂定的：{}", court.outside_calendar().chinese)};
}

void too_coarse(Court& court, Finding& finding, const Moment& trigger, const Moment& response) {
  const auto length = limit_of(court, finding);
  const auto needed = finer(std::max(trigger.precision, response.precision));
  court.undetermined(finding,
                     {fmt::format("the trigger is recorded as {}, the response as {}; the limit of {} needs the {}",
                                  court.shown(trigger), court.shown(response), length.english, needed.english),
                      fmt::format("触发时间记为 {}，回应时间记为 {}；要判断{}的期限，须记明{}", court.shown(trigger),
                                  court.shown(response), length.chinese, needed.chinese)});
}

void only_possible(Court& court, Finding& finding, const Timing& timing, const Search& search) {
  finding.response = search.possible;
  const auto at = court.place_of(search.possible);
  if (search.why)
    court.undetermined(finding,
                       {fmt::format("the response at {} may have been in time: {}", at.english, search.why->english),
                        fmt::format("{}的回应可能及时：{}", at.chinese, search.why->chinese)});
  else if (!timing.doubt.empty())
    court.undetermined(finding, timing.doubt);
  else if (finding.provisional)
    court.undetermined(finding, provisional(court));
  else
    too_coarse(court, finding, timing.start, court.events.moment(search.possible));
}

/// Whether a response is in time only because the clock started at an event after the trigger; an earlier one, not in
/// the log, would make it late.
bool hangs_on_the_start(Court& court, const Obligation& obligation, const Search& search) {
  const auto& clock = court.rule.clock;
  const auto is_event = [](const rule::StartPoint& point) { return point.kind == rule::StartPoint::Kind::event; };
  if (!clock.start || obligation.finding.limit == none ||
      std::none_of(clock.start->points.begin(), clock.start->points.end(), is_event))
    return false;
  const auto from_trigger =
      court.clock.plain(obligation.moment, *clock.within[obligation.finding.limit].period, clock.roll);
  return court.events.moment(search.response).last > from_trigger.first_deadline;
}

/// Of several that are needed, how many there are; empty where one is enough.
Phrase how_many(const Court& court, const Search& search) {
  const auto wanted = court.rule.demand.bounds.at_least.value_or(1);
  if (wanted <= 1) return {};
  if (search.counted > search.certain)
    return text::phrase("{} to {} of {}", "{2} 次中已有 {0} 至 {1} 次", search.certain, search.counted, wanted);
  return text::phrase("{} of {}", "{1} 次中已有 {0} 次", search.certain, wanted);
}

void still_open(Court& court, Finding& finding, const Timing& timing, const Search& search) {
  finding.verdict = Verdict::pending;
  if (const auto number = how_many(court, search); !number.empty()) court.note(finding, number);
  if (!timing.waiting.empty())
    court.note(finding, timing.waiting);
  else if (finding.provisional)
    court.note(finding, provisional(court));
}

}  // namespace

void conclude(Court& court, const Obligation& obligation, Finding& finding, const Timing& timing,
              const Search& search) {
  const auto as_of = court.as_of(obligation);
  finding.response = search.response;
  if (search.too_soon != none) {
    finding.response = search.too_soon;
    if (!court.clock_is_shown(finding, obligation, court.events.moment(search.too_soon).last)) return;
    finding.verdict = Verdict::breached;
    const auto length = time::describe(*court.rule.clock.no_sooner_than);
    court.note(finding,
               {fmt::format("it came before {} were over", length.english), fmt::format("未满{}", length.chinese)});
    return;
  }
  if (search.met) {
    if (!hangs_on_the_start(court, obligation, search) || court.clock_is_shown(finding, obligation, timing.start.last))
      finding.verdict = Verdict::met;
    return;
  }
  if (search.possible != none) return only_possible(court, finding, timing, search);
  const bool violated = search.response != none || has_passed(timing.last_deadline, as_of);
  if (!court.context.recorded || violated) {
    const auto since = std::min(obligation.moment.first, timing.start.first);
    if (!court.absence_proves(finding, obligation, since)) return;
  }
  if (violated && !court.clock_is_shown(finding, obligation, timing.last_deadline)) return;
  if (search.response != none) {
    finding.verdict = Verdict::late;
  } else if (violated) {
    finding.verdict = Verdict::missing;
    if (const auto number = how_many(court, search); !number.empty()) court.note(finding, number);
    if (search.before != none) {
      const auto at = court.place_of(search.before);
      const auto when = court.shown(court.events.moment(search.before));
      court.note(finding,
                 {fmt::format("the response of {} ({}) lies before the trigger and does not count", when, at.english),
                  fmt::format("{} 的回应（{}）早于触发事件，不计", when, at.chinese)});
    }
  } else if (!has_passed(timing.first_by_weekends, as_of)) {
    still_open(court, finding, timing, search);
  } else if (!timing.doubt.empty()) {
    court.undetermined(finding, timing.doubt);
  } else if (finding.provisional) {
    court.undetermined(finding, {fmt::format("nothing answers it, but {}", provisional(court).english),
                                 fmt::format("没有回应，但{}", provisional(court).chinese)});
  } else {
    const auto length = limit_of(court, finding);
    court.undetermined(
        finding, {fmt::format("the trigger is recorded only as {}; whether the limit of {} has run out needs the {}",
                              court.shown(timing.start), length.english, finer(timing.start.precision).english),
                  fmt::format("触发时间只记到 {}；要判断{}的期限是否已过，须记明{}", court.shown(timing.start),
                              length.chinese, finer(timing.start.precision).chinese)});
  }
}

namespace {

struct Ground {
  time::Truth truth = time::Truth::no;
  Phrase what;
};

Ground ground_of(Court& court, std::span<const std::size_t> wanted, const Obligation& obligation,
                 const Finding& finding, const Timing& timing, std::size_t number) {
  const auto& rule = court.rule.clock.excuses[number];
  Ground ground;
  if (rule.on) {
    const auto window = obligation.period ? court.window_of(*obligation.period) : Window{};
    for (const auto& shown : court.inside(court.excuses[number], obligation, window)) {
      const auto when = court.shown(shown.moment);
      const auto at = court.place_of(shown.event);
      if (ground.truth == time::Truth::no || !shown.doubt)
        ground = {shown.doubt ? time::Truth::unknown : time::Truth::yes,
                  {fmt::format("{} {} ({})", types_of(*rule.on), when, at.english),
                   fmt::format("{} {}（{}）", types_of(*rule.on), when, at.chinese)}};
      if (!shown.doubt) break;
    }
    return ground;
  }
  const auto event = finding.response != none ? finding.response : finding.trigger;
  if (event == none) return ground;
  ground.truth = court.excuse_conditions[number].at(event).truth;
  if (rule.where->text() == "true" && rule.within) {
    const auto length = time::describe(*rule.within);
    ground.what = {"an answer within " + length.english, "在" + length.chinese + "之内回应"};
  } else {
    ground.what = text::verbatim(rule.where->text());
  }
  if (finding.response == none) return ground;
  const bool claimed = court.may_be_claimed(finding.response);
  if (claimed && ground.truth == time::Truth::yes) ground.truth = time::Truth::unknown;
  // Where another response may be the one that counts, both must have the reason or neither.
  const auto chosen = court.events.moment(finding.response);
  const bool several = court.rule.demand.bounds.at_least.value_or(1) > 1;
  for (const auto pattern : wanted) {
    const auto all = responses(court, pattern, obligation, timing);
    const bool doubtful =
        std::any_of(all.begin(), all.end(), [&](const Shown& shown) { return doubt_in_counting(court, shown); });
    for (const auto& shown : all) {
      if (shown.event == finding.response || too_early(court, shown.moment, obligation, timing)) continue;
      const bool may_come_first = time::certainly_before(chosen, shown.moment) != time::Truth::yes;
      const bool may_come_after = time::certainly_before(shown.moment, chosen) != time::Truth::yes;
      const bool too_soon = finding.verdict == Verdict::breached;
      const bool may_count = (may_come_first && (may_come_after || shown.doubt || too_soon)) ||
                             (may_come_after && claimed) || (several && doubtful);
      if (may_count && court.excuse_conditions[number].at(shown.event).truth != ground.truth)
        ground.truth = time::Truth::unknown;
    }
  }
  return ground;
}

/// A response that may be the obligation's where one of them, too late, has a reason that excuses it; no event when
/// there is none.
Shown excused_answer(Court& court, std::span<const std::size_t> wanted, const Obligation& obligation,
                     const Timing& timing, std::size_t number) {
  const auto& rule = court.rule.clock.excuses[number];
  const bool several = court.rule.demand.bounds.at_least.value_or(1) > 1;
  auto latest = time::latest;
  if (rule.within) latest = court.clock.plain(timing.start, *rule.within, court.rule.clock.roll).last_deadline;
  for (const auto pattern : wanted) {
    Shown doubtful;
    bool excused = false;
    for (auto shown : responses(court, pattern, obligation, timing)) {
      if (shown.moment.known() && shown.moment.first > latest) continue;
      shown.doubt = doubt_in_counting(court, shown);
      const auto truth = rule.on ? ground_of(court, wanted, obligation, obligation.finding, timing, number).truth
                                 : court.excuse_conditions[number].at(shown.event).truth;
      const bool may_be_excused = truth != time::Truth::no;
      if (several && may_be_excused) excused = true;
      if (shown.doubt && doubtful.event == none && (several || may_be_excused)) doubtful = shown;
    }
    if (doubtful.event != none && (excused || !several)) return doubtful;
  }
  return {};
}

/// What expects something is broken by coming too late, not at all, or too soon.
bool may_be_excused(Verdict verdict) {
  return verdict == Verdict::late || verdict == Verdict::missing || verdict == Verdict::breached;
}

}  // namespace

void excuse(Court& court, std::span<const std::size_t> wanted, const Obligation& obligation, Finding& finding,
            const Timing& timing) {
  Phrase doubt;
  std::set<std::string> doubtful;  // the verdicts of those that may excuse it
  for (std::size_t i = 0; i < court.rule.clock.excuses.size() && may_be_excused(finding.verdict); ++i) {
    const auto& rule = court.rule.clock.excuses[i];
    auto in_time = time::Truth::yes;
    if (rule.within && finding.response != none) {
      const auto limit = court.clock.plain(timing.start, *rule.within, court.rule.clock.roll);
      const auto moment = court.events.moment(finding.response);
      if (moment.first > limit.last_deadline)
        in_time = time::Truth::no;
      else if (moment.last > limit.first_deadline || court.may_be_claimed(finding.response))
        in_time = time::Truth::unknown;
    }
    const bool unanswered = finding.verdict == Verdict::missing && (!rule.on || rule.within);
    if (unanswered || in_time == time::Truth::no) {
      const auto answer = excused_answer(court, wanted, obligation, timing, i);
      if (answer.event != none)
        court.undetermined(finding, {fmt::format("the response at {} may be its own, and excused: {}",
                                                 court.place_of(answer.event).english, answer.doubt->english),
                                     fmt::format("{}的回应可能属于它，且有正当事由：{}",
                                                 court.place_of(answer.event).chinese, answer.doubt->chinese)});
      continue;
    }
    const auto ground = ground_of(court, wanted, obligation, finding, timing, i);
    if (ground.truth == time::Truth::no) continue;
    if (ground.truth == time::Truth::unknown || in_time == time::Truth::unknown) {
      if (doubt.empty())
        doubt = {fmt::format("whether it is excused cannot be told: {}", ground.what.english),
                 fmt::format("无法判断是否有正当事由：{}", ground.what.chinese)};
      doubtful.insert(rule.verdict);
      continue;
    }
    finding.verdict = rule.verdict == "undetermined" ? Verdict::undetermined : Verdict::met;
    court.note(finding,
               {fmt::format("excused by {}", ground.what.english), fmt::format("有正当事由：{}", ground.what.chinese)});
    doubtful.insert(rule.verdict);
    if (doubtful.size() == 1) return;  // whichever of them it is
  }
  if (!doubt.empty()) court.undetermined(finding, doubt);
}

}  // namespace shixian::check
