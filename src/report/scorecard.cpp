#include "report/scorecard.hpp"

#include <algorithm>
#include <map>

#include "check/evidence.hpp"
#include "report/as_of.hpp"
#include "report/entry.hpp"
#include "report/units.hpp"
#include "text/width.hpp"

namespace shixian::report {

using check::Finding;
using check::Verdict;

std::size_t Score::all() const {
  std::size_t number = 0;
  for (const auto count : verdicts) number += count;
  return number;
}

std::size_t Score::violated() const { return check::violations(verdicts); }

std::optional<double> Score::rate() const {
  const auto decided = met() + violated();
  if (decided == 0) return std::nullopt;
  return static_cast<double>(met()) / static_cast<double>(decided);
}

namespace {

/// The mean of the rates of rules, each with its weight, times 100; absent without rates.
std::optional<double> points_of(const std::vector<std::pair<double, Score>>& weighted) {
  double sum = 0, weights = 0;
  for (const auto& [weight, score] : weighted)
    if (const auto rate = score.rate()) {
      sum += weight * *rate;
      weights += weight;
    }
  if (weights <= 0) return std::nullopt;
  constexpr double full_marks = 100;
  return full_marks * sum / weights;
}

double weight_of(const rule::Rule& rule) {
  if (!rule.weight) return 1;
  double weight = static_cast<double>(rule.weight->value);
  for (int i = 0; i < rule.weight->scale; ++i) weight /= 10;
  return weight;
}

class Count {
 public:
  Count(const Report& report, int year) : report_(report), findings_(report.findings), units_(report) {
    card_.year = year;
    by_rule_.resize(findings_.rules.size());
  }

  Scorecard run() {
    for (const auto index : in_order_of_weight()) take(findings_.all[index], index);
    finish_rules();
    finish_units();
    return std::move(card_);
  }

 private:
  struct Years {
    Score now, before;
  };

  /// All findings, those that are not met by their gravity.
  std::vector<std::uint32_t> in_order_of_weight() const {
    auto order = by_weight(report_);
    for (std::uint32_t i = 0; i < findings_.all.size(); ++i)
      if (findings_.all[i].verdict == Verdict::met) order.push_back(i);
    return order;
  }

  /// Whether a stretch of the calendar names the obligation; the whole log does not.
  static bool is_named(const std::optional<time::Span>& period) {
    return period && period->unit != time::SpanUnit::log;
  }

  /// The day that says to which year and month a finding belongs: of its period, its trigger, its response or its
  /// deadline, whichever comes first in this order; nullopt where its time could not be read.
  std::optional<time::Day> day_of(const Finding& finding) const {
    const auto& zone = findings_.rules[finding.rule].pack->zone;
    const auto period = check::period(finding, findings_);
    constexpr std::chrono::days to_thursday{3};  // whose year is that of an ISO week
    if (is_named(period)) return period->unit == time::SpanUnit::week ? period->first + to_thursday : period->first;
    for (const auto event : {finding.trigger, finding.response}) {
      if (event == check::none) continue;
      const auto moment = report_.log.events.moment(event);
      if (!moment.known()) return std::nullopt;
      return zone.day_of(moment.first);
    }
    if (finding.reckoning != check::none) return zone.day_of(findings_.reckonings[finding.reckoning].deadline);
    if (period) return std::min(period->last, zone.day_of(findings_.as_of));
    return std::nullopt;
  }

  /// What is owed once for longer than a month belongs to none.
  bool is_of_a_month(const Finding& finding) const {
    const auto period = check::period(finding, findings_);
    constexpr std::chrono::days longest_month{30};  // between its first and last day
    if (is_named(period)) return period->last - period->first <= longest_month;
    return finding.trigger != check::none || finding.response != check::none;
  }

  void take(const Finding& finding, std::uint32_t index) {
    const auto day = day_of(finding);
    if (!day) {
      ++card_.undated;
      return;
    }
    const std::chrono::year_month_day date{*day};
    const int year = static_cast<int>(date.year());
    if (year != card_.year && year != card_.year - 1) {
      ++card_.other_years;
      return;
    }
    const bool now = year == card_.year;
    const auto verdict = static_cast<std::size_t>(finding.verdict);
    const auto count = [&](Years& years) { ++(now ? years.now : years.before).verdicts[verdict]; };
    count(all_);
    count(by_rule_[finding.rule]);
    auto& unit = by_unit_[units_.name_of(finding)];
    unit.resize(findings_.rules.size());
    count(unit[finding.rule]);
    if (!now) return;
    if (is_of_a_month(finding))
      ++card_.months[static_cast<unsigned>(date.month()) - 1].verdicts[verdict];
    else
      ++card_.whole_year.verdicts[verdict];
    if (check::is_violation(finding.verdict) || finding.verdict == Verdict::undetermined)
      card_.to_put_right.push_back(index);
  }

  void finish_rules() {
    std::vector<std::pair<double, Score>> now, before;
    for (std::size_t i = 0; i < by_rule_.size(); ++i) {
      const auto& rule = *findings_.rules[i].rule;
      const auto weight = weight_of(rule);
      now.emplace_back(weight, by_rule_[i].now);
      before.emplace_back(weight, by_rule_[i].before);
      if (by_rule_[i].now.all() + by_rule_[i].before.all() == 0) continue;
      card_.rules.push_back({rule.id, by_rule_[i].now, by_rule_[i].before, {}, {}});
      card_.weights.push_back(weight);
    }
    card_.now = all_.now;
    card_.before = all_.before;
    card_.points = points_of(now);
    card_.points_before = points_of(before);
  }

  void finish_units() {
    for (const auto& [name, rules] : by_unit_) {
      Line line{name, {}, {}, {}, {}};
      std::vector<std::pair<double, Score>> now, before;
      for (std::size_t i = 0; i < rules.size(); ++i) {
        const auto weight = weight_of(*findings_.rules[i].rule);
        now.emplace_back(weight, rules[i].now);
        before.emplace_back(weight, rules[i].before);
        for (std::size_t v = 0; v < check::verdict_count; ++v) {
          line.now.verdicts[v] += rules[i].now.verdicts[v];
          line.before.verdicts[v] += rules[i].before.verdicts[v];
        }
      }
      line.points = points_of(now);
      line.points_before = points_of(before);
      card_.units.push_back(std::move(line));
    }
    std::stable_sort(card_.units.begin(), card_.units.end(),
                     [](const Line& a, const Line& b) { return a.points.value_or(-1) > b.points.value_or(-1); });
  }

  const Report& report_;
  const check::Findings& findings_;
  const Units units_;
  Scorecard card_;
  Years all_;
  std::vector<Years> by_rule_;
  std::map<std::string, std::vector<Years>> by_unit_;
};

}  // namespace

namespace {

using text::Phrase;

class Writer {
 public:
  Writer(const Report& report, const Scorecard& card) : report_(report), card_(card) {
    made_.language = report.language;
    made_.colour = report.colour;
    made_.as_of = report.findings.as_of;
  }

  Listings write(std::size_t most) {
    write_title();
    made_.tables.push_back(by_unit());
    made_.tables.push_back(by_rule());
    made_.tables.push_back(by_month());
    made_.tables.push_back(to_put_right(most));
    return std::move(made_);
  }

 private:
  std::string say(const Phrase& phrase) const { return phrase.in(report_.language); }

  void write_title() {
    made_.title = text::phrase("scorecard of {}", "{} 年度考核", card_.year);
    const auto points = shown(points_cell(card_.points)), before = shown(points_cell(card_.points_before));
    const auto rate = shown(share_cell(card_.now.rate())), rate_before = shown(share_cell(card_.before.rate()));
    made_.facts.push_back(text::phrase("points {} of 100 ({}: {}); done in time {} ({}: {})",
                                       "得分 {}（满分 100；{} 年：{}）；按期率 {}（{} 年：{}）", points, card_.year - 1,
                                       before, rate, card_.year - 1, rate_before));
    std::string english, chinese;
    for (std::size_t i = 0; i < check::verdict_count; ++i) {
      const auto verdict = static_cast<Verdict>(i);
      english += fmt::format("{}{} {}", i ? " · " : "", check::title(verdict).english, card_.now.of(verdict));
      chinese += fmt::format("{}{} {}", i ? " · " : "", check::title(verdict).chinese, card_.now.of(verdict));
    }
    made_.facts.push_back({english, chinese});
    if (!report_.findings.rules.empty()) {
      const auto& zone = report_.findings.rules.front().pack->zone;
      const auto as_of = as_of_text(report_.findings.as_of, zone);
      made_.facts.push_back(text::phrase("as of {0}, days of {1}", "统计截止 {2}，按 {1} 的日期计算", as_of.english,
                                         zone.name(), as_of.chinese));
    }
    if (!report_.complete())
      made_.facts.push_back({"The scorecard is incomplete: part of the input could not be read, or no rule reads it.",
                             "考核不完整：部分输入无法读取，或没有规则涉及。"});
    if (card_.other_years > 0)
      made_.facts.push_back({fmt::format("obligations of other years, not counted: {}", card_.other_years),
                             fmt::format("其他年度的义务，不计：{} 项", card_.other_years)});
    if (card_.undated > 0)
      made_.facts.push_back({fmt::format("obligations of an unknown date, not counted: {}", card_.undated),
                             fmt::format("日期不明的义务，不计：{} 项", card_.undated)});
    made_.facts.push_back(
        {"in time: met of those met or violated; what is waived, undetermined or open does not count. "
         "Points: the mean of the rules' rates by their weights.",
         "按期率：已履行占已履行与违规之和的比例；已豁免、无法判定和待办的不计。得分：各规则按期率按权重加权平均。"});
  }

  static std::vector<Phrase> counts_header() {
    return {{"obligations", "义务"}, {"in time", "按期"},          {"violated", "违规"},
            {"waived", "已豁免"},    {"undetermined", "无法判定"}, {"open", "待办"}};
  }

  static void add_counts(std::vector<ListingCell>& row, const Score& score) {
    row.push_back(count_cell(score.all()));
    row.push_back(count_cell(score.met()));
    row.push_back(count_cell(score.violated()));
    for (const auto verdict : {Verdict::waived, Verdict::undetermined, Verdict::pending})
      row.push_back(count_cell(score.of(verdict)));
  }

  static void append(std::vector<Phrase>& header, std::vector<Phrase> more) {
    header.insert(header.end(), more.begin(), more.end());
  }

  Phrase of_year(int year, const Phrase& what) const {
    return text::phrase("{1} {0}", "{0} 年{2}", year, what.english, what.chinese);
  }

  Listing by_unit() const {
    Listing made;
    made.title = made.sheet = {"by unit", "按单位"};
    made.header = {{"unit", "单位"},
                   of_year(card_.year, {"points", "得分"}),
                   of_year(card_.year - 1, {"points", "得分"}),
                   {"rate", "按期率"}};
    append(made.header, counts_header());
    for (const auto& line : card_.units) {
      std::vector<ListingCell> row{text_cell(line.name.empty() ? say({"(no unit named)", "（未写明）"}) : line.name),
                                   points_cell(line.points), points_cell(line.points_before),
                                   share_cell(line.now.rate())};
      add_counts(row, line.now);
      made.rows.push_back(std::move(row));
    }
    made.notes.push_back(
        {"The unit is whom the duty is for; else what the ledger names as the unit; else the owner of "
         "the rule.",
         "单位：义务的对象；否则为台账所写的单位；再否则为规则的责任单位。"});
    return made;
  }

  Listing by_rule() const {
    Listing made;
    made.title = made.sheet = {"by rule", "按规则"};
    made.header = {{"rule", "规则"},
                   {"duty", "职责"},
                   {"weight", "权重"},
                   of_year(card_.year, {"rate", "按期率"}),
                   of_year(card_.year - 1, {"rate", "按期率"})};
    append(made.header, counts_header());
    for (std::size_t i = 0; i < card_.rules.size(); ++i) {
      const auto& line = card_.rules[i];
      const auto found = std::find_if(report_.findings.rules.begin(), report_.findings.rules.end(),
                                      [&](const check::RuleContext& one) { return one.rule->id == line.name; });
      std::vector<ListingCell> row{text_cell(line.name), text_cell(text::shorten(say(found->rule->title), 50)),
                                   text_cell(fmt::format("{:g}", card_.weights[i])), share_cell(line.now.rate()),
                                   share_cell(line.before.rate())};
      add_counts(row, line.now);
      made.rows.push_back(std::move(row));
    }
    return made;
  }

  Listing by_month() const {
    Listing made;
    made.title = made.sheet = {"by month", "按月份"};
    made.header = {{"month", "月份"}, {"rate", "按期率"}};
    append(made.header, counts_header());
    const auto add = [&](std::string name, const Score& score) {
      std::vector<ListingCell> row{text_cell(std::move(name)), share_cell(score.rate())};
      add_counts(row, score);
      made.rows.push_back(std::move(row));
    };
    for (unsigned month = 1; month <= card_.months.size(); ++month)
      if (card_.months[month - 1].all() > 0) add(fmt::format("{}-{:02}", card_.year, month), card_.months[month - 1]);
    if (card_.whole_year.all() > 0) add(say({"longer periods", "按季、半年、年"}), card_.whole_year);
    made.notes.push_back(
        {"The month is that of the trigger, or of the period owed for.", "月份：触发事件所在月，或义务所属的月。"});
    return made;
  }

  Listing to_put_right(std::size_t most) const {
    Listing made;
    made.title = text::phrase("to put right: {}", "需整改、核实：{}", card_.to_put_right.size());
    made.sheet = {"to put right", "需整改、核实"};
    made.remarks = true;
    made.header = {{"verdict", "结论"},  {"severity", "级别"}, {"unit", "单位"},  {"rule", "规则"},  {"what", "对象"},
                   {"deadline", "截止"}, {"overdue", "逾期"},  {"where", "出处"}, {"reason", "说明"}};
    const Units units(report_);
    for (std::size_t i = 0; i < std::min(most, card_.to_put_right.size()); ++i) {
      const auto& finding = report_.findings.all[card_.to_put_right[i]];
      const auto& rule = *report_.findings.rules[finding.rule].rule;
      const auto entry = entry_of(report_, finding);
      made.rows.push_back({text_cell(entry.verdict), text_cell(say(title(rule.severity))),
                           text_cell(units.name_of(finding)), text_cell(rule.id), text_cell(entry.subject),
                           text_cell(entry.deadline), text_cell(entry.overdue), text_cell(entry.place),
                           text_cell(entry.reason)});
    }
    if (card_.to_put_right.size() > most)
      made.notes.push_back(text::phrase("… and {} more; 'shixian check' lists all", "……另有 {} 项，见“shixian check”",
                                        card_.to_put_right.size() - most));
    return made;
  }

  const Report& report_;
  const Scorecard& card_;
  Listings made_;
};

}  // namespace

Listings listings_of(const Report& report, const Scorecard& card, std::size_t most) {
  return Writer(report, card).write(most);
}

Scorecard scorecard(const Report& report, int year) { return Count(report, year).run(); }

}  // namespace shixian::report
