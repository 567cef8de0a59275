#include "rule/sentences.hpp"

#include <algorithm>

#include "rule/wording.hpp"

namespace shixian::rule {

namespace {

using text::Phrase;

Phrase span_word(time::SpanUnit unit) {
  switch (unit) {
    case time::SpanUnit::day:
      return {"day", "日"};
    case time::SpanUnit::week:
      return {"week (Monday to Sunday)", "周（周一至周日）"};
    case time::SpanUnit::month:
      return {"month", "月"};
    case time::SpanUnit::quarter:
      return {"quarter", "季度"};
    case time::SpanUnit::half_year:
      return {"half-year", "半年"};
    case time::SpanUnit::year:
      return {"year", "年"};
    case time::SpanUnit::log:
      break;
  }
  return {"the whole time of the log", "台账的整个期间"};
}

Phrase whose(const Entities& of) {
  if (of.roster.empty()) return text::phrase("each '{}' that the log names", "台账中出现的每个“{}”", of.attribute);
  return text::phrase("each '{0}' of the roster '{1}'", "名册“{1}”中的每个“{0}”", of.attribute, of.roster);
}

/// A condition that a choice of a parameter left without meaning.
bool holds_always(const Condition& condition) { return condition.text() == "true"; }

Phrase scope_of(const Rule& rule) {
  const auto& scope = rule.scope;
  Phrase all;
  switch (scope.kind) {
    case Scope::Kind::event: {
      const auto trigger = named(scope.trigger);
      all = {"For each " + trigger.english, "每发生一次" + trigger.chinese};
      if (scope.of) {
        const auto entities = whose(*scope.of);
        all.english += ", and for " + entities.english;
        all.chinese += "，" + entities.chinese;
      }
      break;
    }
    case Scope::Kind::violation: {
      const auto rules = joined(scope.violations_of, with_or);
      all = {"For each violation of " + rules.english, "每违反一次" + rules.chinese};
      break;
    }
    case Scope::Kind::period: {
      const auto word = span_word(scope.every);
      const bool whole = scope.every == time::SpanUnit::log;
      if (scope.of) {
        const auto entities = whose(*scope.of);
        all = whole ? Phrase{"For " + entities.english, entities.chinese}
                    : Phrase{"For " + entities.english + " and each " + word.english,
                             entities.chinese + "，每" + word.chinese};
      } else {
        all = whole ? Phrase{"Over " + word.english, "在" + word.chinese}
                    : Phrase{"For each " + word.english, "每" + word.chinese};
      }
      break;
    }
  }
  if (scope.where && !holds_always(*scope.where)) {
    const auto& what = scope.where->text();
    all.english += scope.kind == Scope::Kind::period ? fmt::format(", counting only events with {}", what)
                                                     : fmt::format(", if {}", what);
    all.chinese +=
        scope.kind == Scope::Kind::period ? fmt::format("（只计 {} 的事件）", what) : fmt::format("（仅限 {}）", what);
  }
  return all;
}

Phrase bounds_of(const Bounds& bounds) {
  if (bounds.at_least && bounds.at_most && *bounds.at_least == *bounds.at_most)
    return text::phrase("exactly {}", "恰好{}次", *bounds.at_least);
  if (bounds.at_least && bounds.at_most) return text::phrase("{} to {}", "{}至{}次", *bounds.at_least, *bounds.at_most);
  if (bounds.at_most) return text::phrase("at most {}", "至多{}次", *bounds.at_most);
  return text::phrase("at least {}", "至少{}次", bounds.at_least.value_or(1));
}

Phrase aggregate_of(const Aggregate& aggregate) {
  switch (aggregate.kind) {
    case Aggregate::Kind::count: {
      const auto events = named(aggregate.events);
      if (aggregate.attribute.empty()) return {"the number of " + events.english, events.chinese + "的件数"};
      return {fmt::format("the number of different '{}' of {}", aggregate.attribute, events.english),
              fmt::format("{}中不同“{}”的个数", events.chinese, aggregate.attribute)};
    }
    case Aggregate::Kind::sum: {
      const auto events = named(aggregate.events);
      return {fmt::format("the sum of '{}' of {}", aggregate.attribute, events.english),
              fmt::format("{}的“{}”之和", events.chinese, aggregate.attribute)};
    }
    case Aggregate::Kind::attributes: {
      const auto names = joined(aggregate.attributes, with_and);
      return {"the sum of " + names.english, names.chinese + "之和"};
    }
    case Aggregate::Kind::ratio:
      break;
  }
  return {aggregate.attributes.front() + " divided by " + aggregate.attributes.back(),
          aggregate.attributes.front() + "除以" + aggregate.attributes.back()};
}

Phrase demand_of(const Rule& rule) {
  const auto& demand = rule.demand;
  switch (demand.kind) {
    case Demand::Kind::expect: {
      const auto what = demand.all ? listed(demand.events, with_and) : named(demand.events.front());
      Phrase all{"there must be " + what.english, "应有" + what.chinese};
      if (demand.all) all = {"there must be each of " + what.english, "应分别有" + what.chinese};
      if (demand.bounds.written() || !demand.distinct.empty()) {
        const auto bounds = bounds_of(demand.bounds);
        all = {fmt::format("there must be {} {}", bounds.english, what.english),
               fmt::format("应有{}{}", bounds.chinese, what.chinese)};
      }
      if (!demand.distinct.empty()) {
        all.english += fmt::format(" with different '{}'", demand.distinct);
        all.chinese += fmt::format("，“{}”各不相同", demand.distinct);
      }
      if (demand.early) {
        all.english += ", before it or after it";
        all.chinese += "，提前也可以";
      }
      if (demand.one_to_one) {
        all.english += "; each answers one trigger only";
        all.chinese += "；一个回应只能对应一个触发事件";
      }
      return all;
    }
    case Demand::Kind::expect_before: {
      const auto steps = listed(demand.events, with_and);
      Phrase all{"there must have been before it " + steps.english, "此前应已有" + steps.chinese};
      if (demand.in_order) all.english += ", in this order", all.chinese += "，依此次序";
      if (!demand.distinct.empty()) {
        all.english += fmt::format(", each with another '{}'", demand.distinct);
        all.chinese += fmt::format("，“{}”各不相同", demand.distinct);
      }
      return all;
    }
    case Demand::Kind::forbid: {
      const auto what = named(demand.events.front());
      Phrase all{"there must be no " + what.english, "不得有" + what.chinese};
      const bool ends = !rule.clock.within.empty() || rule.clock.by;
      if (rule.scope.kind != Scope::Kind::period && demand.early)
        all = {all.english + " before or after it", all.chinese + "（此前此后均不得）"};
      else if (rule.scope.kind != Scope::Kind::period)
        all = ends ? Phrase{all.english + " from then until the time below is over",
                            all.chinese + "（自此至下述时间届满）"}
                   : Phrase{all.english + " from then on", all.chinese + "（自此以后）"};
      if (demand.until) {
        const auto until = named(*demand.until);
        all.english += " until " + until.english;
        all.chinese += "，直至" + until.chinese;
      }
      return all;
    }
    case Demand::Kind::assert_that:
      return text::phrase("it must hold that {}", "须满足 {}", demand.assertion->text());
    case Demand::Kind::count: {
      const auto what = named(demand.events.front());
      const auto bounds = bounds_of(demand.bounds);
      Phrase all{fmt::format("the number of {} must be {}", what.english, bounds.english),
                 fmt::format("{}应为{}", what.chinese, bounds.chinese)};
      if (!demand.distinct.empty()) {
        all.english += fmt::format(", counting each '{}' once", demand.distinct);
        all.chinese += fmt::format("（相同“{}”只计一次）", demand.distinct);
      }
      return all;
    }
    case Demand::Kind::gap: {
      const auto what = named(demand.events.front());
      const auto length = time::describe(*demand.gap);
      return {fmt::format("{} must recur: no more than {} between one and the next", what.english, length.english),
              fmt::format("{}应反复发生，相邻两次间隔不超过{}", what.chinese, length.chinese)};
    }
    case Demand::Kind::ratio: {
      const auto& ratio = *demand.ratio;
      const auto of = aggregate_of(ratio.of), to = aggregate_of(ratio.to);
      Phrase all{fmt::format("{} against {} must be", of.english, to.english),
                 fmt::format("{}与{}之比应", of.chinese, to.chinese)};
      if (ratio.at_least)
        all.english += " at least " + ratio.at_least->written, all.chinese += "不低于" + ratio.at_least->written;
      if (ratio.at_least && ratio.at_most) all.english += " and", all.chinese += "、";
      if (ratio.at_most)
        all.english += " at most " + ratio.at_most->written, all.chinese += "不高于" + ratio.at_most->written;
      static const Phrase nothing[]{
          {"it is met", "为已履行"}, {"it is breached", "为违反"}, {"it is undetermined", "无法判定"}};
      const auto& none = nothing[static_cast<std::size_t>(ratio.if_none)];
      all.english += "; where there is nothing to divide by, " + none.english;
      all.chinese += "；分母为零时" + none.chinese;
      return all;
    }
    case Demand::Kind::reconcile: {
      const auto& reconcile = *demand.reconcile;
      const auto with = aggregate_of(reconcile.with);
      static const Phrase relations[]{
          {"must equal", "应等于"}, {"must be at most", "应不大于"}, {"must be at least", "应不小于"}};
      const auto& relation = relations[static_cast<std::size_t>(reconcile.relation)];
      Phrase all{fmt::format("its '{}' {} {}", reconcile.figure, relation.english, with.english),
                 fmt::format("其“{}”{}{}", reconcile.figure, relation.chinese, with.chinese)};
      if (!reconcile.during.empty()) {
        all.english += fmt::format(" in the period that its '{}' names", reconcile.during);
        all.chinese += fmt::format("（在其“{}”所指期间内）", reconcile.during);
      }
      if (reconcile.as_shown) all.english += ", as far as their digits show", all.chinese += "（以所显示的位数为准）";
      return all;
    }
    case Demand::Kind::require_attributes:
      break;
  }
  const auto names = joined(demand.required, with_and);
  return {"it must say " + names.english, "须填写" + names.chinese};
}

void add_start(const Clock& clock, std::vector<Phrase>& lines) {
  if (!clock.start) return;
  std::vector<std::string> english, chinese;
  for (const auto& point : clock.start->points) {
    Phrase one{"its trigger", "触发之时"};
    if (point.kind == StartPoint::Kind::event) one = named(point.event);
    if (point.kind == StartPoint::Kind::attribute)
      one = text::phrase("the time in '{}'", "“{}”所填时间", point.attribute);
    if (point.plus) {
      const auto plus = time::describe(*point.plus);
      one = {plus.english + " after " + one.english, one.chinese + "之后" + plus.chinese};
    }
    english.push_back(one.english);
    chinese.push_back(one.chinese);
  }
  static const Phrase kinds[]{{"", ""}, {"the earlier of ", "中较早者"}, {"the later of ", "中较晚者"}};
  const auto& kind = kinds[static_cast<std::size_t>(clock.start->kind)];
  lines.push_back({"The clock starts at " + kind.english + joined(english, with_and).english + ".",
                   "时限自" + joined(chinese, with_and).chinese + kind.chinese + "起算。"});
}

void add_limits(const Rule& rule, std::vector<Phrase>& lines) {
  const auto& clock = rule.clock;
  const bool back = rule.demand.kind == Demand::Kind::expect_before;
  for (const auto& limit : clock.within) {
    Phrase when;
    if (limit.where) when = text::phrase("If {}: ", "{} 的：", limit.where->text());
    if (!limit.period) {
      lines.push_back({when.english + "nothing is asked.", when.chinese + "不作要求。"});
      continue;
    }
    const auto length = time::describe(*limit.period);
    if (limit.period->count == 0 && time::counts_days(limit.period->unit)) {
      lines.push_back({when.english + (when.english.empty() ? "U" : "u") + "ntil the end of that day.",
                       when.chinese + "至当日24时止。"});
      continue;
    }
    lines.push_back(
        back ? Phrase{fmt::format("{}no earlier than {} before.", when.english, length.english),
                      fmt::format("{}不早于此前{}。", when.chinese, length.chinese)}
             : Phrase{fmt::format("{}{}ithin {}.", when.english, when.english.empty() ? "W" : "w", length.english),
                      fmt::format("{}期限为{}。", when.chinese, length.chinese)});
  }
  if (clock.each_step)
    lines.push_back({"Each step has this time, counted from the step before.", "每一步的期限自上一步起算。"});
  if (clock.by) {
    const auto by = time::describe(*clock.by);
    lines.push_back({"By " + by.english + " at the latest, that day included.", "最迟" + by.chinese + "（含当日）。"});
  }
  if (clock.no_sooner_than) {
    const auto length = time::describe(*clock.no_sooner_than);
    lines.push_back({"Not before " + length.english + " are over.", "不得少于" + length.chinese + "。"});
  }
  if (clock.ahead) {
    const auto length = time::describe(*clock.ahead);
    lines.push_back({"At least " + length.english + " before.", "至少提前" + length.chinese + "。"});
  }
  if (clock.roll == time::Roll::none)
    lines.push_back({"A last day that is a day off does not move.", "期限最后一日为休息日的，不顺延。"});
  if (clock.roll == time::Roll::next_working_day)
    lines.push_back(
        {"A last day that is a day off moves to the next working day.", "最后一日为休息日的，顺延至下一个工作日。"});
  if (clock.by_day)
    lines.push_back(
        {"What comes first is judged by days: the same day counts as both.", "先后按日判断，同日视为不分先后。"});
}

void add_excuse(const Excuse& excuse, std::vector<Phrase>& lines) {
  const Phrase verdict = excuse.verdict == "met" ? Phrase{"met", "已履行"} : Phrase{"undetermined", "无法判定"};
  std::vector<std::string> english, chinese;
  if (excuse.on) {
    const auto event = named(*excuse.on);
    english.push_back("there is " + event.english), chinese.push_back("有" + event.chinese);
  } else if (!holds_always(*excuse.where)) {
    english.push_back(excuse.where->text()), chinese.push_back("满足 " + excuse.where->text() + " ");
  }
  if (excuse.within) {
    const auto limit = time::describe(*excuse.within);
    english.push_back("the answer comes within " + limit.english), chinese.push_back("在" + limit.chinese + "之内回应");
  }
  lines.push_back(
      {fmt::format("What would be a violation is {} where {}.", verdict.english, fmt::join(english, " and ")),
       fmt::format("{}的，不按违反处理，结论为{}。", fmt::join(chinese, "且"), verdict.chinese)});
}

void add_changes(const Clock& clock, std::vector<Phrase>& lines) {
  for (const auto& pause : clock.pauses) {
    const auto from = named(pause.from), to = named(pause.to);
    Phrase line{fmt::format("The clock stands from {} to {}", from.english, to.english),
                fmt::format("{}至{}期间停止计算", from.chinese, to.chinese)};
    if (!pause.same.empty()) {
      const auto keys = joined(pause.same, with_and);
      line.english += " with the same " + keys.english;
      line.chinese += "（以" + keys.chinese + "相同为对应）";
    }
    if (pause.at_most) {
      const auto length = time::describe(*pause.at_most);
      line.english += ", " + length.english + " at most";
      line.chinese += "，至多" + length.chinese;
    }
    lines.push_back({line.english + ".", line.chinese + "。"});
  }
  for (const auto& restart : clock.restarts) {
    const auto on = named(restart.on);
    Phrase line{fmt::format("The clock runs anew in full from {}", on.english),
                fmt::format("自{}起重新计算", on.chinese)};
    if (restart.condition) {
      const auto condition = named(*restart.condition);
      line.english += fmt::format(", if there was {}", condition.english);
      line.chinese += fmt::format("（以已有{}为前提", condition.chinese);
      if (restart.within) {
        const auto within = time::describe(*restart.within);
        line.english += " within " + within.english + " of the start and";
        line.chinese += "，且在起算后" + within.chinese + "之内";
      }
      line.english += " before the deadline";
      line.chinese += "、期满之前）";
    }
    lines.push_back({line.english + ".", line.chinese + "。"});
  }
  for (const auto& extension : clock.extensions) {
    const auto on = listed(extension.on, with_and);
    const auto by = time::describe(extension.by);
    lines.push_back({fmt::format("{} before the deadline {} it by {}, {} at most.", on.english,
                                 extension.on.size() == 1 ? "extends" : "extend", by.english,
                                 extension.times == 1 ? "once" : fmt::format("{} times", extension.times)),
                     fmt::format("期满前有{}的，延长{}，至多{}次。", on.chinese, by.chinese, extension.times)});
  }
  for (const auto& deemed : clock.deemed) {
    const auto event = named(deemed.event), unless = named(deemed.unless);
    const auto within = time::describe(deemed.within);
    lines.push_back({fmt::format("Without {} within {}, {} is deemed to have happened at the trigger.", unless.english,
                                 within.english, event.english),
                     fmt::format("{}内没有{}的，视为触发之时已有{}。", within.chinese, unless.chinese, event.chinese)});
  }
  for (const auto& excuse : clock.excuses) add_excuse(excuse, lines);
}

void add_force(const Rule& rule, std::vector<Phrase>& lines) {
  const auto &from = rule.in_force.from, &to = rule.in_force.to;
  if (from && to)
    lines.push_back(text::phrase("In force from {} to {}.", "自 {} 至 {} 有效。", time::iso(*from), time::iso(*to)));
  else if (from)
    lines.push_back(text::phrase("In force from {}.", "自 {} 起有效。", time::iso(*from)));
  else if (to)
    lines.push_back(text::phrase("In force until {}.", "有效至 {}。", time::iso(*to)));
}

}  // namespace

std::vector<Phrase> sentences(const Rule& rule, const Pack& pack) {
  std::vector<Phrase> lines;
  const auto scope = scope_of(rule), demand = demand_of(rule);
  const bool of_each = rule.scope.kind == Scope::Kind::event && rule.scope.of && !rule.scope.where;
  lines.push_back(
      {scope.english + ", " + demand.english + ".", scope.chinese + (of_each ? "都" : "，") + demand.chinese + "。"});
  if (!rule.same.empty() && rule.scope.kind != Scope::Kind::period) {
    const auto keys = joined(rule.same, with_and);
    lines.push_back({"They belong together by " + keys.english + ".", "以" + keys.chinese + "相同为对应。"});
  }
  if (!rule.scope.during.empty())
    lines.push_back(text::phrase("What is looked for counts for the period that its '{}' names.",
                                 "以其“{}”所写的期间为所属期间。", rule.scope.during));
  add_start(rule.clock, lines);
  add_limits(rule, lines);
  add_changes(rule.clock, lines);
  add_force(rule, lines);
  const auto in_days = [](const Limit& limit) { return limit.period && time::counts_days(limit.period->unit); };
  if (pack.regime && std::any_of(rule.clock.within.begin(), rule.clock.within.end(), in_days))
    lines.push_back(
        {"Counted by: " + pack.regime->source.english + ".", "期间计算依据：" + pack.regime->source.chinese + "。"});
  return lines;
}

}  // namespace shixian::rule
