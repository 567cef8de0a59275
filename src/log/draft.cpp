#include "log/draft.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "log/cell.hpp"
#include "log/quoted.hpp"

namespace shixian::log {

namespace {

using text::Phrase;

bool ends_in(const std::string& name, std::string_view ending) {
  return name.size() > ending.size() && name.ends_with(ending);
}

bool contains(const std::string& name, std::string_view part) { return name.find(part) != name.npos; }

std::string lower(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return name;
}

/// Whether the name of a column says that it holds times.
bool named_as_time(const std::string& name) {
  const auto low = lower(name);
  for (const auto* part : {"时间", "日期", "date", "time"})
    if (contains(low, part)) return true;
  return ends_in(name, "日") || ends_in(low, "_at");
}

bool named_as_event(const std::string& name) {
  const auto low = lower(name);
  constexpr std::array words{"事件",  "环节",     "活动",   "节点", "步骤", "操作",
                             "event", "activity", "action", "step", "stage"};
  return low == "concept:name" ||
         std::any_of(words.begin(), words.end(), [&](const auto* w) { return contains(low, w); });
}

/// 印发时间 → 印发; reply_date → reply.
std::string event_of(const std::string& column) {
  for (const auto* ending :
       {"的时间", "的日期", "时间", "日期", "时刻", "日", "_date", "_time", "_at", " date", " time"})
    if (ends_in(column, ending)) return column.substr(0, column.size() - std::string_view(ending).size());
  return column;
}

enum class Reading { none, times, day_first, month_first, either_order, serials, digits };

/// How nearly all cells of a column are read as times, marks that mean nothing left aside.
Reading reading_of(const ColumnSurvey& column) {
  std::uint64_t marks = 0;
  for (const auto& [mark, count] : column.marks) marks += count;
  const auto rest = column.filled - std::min(marks, column.filled);
  if (rest == 0) return Reading::none;
  const auto most = [&](std::uint64_t count) { return count > 0 && count * 10 >= rest * 8; };
  const bool named = named_as_time(column.name);
  if (most(column.times)) return column.digits_alone == column.times && !named ? Reading::digits : Reading::times;
  if (most(column.day_first) && column.day_first == column.month_first) return Reading::either_order;
  if (most(column.day_first) && column.day_first > column.month_first) return Reading::day_first;
  if (most(column.month_first) && column.month_first > column.day_first) return Reading::month_first;
  return most(column.serials) && named ? Reading::serials : Reading::none;
}

bool usable(Reading reading) {
  return reading == Reading::times || reading == Reading::day_first || reading == Reading::month_first ||
         reading == Reading::serials;
}

class Draft {
 public:
  Draft(const Survey& survey, text::Language language) : survey_(survey), language_(language) {
    for (const auto& column : survey.columns)
      readings_.push_back(column.name.empty() ? Reading::none : reading_of(column));
    settle_order();
    choose_event_column();
  }

  std::string write(const std::string& file) {
    comment(
        text::phrase("A first mapping of {}, written by 'shixian mapping init': confirm every line before you use it.",
                     "“{}”的映射初稿，由 shixian mapping init 写成：请逐行核对后再用。", file));
    comment(survey_.sampled ? text::phrase("{0}; the first {2} rows were looked at", "{1}；看了前 {2} 行",
                                           survey_.description.english, survey_.description.chinese, survey_.rows)
                            : text::phrase("{0}; rows: {2}", "{1}；{2} 行", survey_.description.english,
                                           survey_.description.chinese, survey_.rows));
    line("shixian-log: 1");
    line("files: [" + in_quotes(file) + "]");
    write_sheet();
    line("time-zone: Asia/Shanghai",
         {"of times without an offset of their own: confirm", "未写时差的时间所在的时区，请确认"});
    comment(
        {"covers: {from: 2020-01-01, to: 2020-12-31}   the days for which the ledger holds all there is: write them "
         "in, so that silence counts",
         "covers: {from: 2020-01-01, to: 2020-12-31}   台账在哪段时间内是完整的：写上后，没有记录才算未履行"});
    write_reading();
    write_attributes();
    write_events();
    return std::move(made_);
  }

 private:
  std::string say(const Phrase& phrase) const { return phrase.in(language_); }
  void line(const std::string& text) { made_ += text + "\n"; }
  void line(const std::string& text, const Phrase& remark) { made_ += text + "   # " + say(remark) + "\n"; }
  void comment(const Phrase& text) { made_ += "# " + say(text) + "\n"; }

  /// A column whose order of day and month cannot be told follows one of which it can.
  void settle_order() {
    for (const auto reading : readings_)
      if (reading == Reading::day_first || reading == Reading::month_first) order_ = reading;
    if (order_ != Reading::none) std::replace(readings_.begin(), readings_.end(), Reading::either_order, order_);
  }

  void choose_event_column() {
    if (std::count_if(readings_.begin(), readings_.end(), &usable) == 0) return;
    constexpr std::size_t most_types = 50;
    std::size_t times = 0;
    for (std::size_t i = 0; i < readings_.size(); ++i)
      if (usable(readings_[i])) ++times, time_ = i;
    for (std::size_t i = 0; i < readings_.size(); ++i)
      if (survey_.columns[i].name == "time:timestamp") times = 1, time_ = i;
    if (times != 1) return;
    for (std::size_t i = 0; i < survey_.columns.size(); ++i) {
      const auto& column = survey_.columns[i];
      if (i != time_ && named_as_event(column.name) && column.values.size() <= most_types &&
          column.values.size() < column.filled)
        event_ = i;
    }
  }

  void write_sheet() {
    if (survey_.other_sheets.empty()) return;
    line("sheet: " + in_quotes(survey_.sheet), text::phrase("the workbook has these too: {}", "工作簿中还有：{}",
                                                            fmt::format("{}", fmt::join(survey_.other_sheets, ", "))));
  }

  /// What holds for all columns of times: the order of day and month, serial numbers, marks.
  void write_reading() {
    std::vector<std::string> marks;
    for (std::size_t i = 0; i < readings_.size(); ++i) {
      const auto& column = survey_.columns[i];
      if (readings_[i] == Reading::serials) serials_ = true;
      if (usable(readings_[i]))
        for (const auto& [mark, count] : column.marks)
          if (std::find(marks.begin(), marks.end(), mark) == marks.end()) marks.push_back(mark);
    }
    if (order_ == Reading::day_first) line("date-order: day-month-year", {"some day is above 12", "有的日大于 12"});
    if (order_ == Reading::month_first) line("date-order: month-day-year", {"some day is above 12", "有的日大于 12"});
    if (serials_) line("excel-serials: true", {"numbers that a spreadsheet counts days by", "表格软件计日的数字"});
    if (marks.empty()) return;
    std::vector<std::string> quoted;
    for (const auto& mark : marks) quoted.push_back(in_quotes(mark));
    line(fmt::format("empty: [{}]", fmt::join(quoted, ", ")),
         {"stand in columns of times; confirm that they mean nothing", "出现在时间列中，请确认表示没有"});
  }

  void write_attributes() {
    line("attributes:");
    bool any = false;
    for (std::size_t i = 0; i < survey_.columns.size(); ++i) {
      const auto& column = survey_.columns[i];
      if (usable(readings_[i]) || column.name.empty() || i == event_) continue;
      constexpr std::uint64_t long_text = 60;
      const auto entry = fmt::format("{0}: {0}", in_quotes(column.name));
      const auto& about = about_attribute(column, readings_[i]);
      if (column.filled > 0 && column.characters / column.filled > long_text)
        line("  # " + entry, {"long texts: left out", "长文字，未列入"});
      else
        line("  " + entry, about), any = true;
    }
    if (!any) line("  {}");
  }

  Phrase about_attribute(const ColumnSurvey& column, Reading reading) const {
    if (column.filled == 0) return {"empty in every row", "各行都是空的"};
    if (reading == Reading::digits)
      return text::phrase("such as {}: numbers, or dates? If dates, make it an event",
                          "如 {}：是编号还是日期？如是日期，请列为事件", column.first);
    if (reading == Reading::either_order)
      return text::phrase(
          "such as {}: times whose order of day and month cannot be told; write date-order: "
          "day-month-year or month-day-year, and make it an event",
          "如 {}：日与月的先后无法判断；请写 date-order: 日月年 或 月日年，再列为事件", column.first);
    if (column.tells_rows_apart(survey_.rows))
      return text::phrase("different in every row, such as {}: may tell cases apart (same: in rules)",
                          "每行各不相同，如 {}：可用来区分案件（规则中的 same）", column.first);
    constexpr std::size_t few = 8;
    if (column.values.size() > few) return text::phrase("such as {}", "如 {}", column.first);
    std::vector<std::string> values(column.values.begin(), column.values.end());
    std::sort(values.begin(), values.end());
    for (auto& value : values) value = excerpt(value, 20);
    return text::phrase("different values: {0} ({1})", "{0} 种取值：{2}", values.size(),
                        fmt::format("{}", fmt::join(values, ", ")), fmt::format("{}", fmt::join(values, "、")));
  }

  void write_events() {
    if (event_ < survey_.columns.size()) return write_long();
    const bool any = std::any_of(readings_.begin(), readings_.end(), &usable);
    if (!any) {
      comment({"No column was recognised as holding times. Name one for each event:",
               "没有认出时间列。请为每种事件写明一列："});
      comment({"events: [{type: EVENT, time: COLUMN}]", "events: [{type: 事件, time: 列名}]"});
      return;
    }
    line("events:");
    for (std::size_t i = 0; i < readings_.size(); ++i)
      if (usable(readings_[i]))
        line(fmt::format("- {{type: {}, time: {}}}", in_quotes(event_of(survey_.columns[i].name)),
                         in_quotes(survey_.columns[i].name)),
             about_time(survey_.columns[i], readings_[i]));
  }

  void write_long() {
    const auto& column = survey_.columns[event_];
    std::vector<std::string> values(column.values.begin(), column.values.end());
    std::sort(values.begin(), values.end());
    line("event: " + in_quotes(column.name),
         text::phrase("each row is one event; types: {0} ({1})", "每行一个事件；{0} 种：{2}", values.size(),
                      excerpt(fmt::format("{}", fmt::join(values, ", "))),
                      excerpt(fmt::format("{}", fmt::join(values, "、")))));
    line("time: " + in_quotes(survey_.columns[time_].name), about_time(survey_.columns[time_], readings_[time_]));
  }

  Phrase about_time(const ColumnSurvey& column, Reading reading) const {
    const auto read = reading == Reading::serials       ? column.serials
                      : reading == Reading::day_first   ? column.day_first
                      : reading == Reading::month_first ? column.month_first
                                                        : column.times;
    if (read >= column.filled) return text::phrase("times: {}, such as {}", "{} 个时间，如 {}", read, column.first);
    return text::phrase("times: {0}; not read: {1}, the first '{2}'",
                        "{0} 个时间；不能读作时间的 {1} 个，最前一个是“{2}”", read, column.filled - read,
                        column.first_unread);
  }

  const Survey& survey_;
  text::Language language_;
  std::vector<Reading> readings_;
  std::size_t event_ = static_cast<std::size_t>(-1), time_ = 0;
  Reading order_ = Reading::none;
  bool serials_ = false;
  std::string made_;
};

}  // namespace

std::string draft(const Survey& survey, const std::string& file, text::Language language) {
  return Draft(survey, language).write(file);
}

}  // namespace shixian::log
