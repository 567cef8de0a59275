// The keys and words of a calendar file, in both spellings.
#include "time/calendar.hpp"

namespace shixian::time {

namespace {

using text::Key;
using text::Scalar;
using text::Shape;

const Shape& weekday() {
  static const Shape shape{"weekday",
                           Scalar::word,
                           {{"sunday", "星期日"},
                            {"monday", "星期一"},
                            {"tuesday", "星期二"},
                            {"wednesday", "星期三"},
                            {"thursday", "星期四"},
                            {"friday", "星期五"},
                            {"saturday", "星期六"}}};
  return shape;
}

const Shape& weekdays() {
  static const Shape shape{"weekdays", Scalar::none, {}, weekday};
  return shape;
}

const Shape& covered() {
  static const Shape shape{
      "covered",
      Scalar::none,
      {},
      nullptr,
      {{{"from", "自"}, text::day_shape, Key::Need::always}, {{"to", "至"}, text::day_shape, Key::Need::always}}};
  return shape;
}

const Shape& notice() {
  static const Shape shape{"notice",
                           Scalar::none,
                           {},
                           nullptr,
                           {{{"ref", "文号"}, text::any_text, Key::Need::always},
                            {{"issued", "发布日期"}, text::day_shape},
                            {{"url", "网址"}, text::any_text}}};
  return shape;
}

const Shape& notices() {
  static const Shape shape{"notices", Scalar::none, {}, notice};
  return shape;
}

const Shape& off_entry() {
  static const Shape shape{"day-off",
                           Scalar::none,
                           {},
                           nullptr,
                           {{{"name", "名称"}, text::phrase_shape, Key::Need::always},
                            {{"days", "日期"}, text::any_texts, Key::Need::always},
                            {{"statutory", "法定"}, text::any_texts},
                            {{"notice", "通知"}, text::any_text}}};
  return shape;
}

const Shape& off() {
  static const Shape shape{"days-off", Scalar::none, {}, off_entry};
  return shape;
}

const Shape& worked_entry() {
  static const Shape shape{
      "worked",
      Scalar::text,
      {},
      nullptr,
      {{{"days", "日期"}, text::any_texts, Key::Need::always}, {{"notice", "通知"}, text::any_text}}};
  return shape;
}

const Shape& worked() {
  static const Shape shape{"worked-days", Scalar::none, {}, worked_entry};
  return shape;
}

const Shape& closure() {
  static const Shape shape{"closure",
                           Scalar::none,
                           {},
                           nullptr,
                           {{{"name", "名称"}, text::phrase_shape, Key::Need::always},
                            {{"days", "日期"}, text::any_texts, Key::Need::always}}};
  return shape;
}

const Shape& closures() {
  static const Shape shape{"closures", Scalar::none, {}, closure};
  return shape;
}

const Shape& year() {
  static const Shape shape{"year",
                           Scalar::none,
                           {},
                           nullptr,
                           {{{"year", "年份"}, text::whole_shape, Key::Need::always},
                            {{"notices", "各通知"}, notices},
                            {{"off", "放假"}, off, Key::Need::always},
                            {{"worked", "上班"}, worked},
                            {{"closures", "临时关闭"}, closures}}};
  return shape;
}

const Shape& years() {
  static const Shape shape{"years", Scalar::none, {}, year};
  return shape;
}

}  // namespace

const Shape& calendar_shape() {
  static const Shape shape{"calendar",
                           Scalar::none,
                           {},
                           nullptr,
                           {{{"shixian-calendar", "时限日历"}, text::whole_shape, Key::Need::always},
                            {{"calendar", "日历"}, text::any_text, Key::Need::always},
                            {{"title", "标题"}, text::phrase_shape},
                            {{"basis", "依据"}, text::any_text},
                            {{"weekend", "周休"}, weekdays, Key::Need::always},
                            {{"covers", "涵盖"}, covered, Key::Need::always},
                            {{"hours", "办公时间"}, text::any_texts},
                            {{"years", "各年"}, years, Key::Need::always}}};
  return shape;
}

}  // namespace shixian::time
