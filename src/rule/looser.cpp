#include "rule/looser.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace shixian::rule {

namespace {

using text::Phrase;
using time::Period;

/// How long a period can be, in minutes or in days; days off at its end are not counted, since they move both ends of a
/// comparison alike.
struct Length {
  bool in_days = false;
  std::int64_t shortest = 0;
  std::optional<std::int64_t> longest;  ///< absent: no bound
};

Length length_of(const Period& period) {
  const auto n = period.count;
  switch (period.unit) {
    case time::Unit::minutes:
      return {false, n, n};
    case time::Unit::hours:
      return {false, 60 * n, 60 * n};
    case time::Unit::working_hours:
      return {false, 60 * n, std::nullopt};
    case time::Unit::days:
      return {true, n, n};
    case time::Unit::working_days:
      return {true, n, std::nullopt};
    case time::Unit::weeks:
      return {true, 7 * n, 7 * n};
    case time::Unit::months:
      return {true, 28 * n, 31 * n};
    case time::Unit::years:
      break;
  }
  return {true, 365 * n, 366 * n};
}

/// Whether one period never ends after another from the same start.
bool is_no_longer(const Period& a, const Period& b) {
  if (a.unit == b.unit) return a.count <= b.count;
  const auto mine = length_of(a), base = length_of(b);
  if (mine.in_days && !base.in_days) return false;  // it lasts to the end of a day, and a day off may put that off
  constexpr std::int64_t minutes = 24 * 60;
  return mine.longest && *mine.longest <= (mine.in_days == base.in_days ? base.shortest : minutes * base.shortest);
}

Phrase changed(const char* english, const char* chinese, const Phrase& from, const Phrase& to) {
  return {fmt::format(fmt::runtime(english), from.english, to.english),
          fmt::format(fmt::runtime(chinese), from.chinese, to.chinese)};
}

const Phrase nothing{"none", "无"};

Phrase told(const std::optional<Period>& period) { return period ? time::describe(*period) : nothing; }

/// A longer time is looser, but for what is forbidden in it.
std::optional<Phrase> longer_limit(const Limit& mine, const Limit& base, bool forbids) {
  if (!base.period) return std::nullopt;
  if (mine.period && (forbids ? is_no_longer(*base.period, *mine.period) : is_no_longer(*mine.period, *base.period)))
    return std::nullopt;
  return changed("the limit of {} becomes {}", "期限由{}改为{}", told(base.period), told(mine.period));
}

bool have_same_rows(const std::vector<Limit>& a, const std::vector<Limit>& b) {
  const auto text = [](const Limit& row) { return row.where ? row.where->text() : std::string(); };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](const Limit& x, const Limit& y) { return text(x) == text(y); });
}

/// Row by row where the tables have the same rows; else every row against every other.
std::optional<Phrase> longer_limits(const Rule& mine, const Rule& base) {
  const auto &a = mine.clock.within, &b = base.clock.within;
  const bool forbids = base.demand.kind == Demand::Kind::forbid;
  if (a.empty() && !b.empty() && !mine.clock.by) return longer_limit({}, b.front(), forbids);
  const bool same = have_same_rows(a, b);
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < b.size(); ++j)
      if (!same || i == j)
        if (auto how = longer_limit(a[i], b[j], forbids)) return how;
  return std::nullopt;
}

std::optional<Phrase> later_date(const Rule& mine, const Rule& base) {
  const auto &a = mine.clock.by, &b = base.clock.by;
  if (!b || a == b) return std::nullopt;
  const auto order = [](const time::DueDate& due) {
    const auto within = due.unit == time::SpanUnit::year && due.month == 0 ? 13U : due.month;
    return std::array<int, 3>{due.ahead, static_cast<int>(within), due.day == 0 ? 32 : static_cast<int>(due.day)};
  };
  const bool comparable = a && a->date.has_value() == b->date.has_value() && (a->date || a->unit == b->unit);
  if (comparable && (a->date ? *a->date <= *b->date : order(*a) <= order(*b))) return std::nullopt;
  return changed("the due date, {}, becomes {}", "到期日由{}改为{}", time::describe(*b),
                 a ? time::describe(*a) : nothing);
}

bool is_less(const std::optional<Decimal>& a, const std::optional<Decimal>& b) {
  const auto value = [](const Decimal& decimal) {
    __extension__ __int128 scaled = decimal.value;
    for (int i = decimal.scale; i < 18; ++i) scaled *= 10;
    return scaled;
  };
  return b && (!a || value(*a) < value(*b));
}

std::optional<Phrase> laxer_amount(const Rule& mine, const Rule& base) {
  const auto &a = mine.demand, &b = base.demand;
  if (a.kind != b.kind) return Phrase{"it demands something else", "要求的内容不同"};
  const auto counted = a.kind == Demand::Kind::expect ? 1 : 0;
  if ((b.bounds.at_least && a.bounds.at_least.value_or(counted) < *b.bounds.at_least) ||
      (b.bounds.at_most && (!a.bounds.at_most || *a.bounds.at_most > *b.bounds.at_most)))
    return Phrase{"the count asked for becomes laxer", "次数要求放宽"};
  if (b.gap && (!a.gap || !is_no_longer(*a.gap, *b.gap)))
    return changed("the gap of {} becomes {}", "间隔由{}改为{}", told(b.gap), told(a.gap));
  if (a.ratio && b.ratio &&
      (is_less(a.ratio->at_least, b.ratio->at_least) || is_less(b.ratio->at_most, a.ratio->at_most) ||
       (b.ratio->at_most && !a.ratio->at_most)))
    return Phrase{"the share asked for becomes laxer", "比例要求放宽"};
  for (const auto& name : b.required)
    if (std::find(a.required.begin(), a.required.end(), name) == a.required.end())
      return text::phrase("'{}' is no longer asked for", "不再要求“{}”", name);
  return std::nullopt;
}

std::optional<Phrase> shorter_minimum(const Rule& mine, const Rule& base) {
  const auto shorter = [](const std::optional<Period>& a, const std::optional<Period>& b) {
    return b && (!a || !is_no_longer(*b, *a));
  };
  if (shorter(mine.clock.no_sooner_than, base.clock.no_sooner_than) || shorter(mine.clock.ahead, base.clock.ahead))
    return Phrase{"the minimum period becomes shorter", "最短期间缩短"};
  return std::nullopt;
}

bool are_same(const std::optional<Condition>& a, const std::optional<Condition>& b) {
  return a.has_value() == b.has_value() && (!a || a->text() == b->text());
}

bool are_same(const EventPattern& a, const EventPattern& b) { return a.types == b.types && are_same(a.where, b.where); }

bool are_same(const std::optional<EventPattern>& a, const std::optional<EventPattern>& b) {
  return a.has_value() == b.has_value() && (!a || are_same(*a, *b));
}

/// Whether a bound is as tight as another, or tighter.
bool is_bound(const std::optional<Period>& mine, const std::optional<Period>& base) {
  return !base || (mine && is_no_longer(*mine, *base));
}

bool gives_no_more(const PauseRule& mine, const PauseRule& base) {
  return are_same(mine.from, base.from) && are_same(mine.to, base.to) && mine.same == base.same &&
         is_bound(mine.at_most, base.at_most);
}

bool gives_no_more(const RestartRule& mine, const RestartRule& base) {
  return are_same(mine.on, base.on) && (!base.condition || are_same(mine.condition, base.condition)) &&
         is_bound(mine.within, base.within);
}

bool gives_no_more(const ExtensionRule& mine, const ExtensionRule& base) {
  const auto asks = [&](const EventPattern& one) {
    return std::any_of(mine.on.begin(), mine.on.end(), [&](const EventPattern& other) { return are_same(one, other); });
  };
  return std::all_of(base.on.begin(), base.on.end(), asks) && is_no_longer(mine.by, base.by) &&
         mine.times <= base.times;
}

bool gives_no_more(const Excuse& mine, const Excuse& base) {
  return are_same(mine.on, base.on) && are_same(mine.where, base.where) && is_bound(mine.within, base.within) &&
         (mine.verdict == base.verdict || base.verdict == "met");
}

/// Whether each of some reliefs is one that the base gives too.
template <class Reliefs>
bool are_given(const Reliefs& mine, const Reliefs& base) {
  return std::all_of(mine.begin(), mine.end(), [&](const auto& one) {
    return std::any_of(base.begin(), base.end(), [&](const auto& other) { return gives_no_more(one, other); });
  });
}

std::optional<Phrase> more_relief(const Rule& mine, const Rule& base) {
  const auto &a = mine.clock, &b = base.clock;
  if (are_given(a.pauses, b.pauses) && are_given(a.restarts, b.restarts) && are_given(a.extensions, b.extensions) &&
      are_given(a.excuses, b.excuses))
    return std::nullopt;
  return Phrase{"it gives more time by a pause, restart, extension or excuse than the other does",
                "中止、重新计算、延长或者免责事由比原规则给出更多时间"};
}

bool are_same(const StartPoint& a, const StartPoint& b) {
  return a.kind == b.kind && are_same(a.event, b.event) && a.attribute == b.attribute && a.plus == b.plus;
}

std::optional<Phrase> other_start(const Rule& mine, const Rule& base) {
  const auto &a = mine.clock.start, &b = base.clock.start;
  const bool same = a.has_value() == b.has_value() &&
                    (!a || (a->kind == b->kind &&
                            std::equal(a->points.begin(), a->points.end(), b->points.begin(), b->points.end(),
                                       [](const StartPoint& x, const StartPoint& y) { return are_same(x, y); })));
  if (same) return std::nullopt;
  return Phrase{"the clock starts elsewhere", "起算点不同"};
}

std::optional<Phrase> later_by_a_day_off(const Rule& mine, const Rule& base) {
  if (mine.clock.roll == base.clock.roll || mine.clock.roll == time::Roll::none) return std::nullopt;
  if (mine.clock.roll == time::Roll::by_regime && mine.clock.by) return std::nullopt;  // a due date stays
  return Phrase{"a last day that is a day off moves on", "最后一日为休息日的改为顺延"};
}

const std::array asked_less{longer_limits, later_date,  laxer_amount,      shorter_minimum,
                            more_relief,   other_start, later_by_a_day_off};

const text::Node* node_of(const text::Document& written, const std::string& id) {
  const auto* rules = text::find_value(written.root, "rules");
  if (!rules) return nullptr;
  for (const auto& rule : rules->items)
    if (const auto* own = text::find_value(rule, "id"); own && own->value == id) return &rule;
  return nullptr;
}

/// Whether a parameter that the rule reads has a value that the base does not offer.
bool reads_new_value(const Rule& rule, const Pack& overlay, const Pack& base) {
  const auto of = [](const Pack& pack, const std::string& name) {
    return std::find_if(pack.parameters.begin(), pack.parameters.end(),
                        [&](const Parameter& one) { return one.name == name; });
  };
  return std::any_of(rule.parameters.begin(), rule.parameters.end(), [&](const std::string& name) {
    const auto mine = of(overlay, name), other = of(base, name);
    if (mine == overlay.parameters.end() || other == base.parameters.end()) return false;
    const auto& chosen = mine->choices[mine->chosen].value;
    return std::none_of(other->choices.begin(), other->choices.end(),
                        [&](const Parameter::Choice& choice) { return choice.value == chosen; });
  });
}

}  // namespace

void refuse_looser(const Pack& overlay, const Pack& base, const text::Document& written, text::Diagnostics& out) {
  for (const auto& mine : overlay.rules)
    for (const auto& other : base.rules) {
      if (mine.id != other.id) continue;
      const auto* node = node_of(written, mine.id);
      if (node ? text::find_value(*node, "cite") != nullptr : !reads_new_value(mine, overlay, base)) continue;
      for (const auto& check : asked_less)
        if (const auto how = check(mine, other)) {
          out.error(text::Code::unclear_rule, mine.place,
                    {fmt::format("'{}' asks less than the rule it changes, or may: {}", mine.id, how->english),
                     fmt::format("“{}”的要求低于或者可能低于所改的规则：{}", mine.id, how->chinese)})
              .with_help({"say what allows it: cite: {item: …, quote: …}", "请写明依据：cite: {item: …, quote: …}"})
              .label(other.place, {"the rule it changes", "所改的规则"});
          break;
        }
    }
}

}  // namespace shixian::rule
