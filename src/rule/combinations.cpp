#include "rule/combinations.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "rule/limits.hpp"
#include "rule/read_demand.hpp"

namespace shixian::rule {

namespace {

using text::Code;
using text::Phrase;
using Kind = Demand::Kind;
using Kinds = unsigned;

constexpr Kinds only(Kind kind) { return 1U << static_cast<unsigned>(kind); }

template <class... More>
constexpr Kinds only(Kind kind, More... more) {
  return only(kind) | only(more...);
}

constexpr Kinds nothing = 0;
constexpr Kinds every_kind = ~nothing;
constexpr Kinds windowed = only(Kind::expect, Kind::forbid, Kind::count);
constexpr Kinds of_order = only(Kind::expect, Kind::expect_before, Kind::forbid, Kind::count);

/// With which demands a word has a meaning, in each of the two scopes.
struct Word {
  std::string_view key;
  Kinds for_each;
  Kinds for_every;
};

constexpr std::array words{
    Word{"expect", every_kind, every_kind},
    Word{"expect-before", every_kind, nothing},
    Word{"forbid", every_kind, every_kind},
    Word{"assert", every_kind, nothing},
    Word{"count", every_kind, every_kind},
    Word{"ratio", every_kind, every_kind},
    Word{"reconcile", every_kind, nothing},
    Word{"require-attributes", every_kind, nothing},
    Word{"of", of_order | only(Kind::ratio), nothing},
    Word{"during", nothing, windowed | only(Kind::ratio)},
    Word{"same", of_order | only(Kind::ratio, Kind::reconcile), nothing},
    Word{"gap", nothing, only(Kind::gap)},
    Word{"at-least", only(Kind::expect, Kind::count, Kind::ratio), only(Kind::expect, Kind::count, Kind::ratio)},
    Word{"at-most", only(Kind::count, Kind::ratio), only(Kind::count, Kind::ratio)},
    Word{"exactly", only(Kind::count), only(Kind::count)},
    Word{"distinct", only(Kind::expect, Kind::expect_before, Kind::count), only(Kind::expect, Kind::count)},
    Word{"in-order", only(Kind::expect_before), nothing},
    Word{"matching", only(Kind::expect), nothing},
    Word{"early", only(Kind::expect, Kind::forbid), nothing},
    Word{"until", only(Kind::forbid), nothing},
    Word{"chain", only(Kind::expect), nothing},
    Word{"within", of_order, nothing},
    Word{"by", windowed, only(Kind::expect)},
    Word{"no-sooner-than", only(Kind::expect), nothing},
    Word{"ahead", only(Kind::expect_before), nothing},
    Word{"roll", windowed, only(Kind::expect)},
    Word{"by-day", of_order, nothing},
    Word{"start", windowed, nothing},
    Word{"pause", windowed, nothing},
    Word{"restart", windowed, nothing},
    Word{"extend", windowed, nothing},
    Word{"deemed", windowed, nothing},
    Word{"excuse", only(Kind::expect), only(Kind::expect)},
};

/// Two words that cannot stand together.
struct Clash {
  std::string_view key;
  std::string_view other;
  Phrase why;
};

const Phrase which_decides{"it is not said which of them decides", "没有说明以哪一个为准"};
const Phrase exact_already{"'exactly' is both a least and a most", "“exactly”已经同时是下限和上限"};
const Phrase steps_alone{"each step of a chain has a limit alone, counted from the step before",
                         "依次进行的每一步只有期限，自前一步起算"};

const std::array clashes{
    Clash{"by", "within", which_decides},
    Clash{"exactly", "at-least", exact_already},
    Clash{"exactly", "at-most", exact_already},
    Clash{"matching",
          "at-least",
          {"a response that answers one trigger only is one response", "一对一时，每个触发事件只有一个回应"}},
    Clash{"matching",
          "no-sooner-than",
          {"it is not said which trigger a response that comes too soon belongs to",
           "没有说明过早的回应属于哪个触发事件"}},
    Clash{"early",
          "no-sooner-than",
          {"a response before the trigger would be fine and too soon at once", "早于触发事件的回应会既被允许又嫌过早"}},
    Clash{"chain", "no-sooner-than", steps_alone},
    Clash{"chain", "pause", steps_alone},
    Clash{"chain", "restart", steps_alone},
    Clash{"chain", "extend", steps_alone},
};

/// A word that says nothing unless another is there.
struct Need {
  std::string_view key;
  std::string_view other;
};

constexpr std::array needs{
    Need{"pause", "within"}, Need{"restart", "within"}, Need{"extend", "within"},
    Need{"chain", "within"}, Need{"deemed", "start"},
};

class Combinations {
 public:
  Combinations(text::Fields& fields, const Rule& rule)
      : fields_(fields), rule_(rule), kind_(rule.demand.kind), periodic_(rule.scope.kind == Scope::Kind::period) {}

  void check() {
    for (const auto& word : words) weigh(word);
    if (!fits(key_of(kind_))) return;  // what goes with a demand that has no meaning here has none either
    for (const auto& clash : clashes)
      if (fits(clash.key) && fits(clash.other)) refuse_both(clash.key, clash.other, clash.why);
    for (const auto& need : needs)
      if (fits(need.key) && !has(need.other)) refuse_without(need.key, quoted(need.other));
    check_keys();
    check_demand();
    if (has("roll")) check_roll();
    if (fits("during") && rule_.scope.every == time::SpanUnit::log)
      refuse_without("during", {"a period of the calendar: for-every: year", "日历上的期间：for-every: year"});
    if (fits("start") && !has("within") && !has("no-sooner-than"))
      refuse_without("start", {"'within' or 'no-sooner-than'", "“within”或“no-sooner-than”"});
  }

 private:
  bool has(std::string_view key) const { return fields_.has(key); }
  Kinds allowed(const Word& word) const { return periodic_ ? word.for_every : word.for_each; }
  /// Written, and not refused already.
  bool fits(std::string_view key) const {
    const auto word = std::find_if(words.begin(), words.end(), [&](const auto& known) { return known.key == key; });
    return has(key) && (allowed(*word) & only(kind_)) != 0;
  }
  std::string_view scope_key() const { return periodic_ ? "for-every" : "for-each"; }

  static Phrase quoted(std::string_view key) { return {fmt::format("'{}'", key), fmt::format("“{}”", key)}; }

  static Phrase names_of(Kinds kinds) {
    Phrase names;
    for (unsigned i = 0; i <= static_cast<unsigned>(Kind::require_attributes); ++i) {
      if ((kinds & (1U << i)) == 0) continue;
      const auto kind = static_cast<Kind>(i);
      const auto name = quoted(kind == Kind::gap ? "expect" : key_of(kind));
      names = names.empty() ? name : Phrase{names.english + ", " + name.english, names.chinese + "、" + name.chinese};
    }
    return names;
  }

  void weigh(const Word& word) {
    if (!has(word.key) || (allowed(word) & only(kind_)) != 0) return;
    if (word.key != key_of(kind_) && !fits(key_of(kind_))) return;
    const auto elsewhere = word.for_each | word.for_every;
    const bool scope_is_wrong = (elsewhere & only(kind_)) != 0 || allowed(word) == nothing;
    const auto other = scope_is_wrong ? scope_key() : key_of(kind_);
    auto& problem = refuse_both(word.key, other, {});
    if (scope_is_wrong)
      problem.with_help(text::phrase("'{}' goes with '{}'", "“{}”用于“{}”", word.key,
                                     std::string_view(periodic_ ? "for-each" : "for-every")));
    else
      problem.with_help({fmt::format("'{}' goes with {}", word.key, names_of(allowed(word)).english),
                         fmt::format("“{}”用于{}", word.key, names_of(allowed(word)).chinese)});
  }

  text::Diagnostic& refuse(std::string_view key, Phrase message) {
    return fields_.out().error(Code::unclear_rule, fields_.key_place(key), std::move(message));
  }
  text::Diagnostic& refuse_both(std::string_view key, std::string_view other, Phrase why) {
    return refuse(key, text::phrase("'{}' has no clear meaning with '{}'", "“{}”与“{}”搭配没有明确的意义", key, other))
        .with_help(std::move(why))
        .label(fields_.key_place(other), {"the other stands here", "另一个在这里"});
  }
  text::Diagnostic& refuse_without(std::string_view key, const Phrase& others) {
    return refuse(key, {fmt::format("'{}' has no meaning without {}", key, others.english),
                        fmt::format("“{}”缺少{}，没有意义", key, others.chinese)});
  }
  void missing(Phrase message, Phrase help = {}) {
    fields_.out().error(Code::missing_key, fields_.place(), std::move(message)).with_help(std::move(help));
  }

  /// What ties events to the trigger.
  void check_keys() {
    if (periodic_) return;
    if (rule_.scope.of && rule_.scope.kind == Scope::Kind::violation)
      refuse("of", {"the entity of a violation is that of its finding", "违规的主体就是原结论的主体"})
          .label(rule_.scope.trigger.place, {"one for each of these violations", "对这些违规逐一要求"});
    const auto looks_at_events = kind_ != Kind::reconcile || reads_events(*rule_.demand.reconcile);
    if (kind_ == Kind::reconcile && has("same") && !looks_at_events)
      refuse("same", {"'same' ties events to the trigger, but here only the trigger's own attributes are reckoned with",
                      "“same”把事件与触发事件对应起来，而这里只核算触发事件自身的属性"});
    const bool needed = ((of_order | only(Kind::ratio, Kind::reconcile)) & only(kind_)) != 0 && looks_at_events;
    if (needed && !has("same") && !has("of"))
      fields_.out()
          .error(Code::unclear_rule, rule_.place,
                 {"the rule does not say what ties a response to its trigger", "规则没有说明回应与触发事件凭什么对应"})
          .with_help({"name the attributes that both carry: same: [doc_no]; or same: [] when any response will do",
                      "请写出两者共有的属性：same: [doc_no]；任何回应都可以时写 same: []"});
  }
  static bool reads_events(const Reconciliation& reconcile) {
    return reconcile.with.kind == Aggregate::Kind::count || reconcile.with.kind == Aggregate::Kind::sum;
  }

  void check_demand() {
    switch (kind_) {
      case Kind::expect:
        return check_expect();
      case Kind::expect_before:
        for (const auto* word : {"in-order", "distinct"})
          if (has(word) && rule_.demand.events.size() == 1)
            refuse(word, text::phrase("'{}' compares steps, and here is one step only",
                                      "“{}”用于比较各步，而这里只有一步", std::string_view(word)));
        return;
      case Kind::forbid:
      case Kind::assert_that:
      case Kind::reconcile:
      case Kind::require_attributes:
        return;
      case Kind::count:
        return check_count();
      case Kind::gap:
        if (rule_.scope.every != time::SpanUnit::log)
          refuse_both(
              "gap", "for-every",
              {"gaps are looked for in the whole log: leave the period out", "间隔在整个台账期间内查找：请不写期间"});
        return;
      case Kind::ratio:
        if (!has("at-least") && !has("at-most"))
          missing({"'ratio' needs 'at-least' or 'at-most'", "“ratio”缺少“at-least”或“at-most”"},
                  {"such as at-least: 100%", "如 at-least: 100%"});
        return;
    }
  }

  void check_expect() {
    const auto& demand = rule_.demand;
    if (!periodic_ && !has("within") && !has("by") && !has("no-sooner-than"))
      missing({"'expect' with 'for-each' needs 'within', 'by' or 'no-sooner-than'",
               "“for-each”的“expect”缺少“within”“by”或“no-sooner-than”"});
    if (demand.all) {
      const Phrase one_each{"'all' asks for one of each", "“all”要求每项各一"};
      for (const auto* word : {"at-least", "distinct", "matching"})
        if (has(word))
          refuse(word, text::phrase("'{}' has no clear meaning with 'all'", "“{}”与“all”搭配没有明确的意义",
                                    std::string_view(word)))
              .with_help(one_each);
      if (fits("chain")) check_steps();
    } else {
      if (fits("chain")) refuse_without("chain", {"several steps: expect: {all: […]}", "若干步骤：expect: {all: […]}"});
      if (fits("distinct") && !has("at-least")) refuse_without("distinct", quoted("at-least"));
    }
  }

  /// One event would take two steps at once.
  void check_steps() {
    const auto alike = [](const EventPattern& a, const EventPattern& b) {
      if (a.where && b.where && a.where->text() != b.where->text()) return false;
      return a.any() || b.any() || std::any_of(a.types.begin(), a.types.end(), [&](const auto& type) {
               return std::find(b.types.begin(), b.types.end(), type) != b.types.end();
             });
    };
    const auto& steps = rule_.demand.events;
    for (std::size_t i = 0; i < steps.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (alike(steps[j], steps[i]))
          fields_.out()
              .error(Code::unclear_rule, steps[i].place,
                     {"one event could be two steps of the chain", "同一事件可以充当依次进行的两步"})
              .with_help({"tell the steps apart by their types or by different conditions",
                          "请用不同的事件类型或不同的条件区分各步"})
              .label(steps[j].place, {"the other step stands here", "另一步在这里"});
  }

  void check_count() {
    if (!has("at-least") && !has("at-most") && !has("exactly"))
      missing({"'count' needs 'at-least', 'at-most' or 'exactly'", "“count”缺少“at-least”“at-most”或“exactly”"});
    if (!periodic_ && !has("within") && !has("by") && (has("at-least") || has("exactly")))
      missing({"'count' with 'for-each' and a least number needs 'within' or 'by'",
               "“for-each”的“count”要求最少数目时，须有“within”或“by”"});
  }

  void check_roll() {
    if (fits("roll") && !has("within") && !has("by")) refuse_without("roll", {"'within' or 'by'", "“within”或“by”"});
  }

  text::Fields& fields_;
  const Rule& rule_;
  Kind kind_;
  bool periodic_;
};

bool has_demand(const text::Fields& fields) {
  for (const auto* key :
       {"expect", "expect-before", "forbid", "assert", "count", "ratio", "reconcile", "require-attributes"})
    if (fields.has(key)) return true;
  return false;
}

}  // namespace

void refuse_unclear_combinations(text::Fields& fields, const Rule& rule) {
  if (!has_demand(fields) || (!fields.has("for-each") && !fields.has("for-every"))) return;
  Combinations(fields, rule).check();
  refuse_unclear_limits(fields, rule);
}

}  // namespace shixian::rule
