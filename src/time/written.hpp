// Times as people write them → moments.
#pragma once

#include <optional>
#include <string_view>

#include "text/phrase.hpp"
#include "time/moment.hpp"
#include "time/zone.hpp"

namespace shixian::time {

/// How an order like 03/04/2020 is to be read; `refuse` rejects every form that could be read in two ways.
enum class DateOrder { refuse, day_month_year, month_day_year };

struct WrittenOptions {
  DateOrder order = DateOrder::refuse;
  bool excel_serials = false;  ///< a bare number such as 43999.62 is an Excel date (1900 system)
  bool from_1904 = false;      ///< such a number counts days from 1904-01-01
  bool epoch = false;          ///< a bare integer of 10 (seconds), 13 (ms) or 16 (µs) digits is a Unix time
};

/// Reads a time in every form of design.md 7: ISO 8601 with `T` or a blank, with or without seconds, fraction, offset
/// or `Z`; `2020/6/18 9:05`, `2020.6.18`, `20200618`, `20200618090500`; `2020年6月18日 14时05分`, `2020年6月18日14:05`,
/// `14时5分9秒`, 上午/下午/中午/晚上; full-width digits and punctuation; `二〇二〇年六月十八日`; a trailing `周四`,
/// `星期四` or `(Thu)` that is checked; 24:00 as the last microsecond of its day, to which it belongs. Of a
/// fraction of a second at most nine digits are read; what is finer than a microsecond is cut, never rounded, so that
/// no time is moved past the end of its second, minute, hour or day. A time without an offset is in `zone`; where its
/// clock shows that reading twice the moment covers both (so even a full timestamp can have first < last there), where
/// it never shows it the time is refused. Blanks around (also U+3000, NBSP) are ignored. nullopt ⇔ refused, and `why`
/// says what is wrong and what would be read: 6月31日, a missing year, two digits of year, 03/04/2020. Years 1 to 9999.
/// Speed matters: this is called once a cell (memoise nothing here; no allocation on success).
std::optional<Moment> read_time(std::string_view written, const Zone& zone, const WrittenOptions& options,
                                text::Phrase& why);

/// Reads a date that stands for a day of a civil calendar: the same forms, without a time of day.
std::optional<Day> read_day(std::string_view written, text::Phrase& why);

}  // namespace shixian::time
