// Lists of findings: violations, open ones, undetermined ones, waived ones. They share their columns.
#include <algorithm>
#include <cmath>

#include "check/evidence.hpp"
#include "check/overdue.hpp"
#include "log/place.hpp"
#include "report/baseline.hpp"
#include "report/entry.hpp"
#include "report/units.hpp"
#include "report/xlsx/filled_in.hpp"
#include "report/xlsx/link.hpp"
#include "report/xlsx/sheets.hpp"

namespace shixian::report::xlsx {

namespace {

using check::Finding;
using check::none;
using check::Verdict;
using text::Phrase;

enum class Field : std::uint8_t {
  number,
  verdict,
  change,
  severity,
  rule,
  title,
  citation,
  unit,
  subject,
  trigger_type,
  trigger_time,
  deadline,
  days_left,
  response_time,
  overdue,
  overdue_unit,
  reason,
  waived_from,
  waiver,
  waiver_reason,
  waiver_approver,
  waiver_approved,
  waiver_expires,
  file,
  sheet,
  cell,
  see_also,
  fill_in,
  fingerprint,
};

struct Place {
  Field field;
  Column column;
};

using Kind = Column::Kind;

const Place number{Field::number, {{"no.", "序号"}, 6}};
const Place verdict{Field::verdict, {{"verdict", "结论"}, 12}};
const Place change{Field::change, {{"since baseline", "较基线"}, 9}};
const Place severity{Field::severity, {{"severity", "级别"}, 8}};
const Place rule_id{Field::rule, {rule_column, 18}};
const Place title_of_rule{Field::title, {{"rule", "规则"}, 22}};
const Place citation{Field::citation, {{"basis", "依据"}, 26}};
const Place unit{Field::unit, {{"unit", "单位"}, 13}};
const Place subject{Field::subject, {{"what (entity · period · keys)", "对象（主体 · 期间 · 编号）"}, 18}};
const Place trigger_type{Field::trigger_type, {{"trigger", "触发事件"}, 14}};
const Place trigger_time{Field::trigger_time, {{"time of the trigger", "触发时间"}, 15.5}};
const Place deadline{Field::deadline, {{"deadline", "应办期限"}, 15.5}};
const Place days_left{Field::days_left, {{"days left", "剩余天数"}, 9}};
const Place response_time{Field::response_time, {{"time of the response", "实际时间"}, 15.5}};
const Place overdue{Field::overdue, {{"overdue", "超期"}, 9}};
const Place overdue_unit{Field::overdue_unit, {{"overdue in", "超期单位"}, 10}};
const Place reason{Field::reason, {{"reason", "说明"}, 24}};
const Place file{Field::file, {{"source file", "来源文件"}, 16}};
const Place sheet_of_file{Field::sheet, {{"sheet", "工作表"}, 8}};
const Place cell{Field::cell, {{"row or cell", "行或单元格"}, 8}};
const Place see_also{Field::see_also, {{"see also", "另见"}, 16}};
const Place fingerprint{Field::fingerprint, {fingerprint_column, 34, Kind::hidden, {}, false}};

class List {
 public:
  List(const Report& report, Book& book, const Phrase& name, std::vector<Place> places)
      : report_(report),
        book_(book),
        places_(std::move(places)),
        units_(report),
        links_(report),
        sheet_(Sheet::list(book, name, columns_of(places_))) {}

  void write(const Finding& finding) {
    const Entry entry = entry_of(report_, finding);
    sheet_.next_row();
    for (const auto& place : places_) write(place, finding, entry);
  }

  void end() { sheet_.end(); }

 private:
  static std::vector<Column> columns_of(const std::vector<Place>& places) {
    std::vector<Column> columns;
    for (const auto& place : places) columns.push_back(place.column);
    return columns;
  }

  const rule::Waiver& waiver_of(const Finding& finding) const { return report_.findings.waivers[finding.waiver]; }

  void write(const Place& place, const Finding& finding, const Entry& entry) {
    const auto& context = report_.findings.rules[finding.rule];
    const auto& rule = *context.rule;
    switch (place.field) {
      case Field::number:
        return sheet_.number(static_cast<double>(sheet_.rows()));
      case Field::verdict:
        return sheet_.text(entry.verdict, style_of(finding.verdict));
      case Field::change:
        return sheet_.text(entry.change);
      case Field::severity:
        return sheet_.text(book_.say(title(rule.severity)));
      case Field::rule:
        return sheet_.text(rule.id);
      case Field::title:
        return sheet_.text(book_.say(rule.title));
      case Field::citation:
        return sheet_.text(citation_of(report_, context));
      case Field::unit:
        return sheet_.text(units_.name_of(finding));
      case Field::subject:
        return sheet_.text(entry.subject);
      case Field::trigger_type:
        return sheet_.text(type_of(finding.trigger));
      case Field::trigger_time:
        return write_time(finding.trigger, context);
      case Field::deadline:
        return write_deadline(finding);
      case Field::days_left:
        return write_days_left(finding, context);
      case Field::response_time:
        return write_time(finding.response, context);
      case Field::overdue:
        return write_overdue(finding);
      case Field::overdue_unit:
        return write_overdue_unit(finding);
      case Field::reason:
        return write_reason(finding, entry);
      case Field::waived_from:
        return sheet_.text(book_.say(check::title(finding.judged())), style_of(finding.judged()));
      case Field::waiver:
        return sheet_.text(waiver_of(finding).id);
      case Field::waiver_reason:
        return sheet_.text(waiver_of(finding).reason);
      case Field::waiver_approver:
        return sheet_.text(waiver_of(finding).approved_by);
      case Field::waiver_approved:
        return sheet_.day(waiver_of(finding).approved_on);
      case Field::waiver_expires:
        return sheet_.day(waiver_of(finding).expires);
      case Field::file:
        return sheet_.text(has_site(finding) ? origin_of(finding).file : std::string());
      case Field::sheet:
        return sheet_.text(has_site(finding) ? origin_of(finding).sheet : std::string());
      case Field::cell:
        return write_cell(finding);
      case Field::see_also:
        return sheet_.text(other_place(finding));
      case Field::fill_in:
        return sheet_.blank(place.column.kind == Kind::fill_in_day ? Style::fill_in_day : Style::fill_in);
      case Field::fingerprint:
        return sheet_.text(check::fingerprint(finding, report_.findings, report_.log));
    }
  }

  static bool has_site(const Finding& finding) { return site_of(finding) != none; }
  const log::Origin& origin_of(const Finding& finding) const {
    return report_.log.events.origins()[report_.log.events.where(site_of(finding)).origin];
  }
  std::string type_of(std::uint32_t event) const {
    return event == none ? std::string() : report_.log.events.types().at(report_.log.events.type(event));
  }

  void write_time(std::uint32_t event, const check::RuleContext& context) {
    if (event == none) return sheet_.blank();
    sheet_.moment(context.pack->zone.shown(report_.log.events.moment(event)));
  }

  void write_deadline(const Finding& finding) {
    const auto latest = check::deadline(finding, report_.findings, report_.log);
    if (!latest) return sheet_.blank();
    sheet_.moment(*latest, finding.provisional);
  }

  /// Whole days from the as-of to the deadline, both as days of the pack's zone.
  void write_days_left(const Finding& finding, const check::RuleContext& context) {
    const auto latest = check::deadline(finding, report_.findings, report_.log);
    if (!latest) return sheet_.blank();
    const auto& zone = context.pack->zone;
    const auto as_of = context.judged_as_of(context.origin_of(finding, report_.log.events));
    sheet_.number(static_cast<double>((zone.day_of(latest->first) - zone.day_of(as_of)).count()));
  }

  void write_overdue(const Finding& finding) {
    const auto late = check::overdue(finding, report_.findings, report_.log);
    if (!late) return sheet_.blank();
    if (late->days) return sheet_.number(static_cast<double>(late->days->count));
    const auto length = length_in(*late).first;
    sheet_.number(length, length == std::floor(length) ? Style::number : Style::decimal);
  }

  void write_overdue_unit(const Finding& finding) {
    const auto late = check::overdue(finding, report_.findings, report_.log);
    if (!late) return sheet_.blank();
    auto name = late->days ? name_of_days(late->days->unit) : length_in(*late).second;
    if (late->at_least && finding.response != none) name = {name.english + " (at least)", name.chinese + "（至少）"};
    sheet_.text(book_.say(name));
  }

  static Phrase name_of_days(time::Unit days) {
    return days == time::Unit::working_days ? Phrase{"working days", "工作日"} : Phrase{"days", "日"};
  }

  /// Hours; what is shorter than one in minutes, or seconds.
  static std::pair<double, Phrase> length_in(const check::Overdue& late) {
    const auto seconds = static_cast<double>(late.length.count());
    if (seconds >= 3600) return {seconds / 3600, {"hours", "小时"}};
    if (seconds >= 60) return {seconds / 60, {"minutes", "分钟"}};
    return {seconds, {"seconds", "秒"}};
  }

  void write_reason(const Finding& finding, const Entry& entry) {
    std::vector<std::string> lines;
    if (!entry.reason.empty()) lines.push_back(entry.reason);
    if (const auto earliest = check::earliest_deadline(finding, report_.findings))
      lines.push_back(book_.say(
          text::phrase("the deadline is {} at the earliest", "应办期限最早为 {}", time::readable(*earliest))));
    if (finding.provisional)
      lines.push_back(book_.say({"?: the calendar does not cover these days; the deadline is provisional",
                                 "?：日历未覆盖这些日期，期限为暂定"}));
    sheet_.lines(lines);
  }

  void write_cell(const Finding& finding) {
    if (!has_site(finding)) return sheet_.blank();
    const auto& where = report_.log.events.where(site_of(finding));
    const auto& origin = origin_of(finding);
    const auto cell_name = log::cell_of(origin, where);
    sheet_.link(cell_name.empty() ? std::to_string(where.row) : cell_name, links_.to(where));
  }

  /// Where the other event of a finding stands that has two; within the same ledger by its row alone.
  std::string other_place(const Finding& finding) const {
    if (finding.trigger == none || finding.response == none) return {};
    const bool at_response = site_of(finding) == finding.response;
    const auto other = at_response ? finding.trigger : finding.response;
    const auto &site = report_.log.events.where(site_of(finding)), &where = report_.log.events.where(other);
    const auto& origin = report_.log.events.origins()[where.origin];
    const auto place =
        site.origin == where.origin ? book_.say(log::place_within(origin, where)) : place_of(report_, other);
    return book_.say(at_response ? text::phrase("trigger: {}", "触发事件：{}", place)
                                 : text::phrase("response: {}", "回应：{}", place));
  }

  const Report& report_;
  Book& book_;
  std::vector<Place> places_;
  Units units_;
  Links links_;
  Sheet sheet_;
};

std::vector<std::uint32_t> listed(const Report& report, bool (*wanted)(Verdict)) {
  auto all = by_weight(report);
  std::erase_if(all, [&](auto index) { return !wanted(report.findings.all[index].verdict); });
  return all;
}

/// What a waiver needs is for the screen: it would make the paper too small to read.
std::vector<Place> left_to_the_auditor() {
  const std::vector<Column> columns{{{"remedy", "整改措施"}, 20, Kind::fill_in},
                                    {{"person responsible", "责任人"}, 10, Kind::fill_in},
                                    {{"to be done by", "完成时限"}, 11, Kind::fill_in_day},
                                    {conclusion_column, 12, Kind::fill_in, conclusions},
                                    {reason_column, 22, Kind::fill_in, {}, false},
                                    {approver_column, 12, Kind::fill_in, {}, false},
                                    {approved_on_column, 12, Kind::fill_in_day, {}, false},
                                    {expires_column, 12, Kind::fill_in_day, {}, false}};
  std::vector<Place> places;
  for (const auto& column : columns) places.push_back({Field::fill_in, column});
  return places;
}

void add_change(const Report& report, std::vector<Place>& places) {
  if (report.comparison) places.insert(places.begin() + 2, change);
}

void add_source(std::vector<Place>& places) {
  for (const auto& place : {file, sheet_of_file, cell, see_also}) places.push_back(place);
}

void write_list(const Report& report, Book& book, const Phrase& name, const std::vector<Place>& places,
                const std::vector<std::uint32_t>& indices) {
  List list(report, book, name, places);
  for (const auto index : indices) list.write(report.findings.all[index]);
  list.end();
}

}  // namespace

void write_violations(const Report& report, Book& book) {
  std::vector<Place> places{number,   verdict,       severity, rule_id,      title_of_rule,
                            citation, unit,          subject,  trigger_type, trigger_time,
                            deadline, response_time, overdue,  overdue_unit, reason};
  add_change(report, places);
  add_source(places);
  for (const auto& place : left_to_the_auditor()) places.push_back(place);
  places.push_back(fingerprint);
  write_list(report, book, {"Violations", "违规明细"}, places, listed(report, check::is_violation));
}

void write_open(const Report& report, Book& book) {
  std::vector<Place> places{number,  verdict,  severity,  rule_id, title_of_rule, citation,    unit,
                            subject, deadline, days_left, reason,  trigger_type,  trigger_time};
  add_source(places);
  auto open = listed(report, [](Verdict one) { return one == Verdict::pending; });
  const auto due = [&](std::uint32_t index) {
    const auto latest = check::deadline(report.findings.all[index], report.findings, report.log);
    return latest ? latest->last : time::latest;
  };
  std::vector<std::pair<time::Instant, std::uint32_t>> soonest;
  for (const auto index : open) soonest.emplace_back(due(index), index);
  std::stable_sort(soonest.begin(), soonest.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (std::size_t i = 0; i < open.size(); ++i) open[i] = soonest[i].second;
  write_list(report, book, {"Open", "待办"}, places, open);
}

void write_undetermined(const Report& report, Book& book) {
  auto why = reason;
  why.column.title = {"why, and what would settle it", "原因，以及凭什么可以判定"};
  why.column.width = 50;
  std::vector<Place> places{number,  verdict, severity,     rule_id,      title_of_rule, citation,     unit,
                            subject, why,     trigger_type, trigger_time, deadline,      response_time};
  add_change(report, places);
  add_source(places);
  places.push_back(fingerprint);
  write_list(report, book, {"Undetermined", "无法判定"}, places,
             listed(report, [](Verdict one) { return one == Verdict::undetermined; }));
}

void write_waived(const Report& report, Book& book) {
  std::vector<Place> places{number,
                            verdict,
                            {Field::waived_from, {{"without the waiver", "若无豁免"}, 12}},
                            {Field::waiver, {{"waiver", "豁免编号"}, 16}},
                            {Field::waiver_reason, {reason_column, 30}},
                            {Field::waiver_approver, {approver_column, 14}},
                            {Field::waiver_approved, {approved_on_column, 12}},
                            {Field::waiver_expires, {expires_column, 12}},
                            severity,
                            rule_id,
                            title_of_rule,
                            citation,
                            unit,
                            subject,
                            trigger_type,
                            trigger_time,
                            deadline,
                            response_time,
                            overdue,
                            overdue_unit,
                            reason};
  add_change(report, places);
  add_source(places);
  places.push_back(fingerprint);
  write_list(report, book, {"Waived", "豁免"}, places,
             listed(report, [](Verdict one) { return one == Verdict::waived; }));
}

}  // namespace shixian::report::xlsx
