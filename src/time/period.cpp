#include "time/period.hpp"

#include <array>
#include <vector>

#include "text/suggest.hpp"
#include "time/numerals.hpp"

namespace shixian::time {

namespace {

constexpr std::int64_t largest = 100'000;

struct UnitNames {
  Unit unit;
  std::string_view one, many;  ///< English
  std::string_view chinese;    ///< as printed, with its measure word
};

constexpr std::array<UnitNames, 8> names{{{Unit::minutes, "minute", "minutes", "分钟"},
                                          {Unit::hours, "hour", "hours", "小时"},
                                          {Unit::working_hours, "working hour", "working hours", "个工作小时"},
                                          {Unit::days, "day", "days", "日"},
                                          {Unit::working_days, "working day", "working days", "个工作日"},
                                          {Unit::weeks, "week", "weeks", "周"},
                                          {Unit::months, "month", "months", "个月"},
                                          {Unit::years, "year", "years", "年"}}};

struct Word {
  std::string_view word;
  Unit unit;
};

constexpr Word words[] = {{"minute", Unit::minutes},
                          {"minutes", Unit::minutes},
                          {"分钟", Unit::minutes},
                          {"个分钟", Unit::minutes},
                          {"hour", Unit::hours},
                          {"hours", Unit::hours},
                          {"小时", Unit::hours},
                          {"个小时", Unit::hours},
                          {"working hour", Unit::working_hours},
                          {"working hours", Unit::working_hours},
                          {"工作小时", Unit::working_hours},
                          {"个工作小时", Unit::working_hours},
                          {"小时工作时间", Unit::working_hours},
                          {"day", Unit::days},
                          {"days", Unit::days},
                          {"日", Unit::days},
                          {"天", Unit::days},
                          {"个自然日", Unit::days},
                          {"自然日", Unit::days},
                          {"calendar day", Unit::days},
                          {"calendar days", Unit::days},
                          {"working day", Unit::working_days},
                          {"working days", Unit::working_days},
                          {"工作日", Unit::working_days},
                          {"个工作日", Unit::working_days},
                          {"工作天", Unit::working_days},
                          {"week", Unit::weeks},
                          {"weeks", Unit::weeks},
                          {"周", Unit::weeks},
                          {"个周", Unit::weeks},
                          {"星期", Unit::weeks},
                          {"个星期", Unit::weeks},
                          {"month", Unit::months},
                          {"months", Unit::months},
                          {"个月", Unit::months},
                          {"year", Unit::years},
                          {"years", Unit::years},
                          {"年", Unit::years}};

const UnitNames& names_of(Unit unit) {
  for (const auto& each : names)
    if (each.unit == unit) return each;
  return names.front();
}

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

void append(std::string& text, std::string_view raw, char32_t folded) {
  if (folded < 0x80)
    text += static_cast<char>(folded >= U'A' && folded <= U'Z' ? folded - U'A' + U'a' : folded);
  else
    text += raw;
}

/// The text with full-width characters and capitals folded and runs of blanks made one.
std::string folded(std::string_view written) {
  std::string text;
  for (std::size_t at = 0; at < written.size();) {
    const auto from = at;
    const auto character = half_width(next_character(written, at));
    if (character == U' ' && (text.empty() || text.back() == ' ')) continue;
    append(text, written.substr(from, at - from), character);
  }
  return trimmed(text);
}

struct Split {
  std::optional<std::int64_t> count;
  std::size_t number_length = 0;  ///< bytes that look like a number, whether or not they are one
};

Split leading_number(std::string_view text) {
  Split split;
  while (split.number_length < text.size() && text[split.number_length] >= '0' && text[split.number_length] <= '9')
    ++split.number_length;
  if (split.number_length > 0) {
    if (split.number_length > 9) {
      split.count = largest + 1;
      return split;
    }
    split.count = 0;
    for (const char digit : text.substr(0, split.number_length)) split.count = *split.count * 10 + (digit - '0');
    return split;
  }
  std::vector<Numeral> numerals;
  for (std::size_t at = 0; at < text.size() && numerals.size() < 40; split.number_length = at) {
    const auto found = numeral(next_character(text, at));
    if (!found) break;
    numerals.push_back(*found);
  }
  if (!numerals.empty()) split.count = spelled_number(numerals);
  return split;
}

text::Phrase unknown_unit(std::string_view unit, std::int64_t count) {
  if (unit == "business day" || unit == "business days" || unit == "交易日" || unit == "个交易日" || unit == "营业日" ||
      unit == "个营业日")
    return text::phrase("'{}' is not a unit; did you mean 'working days'?", "没有“{}”这个单位；是否想写“工作日”？",
                        unit);
  if (unit == "月")
    return text::phrase("'{0}月' is the name of a month; did you mean '{0}个月'?", "“{0}月”是月份；是否想写“{0}个月”？",
                        count);
  std::vector<std::string> known;
  const bool chinese = !unit.empty() && static_cast<unsigned char>(unit[0]) >= 0x80;
  for (const auto& each : names) known.emplace_back(chinese ? each.chinese : each.many);
  const auto help = text::did_you_mean(unit, known);
  return {fmt::format("'{}' is not a unit; {}", unit, help.english),
          fmt::format("没有“{}”这个单位；{}", unit, help.chinese)};
}

/// 内, 以内, 之内 say what `within` says already.
std::string_view without_within(std::string_view unit) {
  for (const std::string_view suffix : {"以内", "之内", "内"})
    if (unit.ends_with(suffix)) return unit.substr(0, unit.size() - suffix.size());
  return unit;
}

}  // namespace

std::optional<Period> read_period(std::string_view written, text::Phrase& why) {
  const auto refused = [&](const text::Phrase& reason) -> std::optional<Period> {
    why = {fmt::format("'{}' is not a period: {}", written, reason.english),
           fmt::format("“{}”不是期限：{}", written, reason.chinese)};
    return std::nullopt;
  };
  if (written.size() > 100) {
    why = {"this is too long for a period: write a whole number and a unit, such as 3 working days",
           "期限不会这么长：请写整数和单位，如 3个工作日"};
    return std::nullopt;
  }
  const auto text = folded(written);
  const auto split = leading_number(text);
  if (split.number_length == 0) {
    if (text.starts_with("半"))
      return refused(
          {"halves are not read; write 6 months, 30 minutes or 12 hours", "不能写“半”；请写 6个月、30分钟或12小时"});
    return refused({"write a whole number and a unit, such as 3 working days", "请写整数和单位，如 3个工作日"});
  }
  if (!split.count)
    return refused(text::phrase("'{}' is not a number that can be read in only one way", "“{}”不是只有一种读法的数",
                                text.substr(0, split.number_length)));
  if (*split.count > largest) return refused({"at most 100,000 of a unit", "一个单位最多 100000"});
  auto unit = std::string_view(text).substr(split.number_length);
  if (unit.starts_with(".") || unit.starts_with("个半") || unit.starts_with("半"))
    return refused({"only whole numbers are read; use a smaller unit", "只接受整数；请改用更小的单位"});
  if (unit.starts_with(" ")) unit.remove_prefix(1);
  if (unit.empty())
    return refused({"the unit is missing: minutes, hours, working hours, days, working days, weeks, months or years",
                    "缺少单位：分钟、小时、工作小时、日、工作日、周、个月或年"});
  for (const auto& [word, meaning] : words)
    if (word == unit || word == without_within(unit)) return Period{*split.count, meaning};
  return refused(unknown_unit(unit, *split.count));
}

std::vector<std::string_view> unit_words() {
  std::vector<std::string_view> all;
  for (const auto& each : words) all.push_back(each.word);
  return all;
}

text::Phrase describe(const Period& period) {
  const auto& unit = names_of(period.unit);
  return {fmt::format("{} {}", period.count, period.count == 1 ? unit.one : unit.many),
          fmt::format("{}{}", period.count, unit.chinese)};
}

text::Phrase describe(std::chrono::seconds length) {
  constexpr std::int64_t minute = 60, hour = 60 * minute, day = 24 * hour;
  const auto join = [](text::Phrase large, const text::Phrase& small) {
    return text::Phrase{large.english + " " + small.english, large.chinese + small.chinese};
  };
  const auto parts = [&](std::int64_t count, Unit large, std::int64_t rest, Unit small) {
    const auto whole = describe(Period{count, large});
    return rest == 0 ? whole : join(whole, describe(Period{rest, small}));
  };
  const auto total = length.count();
  if (total >= 3 * day) return parts(total / day, Unit::days, total % day / hour, Unit::hours);
  if (total >= hour) return parts(total / hour, Unit::hours, total % hour / minute, Unit::minutes);
  const auto secs = text::Phrase{fmt::format("{} second{}", total % minute, total % minute == 1 ? "" : "s"),
                                 fmt::format("{}秒", total % minute)};
  if (total < minute) return secs;
  const auto mins = describe(Period{total / minute, Unit::minutes});
  return total % minute == 0 ? mins : join(mins, secs);
}

}  // namespace shixian::time
