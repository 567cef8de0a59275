#include "rule/limits.hpp"

#include <algorithm>

namespace shixian::rule {

namespace {

using text::Code;
using time::SpanUnit;
using time::Unit;

bool is_month_or_year(const time::Period& period) { return period.unit == Unit::months || period.unit == Unit::years; }

void refuse(text::Fields& fields, text::Place place, text::Phrase message, const text::Place& other,
            text::Phrase help = {}) {
  fields.out()
      .error(Code::unclear_rule, std::move(place), std::move(message))
      .with_help(std::move(help))
      .label(other, {"the other stands here", "另一个在这里"});
}

void check_pauses(text::Fields& fields, const Clock& clock) {
  for (const auto& limit : clock.within)
    if (!clock.pauses.empty() && limit.period && is_month_or_year(*limit.period))
      refuse(fields, fields.key_place("pause"),
             {"a period in months or years ends on a date: days cannot drop out of it",
              "以月、年计的期限止于某一日期，其中的日子无法扣除"},
             limit.place, {"write the limit in days, or leave out 'pause'", "请以日写期限，或不写“pause”"});
}

/// A period in days is moved on by days, one in hours by hours.
void check_extensions(text::Fields& fields, const Clock& clock) {
  for (const auto& extension : clock.extensions)
    for (const auto& limit : clock.within)
      if (limit.period && time::counts_days(limit.period->unit) != time::counts_days(extension.by.unit))
        refuse(fields, extension.place,
               text::phrase("an extension of {} cannot be added to a limit of {}: the one counts days, the other hours",
                            "“{}”的延期无法加到“{}”的期限上：一个按日计，一个按小时计",
                            time::describe(extension.by).english, time::describe(*limit.period).english),
               limit.place);
}

void check_roll(text::Fields& fields, const Clock& clock) {
  if (clock.roll == time::Roll::by_regime || clock.within.empty()) return;
  const bool in_days = std::any_of(clock.within.begin(), clock.within.end(), [](const Limit& limit) {
    return limit.period && time::counts_days(limit.period->unit);
  });
  const bool known = std::all_of(clock.within.begin(), clock.within.end(),
                                 [](const Limit& limit) { return limit.period.has_value(); });
  if (!in_days && known)
    refuse(
        fields, fields.key_place("roll"),
        {"'roll' is about the last day of a period, and this one counts hours", "“roll”针对期限的末日，而这里按小时计"},
        clock.within.front().place);
}

/// Too soon must not be too late already.
void check_least(text::Fields& fields, const Clock& clock, std::string_view key,
                 const std::optional<time::Period>& least) {
  for (const auto& limit : clock.within)
    if (least && limit.period && limit.period->unit == least->unit && limit.period->count < least->count)
      refuse(
          fields, fields.key_place(key),
          text::phrase("'{}' asks for more time than 'within' leaves", "“{}”所要求的时间超过“within”所给的时间", key),
          limit.place);
}

bool named_by(const Start& start, const EventPattern& event) {
  return std::any_of(start.points.begin(), start.points.end(), [&](const StartPoint& point) {
    return point.kind == StartPoint::Kind::event && point.event.types == event.types;
  });
}

void check_deemed(text::Fields& fields, const Clock& clock) {
  if (!clock.start) return;
  for (const auto& deemed : clock.deemed)
    if (!named_by(*clock.start, deemed.event))
      refuse(fields, deemed.event.place,
             {"the clock does not start from this event: to deem it has no effect",
              "时限并不从这一事件起算：视为其发生没有作用"},
             fields.key_place("start"), {"name the same event in 'start'", "请在“start”中写同一事件"});
}

void check_due_date(text::Fields& fields, const Rule& rule) {
  if (!rule.clock.by) return;
  const auto& due = *rule.clock.by;
  const auto place = fields.place(*fields.take("by"));
  const auto& scope = rule.scope;
  if (scope.kind != Scope::Kind::period) {
    if (!due.date && due.unit == SpanUnit::log)
      refuse(fields, place, {"there is no period whose end this could be", "这里没有期间，无所谓期末"},
             fields.key_place("for-each"), {"write the end of the day, month, year …", "请写当日、月底、年底等"});
    return;
  }
  const auto every = fields.key_place("for-every");
  if (scope.every == SpanUnit::log) {
    if (!due.date && due.unit != SpanUnit::log)
      refuse(fields, place, {"it is not said of which year or month this day is", "没有说明这是哪一年或哪一月的日子"},
             every, {"write the whole date, or a period in 'for-every'", "请写完整日期，或在“for-every”中写明期间"});
  } else if (due.date) {
    refuse(fields, place, {"one date cannot be the due date of every period", "一个日期不能作为每个期间的截止日期"},
           every, {"write the day without its year, such as 01-31 of the next year", "请不写年份，如“次年1月31日”"});
  } else if (due.unit != SpanUnit::log && due.unit < scope.every) {
    refuse(fields, place,
           {"it is not said of which part of the period this day is", "没有说明这是期间内哪一部分的日子"}, every,
           {"write: the end of the period", "请写：期末"});
  }
}

void check_bounds(text::Fields& fields, const Demand& demand) {
  const auto& bounds = demand.bounds;
  if (bounds.at_least && bounds.at_most && *bounds.at_least > *bounds.at_most)
    refuse(fields, fields.key_place("at-least"), {"'at-least' is above 'at-most'", "“at-least”大于“at-most”"},
           fields.key_place("at-most"));
  if (!demand.ratio || !demand.ratio->at_least || !demand.ratio->at_most) return;
  const auto value = [](const Decimal& decimal) {
    auto scaled = static_cast<long double>(decimal.value);
    for (int i = 0; i < decimal.scale; ++i) scaled /= 10;
    return scaled;
  };
  if (value(*demand.ratio->at_least) > value(*demand.ratio->at_most))
    refuse(fields, fields.key_place("at-least"), {"'at-least' is above 'at-most'", "“at-least”大于“at-most”"},
           fields.key_place("at-most"));
}

void check_excuses(text::Fields& fields, const Rule& rule) {
  if (rule.scope.kind != Scope::Kind::period) return;
  for (const auto& excuse : rule.clock.excuses)
    if (excuse.within)
      refuse(fields, excuse.place,
             {"'within' of an excuse runs from the trigger, and 'for-every' has none",
              "事由的“within”自触发事件起算，而“for-every”没有触发事件"},
             fields.key_place("for-every"));
}

}  // namespace

void refuse_unclear_limits(text::Fields& fields, const Rule& rule) {
  check_pauses(fields, rule.clock);
  check_extensions(fields, rule.clock);
  check_roll(fields, rule.clock);
  check_least(fields, rule.clock, "ahead", rule.clock.ahead);
  check_least(fields, rule.clock, "no-sooner-than", rule.clock.no_sooner_than);
  check_deemed(fields, rule.clock);
  check_due_date(fields, rule);
  check_bounds(fields, rule.demand);
  check_excuses(fields, rule);
}

}  // namespace shixian::rule
