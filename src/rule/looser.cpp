#include "rule/looser.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace shixian::rule {

namespace {

using text::Phrase;
using time::Period;

/// How long a period can be, in hours; days off are not counted, since they move both ends of a comparison alike.
struct Length {
  std::int64_t shortest = 0;
  std::optional<std::int64_t> longest;  ///< absent: no bound
};

Length length_of(const Period& period) {
  const auto n = period.count;
  switch (period.unit) {
    case time::Unit::minutes:
      return {n / 60, (n + 59) / 60};
    case time::Unit::hours:
      return {n, n};
    case time::Unit::working_hours:
      return {n, std::nullopt};
    case time::Unit::days:
      return {24 * n, 24 * (n + 1)};
    case time::Unit::working_days:
      return {24 * n, std::nullopt};
    case time::Unit::weeks:
      return {24 * 7 * n, 24 * (7 * n + 1)};
    case time::Unit::months:
      return {24 * 28 * n, 24 * (31 * n + 1)};
    case time::Unit::years:
      break;
  }
  return {24 * 365 * n, 24 * (366 * n + 1)};
}

bool is_no_longer(const Period& a, const Period& b) {
  if (a.unit == b.unit) return a.count <= b.count;
  if (time::counts_days(a.unit) && !time::counts_days(b.unit)) return false;  // a day off may put its end off
  const auto longest = length_of(a).longest;
  return longest && *longest <= length_of(b).shortest;
}

Phrase changed(const char* english, const char* chinese, const Phrase& from, const Phrase& to) {
  return {fmt::format(fmt::runtime(english), from.english, to.english),
          fmt::format(fmt::runtime(chinese), from.chinese, to.chinese)};
}

const Phrase nothing{"none", "无"};

Phrase told(const std::optional<Period>& period) { return period ? time::describe(*period) : nothing; }

std::optional<Phrase> longer_limit(const Limit& mine, const Limit& base) {
  if (!base.period || (mine.period && is_no_longer(*mine.period, *base.period))) return std::nullopt;
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
  if (a.empty() && !b.empty() && !mine.clock.by) return longer_limit({}, b.front());
  const bool same = have_same_rows(a, b);
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < b.size(); ++j)
      if (!same || i == j)
        if (auto how = longer_limit(a[i], b[j])) return how;
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

std::string told(const EventPattern& pattern) {
  auto text = fmt::format("{}", fmt::join(pattern.types, ","));
  return pattern.where ? text + "|" + pattern.where->text() : text;
}

std::string told(const std::optional<EventPattern>& pattern) { return pattern ? told(*pattern) : std::string(); }

/// What gives more time, each told so that equal ones are equal text.
std::vector<std::string> reliefs(const Rule& rule) {
  std::vector<std::string> all;
  const auto period = [](const std::optional<Period>& one) { return one ? time::describe(*one).english : "-"; };
  for (const auto& pause : rule.clock.pauses)
    all.push_back(fmt::format("pause {} {} {} {}", told(pause.from), told(pause.to), fmt::join(pause.same, ","),
                              period(pause.at_most)));
  for (const auto& restart : rule.clock.restarts)
    all.push_back(fmt::format("restart {} {} {}", told(restart.on), told(restart.condition), period(restart.within)));
  for (const auto& extension : rule.clock.extensions) {
    std::string on;
    for (const auto& pattern : extension.on) on += told(pattern) + " ";
    all.push_back(fmt::format("extend {}{} {}", on, period(extension.by), extension.times));
  }
  for (const auto& excuse : rule.clock.excuses)
    all.push_back(fmt::format("excuse {} {} {} {}", told(excuse.on), excuse.where ? excuse.where->text() : "",
                              period(excuse.within), excuse.verdict));
  return all;
}

std::optional<Phrase> more_relief(const Rule& mine, const Rule& base) {
  const auto known = reliefs(base);
  for (const auto& one : reliefs(mine))
    if (std::find(known.begin(), known.end(), one) == known.end())
      return Phrase{"it gives more time by a pause, restart, extension or excuse that the other does not have",
                    "增加了原规则没有的中止、重新计算、延长或者免责事由"};
  return std::nullopt;
}

const std::array asked_less{longer_limits, later_date, laxer_amount, shorter_minimum, more_relief};

template <class Nodes>
auto find(Nodes& node, std::string_view key) {
  return std::find_if(node.entries.begin(), node.entries.end(), [&](const auto& one) { return one.key == key; });
}

const text::Node* node_of(const text::Document& written, const std::string& id) {
  const auto rules = find(written.root, "rules");
  if (rules == written.root.entries.end()) return nullptr;
  for (const auto& rule : rules->value.items) {
    const auto at = find(rule, "id");
    if (at != rule.entries.end() && at->value.value == id) return &rule;
  }
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
      if (node ? find(*node, "cite") != node->entries.end() : !reads_new_value(mine, overlay, base)) continue;
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
