#include "log/draft/draft.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <tuple>

#include "log/draft/column_names.hpp"
#include "log/draft/guess.hpp"
#include "log/mapping/columns.hpp"
#include "log/mapping/quoted.hpp"
#include "log/rows/cell.hpp"
#include "time/written.hpp"

namespace shixian::log {

namespace {

using text::Phrase;

/// On one line, as a comment of YAML must be.
std::string in_comment(std::string text) {
  for (const std::string_view other : {"\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"})
    for (auto at = text.find(other); at != text.npos; at = text.find(other, at)) text.replace(at, other.size(), " ");
  std::replace_if(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  return text;
}

std::string all_in_quotes(const std::vector<std::string>& texts) {
  std::vector<std::string> quoted;
  for (const auto& text : texts) quoted.push_back(in_quotes(text));
  return fmt::format("{}", fmt::join(quoted, ", "));
}

std::vector<std::string> sorted_values(const ColumnSurvey& column) {
  std::vector<std::string> values(column.values.begin(), column.values.end());
  std::sort(values.begin(), values.end());
  return values;
}

/// Some of a list, for a comment.
Phrase listed(const std::vector<std::string>& texts) {
  constexpr std::size_t most = 8, longest = 20;
  std::vector<std::string> some;
  for (std::size_t i = 0; i < std::min(texts.size(), most); ++i) some.push_back(excerpt(texts[i], longest));
  if (texts.size() > most) some.emplace_back("…");
  return {fmt::format("{}", fmt::join(some, ", ")), fmt::format("{}", fmt::join(some, "、"))};
}

/// Whether it is a time of day without a day.
bool is_clock(const std::string& cell) {
  Phrase why;
  return time::read_time("2020-06-18 " + cell, time::Zone::utc(), {}, why).has_value();
}

class Draft {
 public:
  Draft(const Survey& survey, text::Language language) : survey_(survey), guess_(guess(survey)), language_(language) {}

  Drafted write(const std::string& file) {
    const auto [missing, remedy] = lacks();
    const auto name = file == "-" ? say({"standard input", "标准输入"}) : file;
    comment(
        text::phrase("A first mapping of {}, written by 'shixian mapping init': confirm every line before you use it.",
                     "“{}”的映射初稿，由 shixian mapping init 写成：请逐行核对后再用。", name));
    comment(survey_.sampled ? text::phrase("{0}; the first {2} rows were looked at", "{1}；看了前 {2} 行",
                                           survey_.description.english, survey_.description.chinese, survey_.rows)
                            : text::phrase("{0}; rows: {2}", "{1}；{2} 行", survey_.description.english,
                                           survey_.description.chinese, survey_.rows));
    if (!missing.empty())
      comment({fmt::format("INCOMPLETE: {}. To mend it: {}", missing.english, remedy.english),
               fmt::format("尚不完整：{}。{}", missing.chinese, remedy.chinese)});
    line("shixian-log: 1");
    write_source(file);
    write_header();
    line("time-zone: Asia/Shanghai",
         {"of times without an offset of their own: confirm", "未写时差的时间所在的时区，请确认"});
    comment(
        {"covers: {from: 2020-01-01, to: 2020-12-31}   if the ledger is complete for some of the time only, write for "
         "which: nothing is missing outside of it then; without this line whatever is not recorded is",
         "covers: {from: 2020-01-01, to: 2020-12-31}   "
         "如果台账只在一段时间内是完整的，请写明：其外没有记录的不算未履行；不写这一行，任何时候没有记录都算未履行"});
    write_reading();
    write_attributes();
    write_recording();
    comment({"Types of events must be those that the rule pack names: 'shixian explain -r PACK' shows them.",
             "事件类型须与规则包所用的一致，可用 shixian explain -r 规则包 查看。"});
    if (guess_.is_long)
      write_long();
    else
      write_wide();
    return {std::move(made_), missing, remedy};
  }

 private:
  std::string say(const Phrase& phrase) const { return in_comment(phrase.in(language_)); }
  void line(const std::string& text) { made_ += text + "\n"; }
  void line(const std::string& text, const Phrase& remark) { made_ += text + "   # " + say(remark) + "\n"; }
  void comment(const Phrase& text) { made_ += "# " + say(text) + "\n"; }

  struct Lack {
    Phrase what, remedy;
  };

  Lack lacks() const {
    if (guess_.has_times()) return {};
    std::vector<std::string> names;
    for (std::size_t i = 0; i < survey_.columns.size(); ++i) {
      const auto& [column, guessed] = std::tie(survey_.columns[i], guess_.columns[i]);
      names.push_back(column.name);
      const bool unusable = guessed.role == Role::no_name || guessed.role == Role::same_name;
      if (unusable && (guessed.way || guessed.two_orders))
        return {
            text::phrase("column {} holds times, but has no name of its own in the header ('{}')",
                         "第 {} 列是时间，但在标题行中没有自己的列名（“{}”）", i + 1, column.name),
            {"give the columns different names in the ledger; if the header has more lines, say which: --header 2-3",
             "请在台账中给各列起不同的名字；如果标题行不止一行，请用 --header 写明，如 --header 2-3"}};
      if (guessed.two_orders)
        return {text::phrase("dates such as {} of '{}' can be read in two ways", "“{1}”中 {0} 这样的日期有两种读法",
                             column.first, column.name),
                {"write date-order in the draft, and take the '#' off its events",
                 "请在初稿中写明 date-order，并去掉各事件前的“#”"}};
    }
    const auto list = Columns::list(names);
    return {
        text::phrase("no column was recognised as holding times; {0}", "没有认出时间列；{1}", list.english,
                     list.chinese),
        {"write the events at the end of the draft; if the header stands elsewhere, say where: --header ROW; another "
         "sheet: --sheet NAME",
         "请在初稿末尾写明各事件；如果标题行找错了，请用 --header 写明行号；另选工作表请用 --sheet"}};
  }

  void write_source(const std::string& file) {
    if (file == "-")
      comment({"files: [LEDGER]   it was read from standard input: name the file, or give it in the command",
               "files: [台账]   读自标准输入：请写明文件，或在命令中给出"});
    else
      line("files: [" + in_quotes(file) + "]");
    const auto& said = survey_.said;
    if (!said.query.empty()) line("query: " + in_quotes(said.query));
    if (!said.encoding.empty()) line("encoding: " + said.encoding);
    if (!said.separator.empty()) line("separator: " + said.separator);
    if (!said.sheet.empty())
      line("sheet: " + in_quotes(said.sheet));
    else if (!survey_.other_sheets.empty())
      line("sheet: " + in_quotes(survey_.sheet), about_sheets());
  }

  Phrase about_sheets() const {
    const auto& like = survey_.like_sheets;
    auto about = text::phrase("the workbook has these too: {}", "工作簿中还有：{}",
                              fmt::format("{}", fmt::join(survey_.other_sheets, ", ")));
    if (like.empty()) return about;
    auto all = like;
    all.insert(all.begin(), survey_.sheet);
    return text::phrase("{0}; for all that have these columns: [{2}]", "{1}；列相同的各表都要读请写：[{2}]",
                        about.english, about.chinese, all_in_quotes(all));
  }

  void write_header() {
    const auto& [first, lines] = survey_.header;
    const auto key =
        lines > 1 ? fmt::format("header: {{row: {}, lines: {}}}", first, lines) : fmt::format("header: {}", first);
    if (survey_.said.header.first > 0 || !survey_.header_is_found)
      line(key);
    else if (first > 1 || lines > 1)
      comment({key + "   found by the names of the columns; write it where that goes wrong",
               key + "   按列名找到；如找错，请写上这一行"});
    if (!survey_.skip_rows.empty())
      line(fmt::format("skip-rows: [{}]", all_in_quotes(survey_.skip_rows)),
           {"rows that seem to be totals or notes: confirm", "看来是合计、注释之类的行，请确认"});
  }

  /// What holds for all columns of times: the order of day and month, serial numbers, marks.
  void write_reading() {
    if (guess_.order == Way::day_first) line("date-order: day-month-year", {"some day is above 12", "有的日大于 12"});
    if (guess_.order == Way::month_first) line("date-order: month-day-year", {"some day is above 12", "有的日大于 12"});
    const bool open =
        std::any_of(guess_.columns.begin(), guess_.columns.end(), [](const auto& c) { return c.two_orders; });
    if (open)
      comment({"date-order: day-month-year   or month-day-year: no date tells which",
               "date-order: day-month-year   或 month-day-year：各日期都看不出"});
    if (guess_.serials)
      line("excel-serials: true", {"numbers that a spreadsheet counts days by", "表格软件计日的数字"});
    if (guess_.epoch) line("epoch: true", {"numbers that count from 1970", "自 1970 年起计的数字"});
    std::vector<std::string> marks, columns;
    for (std::size_t i = 0; i < survey_.columns.size(); ++i) {
      if (!passes_over_marks(i) || survey_.columns[i].marks.empty()) continue;
      columns.push_back(survey_.columns[i].name);
      for (const auto& [mark, count] : survey_.columns[i].marks)
        if (std::find(marks.begin(), marks.end(), mark) == marks.end()) marks.push_back(mark);
    }
    if (marks.empty()) return;
    const auto in = listed(columns);
    line(fmt::format("empty: [{}]", all_in_quotes(marks)),
         text::phrase("stand where times are expected ({0}); this makes them mean nothing in every column: confirm",
                      "出现在应填时间处（{1}）；这样写，在各列中都表示没有，请确认", in.english, in.chinese));
  }

  /// An event of a row of its own happened, whatever stands where its time should.
  bool passes_over_marks(std::size_t number) const {
    const auto role = guess_.columns[number].role;
    return role == Role::recorded || (role == Role::time && !guess_.is_long);
  }

  void write_attributes() {
    std::string kept;
    std::swap(kept, made_);
    bool any = false;
    for (std::size_t i = 0; i < survey_.columns.size(); ++i) any = write_attribute(i) || any;
    std::swap(kept, made_);
    line(any ? "attributes:" : "attributes: {}");
    made_ += kept;
  }

  /// Whether it is one, and not a comment.
  bool write_attribute(std::size_t number) {
    const auto& column = survey_.columns[number];
    const auto entry = fmt::format("{0}: {0}", in_quotes(column.name));
    switch (guess_.columns[number].role) {
      case Role::attribute:
        return line("  " + entry, about_attribute(number)), true;
      case Role::left_out:
        line("  # " + entry, {"long texts: left out", "长文字，未列入"});
        break;
      case Role::no_name:
        if (column.filled > 0)
          line("  # " + say(text::phrase("column {0} has no name: write one in the ledger's header to use it ({1})",
                                         "第 {0} 列没有列名：如要使用，请在台账的标题行写上（{2}）", number + 1,
                                         about_attribute(number).english, about_attribute(number).chinese)));
        break;
      case Role::same_name:
        line("  # " + entry,
             text::phrase(
                 "column {0}; another has the same name: give them different ones in the ledger to use them ({1})",
                 "第 {0} 列，与另一列同名：如要使用，请在台账中改成不同的名字（{2}）", number + 1,
                 about_attribute(number).english, about_attribute(number).chinese));
        break;
      case Role::time:
      case Role::recorded:
      case Role::type:
        break;
    }
    return false;
  }

  Phrase about_attribute(std::size_t number) const {
    const auto& column = survey_.columns[number];
    const auto& guessed = guess_.columns[number];
    if (column.filled == 0) return {"empty in every row", "各行都是空的"};
    if (guessed.digits)
      return text::phrase("such as {}: numbers, or dates? If dates, make it an event",
                          "如 {}：是编号还是日期？如是日期，请列为事件", column.first);
    if (guessed.two_orders)
      return text::phrase("such as {}: times whose order of day and month cannot be told",
                          "如 {}：日与月的先后无法判断", column.first);
    if (guessed.way) return text::phrase("times, such as {}", "时间，如 {}", column.first);
    const auto& unread = column.as(Way::serials);
    if (is_clock(unread.first_unread))
      return text::phrase("such as {0}: times of day; write {1} beside the time of the event they belong to",
                          "如 {0}：只有时刻；请在它所属事件的 time 之后写上 {1}", unread.first_unread,
                          in_comment("clock: " + in_quotes(column.name)));
    if (const auto times = column.as(Way::plain).times; times > column.digits_alone)
      return text::phrase("times: {0} of {1}, others such as '{2}'; if they are those of an event, list it below",
                          "{1} 个中有 {0} 个时间，其他如“{2}”；如是事件的时间，请列入下面的事件", times, column.filled,
                          unread.first_unread);
    if (speaks_of_times(column.name) && !unread.first_unread.empty())
      return text::phrase("its name speaks of times, but '{0}' is not read as one: {1}",
                          "从列名看是时间，但“{0}”不能读作时间：{2}", unread.first_unread, unread.why.english,
                          unread.why.chinese);
    if (column.tells_rows_apart(survey_.rows))
      return text::phrase("different in every row, such as {}: may tell cases apart (same: in rules)",
                          "每行各不相同，如 {}：可用来区分案件（规则中的 same）", column.first);
    constexpr std::size_t few = 8;
    if (column.values.size() > few) return text::phrase("such as {}", "如 {}", column.first);
    const auto values = listed(sorted_values(column));
    return text::phrase("different values: {0} ({1})", "{0} 种取值：{2}", column.values.size(), values.english,
                        values.chinese);
  }

  void write_recording() {
    for (std::size_t i = 0; i < survey_.columns.size(); ++i) {
      const auto entry = "recorded-at: " + in_quotes(survey_.columns[i].name);
      if (guess_.columns[i].role == Role::recorded)
        line(entry,
             {"when rows were entered: confirm, or make it an event", "各行录入的时间，请确认；如不是，请列为事件"});
      else if (guess_.columns[i].maybe_recorded)
        comment({in_comment(entry) + "   if it says when rows were entered; take it out of the events then",
                 in_comment(entry) + "   如果它是各行录入的时间，请写上这一行，并从事件中删去"});
    }
  }

  void write_wide() {
    const bool open =
        std::any_of(guess_.columns.begin(), guess_.columns.end(), [](const auto& c) { return c.two_orders; });
    if (guess_.has_times())
      line("events:");
    else if (open)
      line("# events:");
    else
      comment({"events: [{type: EVENT, time: COLUMN}]", "events: [{type: 事件, time: 列名}]"});
    for (std::size_t i = 0; i < survey_.columns.size(); ++i) {
      const auto& guessed = guess_.columns[i];
      if (guessed.role != Role::time && !guessed.two_orders) continue;
      if (guessed.role == Role::no_name || guessed.role == Role::same_name) continue;
      line((guessed.role == Role::time ? "" : "# ") + event_of_column(i), about_time(i));
    }
    if (!guess_.type) return;
    comment({"Or, where each row is one event, instead of events:", "如果每行是一个事件，则不写 events，改为："});
    for (const auto& entry : long_form()) comment({entry, entry});
  }

  std::string event_of_column(std::size_t number) const {
    return fmt::format("- {{type: {}, time: {}}}", in_quotes(guess_.columns[number].event),
                       in_quotes(survey_.columns[number].name));
  }

  std::vector<std::string> long_form() const {
    return {"event: " + in_quotes(survey_.columns[*guess_.type].name),
            "time: " + in_quotes(survey_.columns[*guess_.time].name)};
  }

  void write_long() {
    const auto& column = survey_.columns[*guess_.type];
    const auto values = sorted_values(column);
    const auto types = listed(values);
    const auto form = long_form();
    line(form[0], text::phrase("each row is one event; types: {0} ({1})", "每行一个事件；{0} 种：{2}", values.size(),
                               types.english, types.chinese));
    comment({"or, to give the types the names of the rule pack, instead: event: " + renaming(column, values, "TYPE"),
             "如要换成规则包中的名称，则改为：event: " + renaming(column, values, "类型")});
    line(form[1], about_time(*guess_.time));
    if (!guess_.maybe_wide) return;
    comment(
        {"Or, where a row is a case, instead of event and time:", "如果每行是一件事项，则不写 event 和 time，改为："});
    comment(text::verbatim("events:"));
    comment(text::verbatim(event_of_column(*guess_.time)));
  }

  static std::string renaming(const ColumnSurvey& column, const std::vector<std::string>& values,
                              std::string_view name) {
    constexpr std::size_t most = 20;
    std::vector<std::string> entries;
    for (std::size_t i = 0; i < std::min(values.size(), most); ++i)
      entries.push_back(fmt::format("{}: {}", in_quotes(values[i]), name));
    if (values.size() > most) entries.emplace_back("…");
    return fmt::format("{{column: {}, values: {{{}}}}}", in_quotes(column.name), fmt::join(entries, ", "));
  }

  Phrase about_time(std::size_t number) const {
    const auto& column = survey_.columns[number];
    const auto& tally = column.as(guess_.columns[number].way.value_or(Way::day_first));
    const auto marks = passes_over_marks(number) ? column.marked() : 0;
    const auto unread = column.filled - std::min(column.filled, tally.times + marks);
    auto about = text::phrase("times: {}", "{} 个时间", tally.times);
    const auto add = [&](const Phrase& more) { about.english += more.english, about.chinese += more.chinese; };
    if (tally.times >= column.filled) add(text::phrase(", such as {}", "，如 {}", column.first));
    if (guess_.columns[number].two_orders)
      add({"; the order of day and month cannot be told", "；日与月的先后无法判断"});
    if (marks > 0) add(text::phrase("; marks of emptiness: {}", "；表示没有的 {} 个", marks));
    if (unread > 0)
      add(text::phrase("; not read: {0}, the first '{1}': {2}", "；不能读作时间的 {0} 个，最前一个是“{1}”：{3}", unread,
                       tally.first_unread, tally.why.english, tally.why.chinese));
    if (guess_.is_long && column.filled < survey_.rows)
      add(text::phrase("; rows without one: {}", "；没有时间的 {} 行", survey_.rows - column.filled));
    return about;
  }

  const Survey& survey_;
  const Guess guess_;
  text::Language language_;
  std::string made_;
};

}  // namespace

Drafted draft(const Survey& survey, const std::string& file, text::Language language) {
  return Draft(survey, language).write(file);
}

}  // namespace shixian::log
