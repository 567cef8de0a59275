// The keys and words of a mapping, in both spellings.
#include "log/mapping/mapping.hpp"

namespace shixian::log {

namespace {

using text::Key;
using text::Scalar;
using text::Shape;
using text::Word;

const Shape& encoding() {
  static const Shape shape{
      "encoding",
      Scalar::word,
      {{"utf-8", "UTF-8"}, {"utf-16le", "UTF-16LE"}, {"utf-16be", "UTF-16BE"}, {"gb18030", "GB18030"}, {"gbk", "GBK"}}};
  return shape;
}

const Shape& separator() {
  static const Shape shape{"separator",
                           Scalar::word,
                           {{"comma", "逗号"},
                            {"semicolon", "分号"},
                            {"tab", "制表符"},
                            {"bar", "竖线"},
                            {",", "，"},
                            {";", "；"},
                            {"\t", "\t"},
                            {"|", "｜"}}};
  return shape;
}

const Shape& date_order() {
  static const Shape shape{"date-order", Scalar::word, {{"day-month-year", "日月年"}, {"month-day-year", "月日年"}}};
  return shape;
}

const Shape& type() {
  static const Shape shape{
      "type", Scalar::word, {{"string", "文字"}, {"number", "数"}, {"boolean", "是否"}, {"time", "时间"}}};
  return shape;
}

const Shape& from() {
  static const Shape shape{"from", Scalar::word, {{"group", "分组"}, {"file", "文件"}, {"sheet", "工作表"}}};
  return shape;
}

const Shape& condition() {
  static const Shape shape{"condition", Scalar::condition};
  return shape;
}

const Shape& values() {
  static const Shape shape{"values", Scalar::none, {}, nullptr, {}, text::any_text};
  return shape;
}

const Shape& attribute() {
  static const Shape shape{"attribute",
                           Scalar::text,
                           {},
                           nullptr,
                           {{{"column", "列"}, text::any_text},
                            {{"value", "值"}, text::any_text},
                            {{"computed", "计算"}, condition},
                            {{"from", "取自"}, from},
                            {{"type", "类型"}, type},
                            {{"values", "对应"}, values}}};
  return shape;
}

const Shape& attributes() {
  static const Shape shape{"attributes", Scalar::none, {}, nullptr, {}, attribute};
  return shape;
}

const Shape& event() {
  static const Shape shape{"event",
                           Scalar::none,
                           {},
                           nullptr,
                           {{{"type", "类型"}, text::any_text, Key::Need::always},
                            {{"time", "时间"}, text::any_text, Key::Need::always},
                            {{"clock", "时刻"}, text::any_text},
                            {{"when", "条件"}, condition},
                            {{"attributes", "属性"}, attributes}}};
  return shape;
}

const Shape& events() {
  static const Shape shape{"events", Scalar::none, {}, event};
  return shape;
}

const Shape& type_column() {
  static const Shape shape{"event-column",
                           Scalar::text,
                           {},
                           nullptr,
                           {{{"column", "列"}, text::any_text, Key::Need::always},
                            {{"values", "对应"}, values},
                            {{"when", "条件"}, condition}}};
  return shape;
}

const Shape& header() {
  static const Shape shape{
      "header",
      Scalar::whole,
      {},
      nullptr,
      {{{"row", "行"}, text::whole_shape, Key::Need::always}, {{"lines", "行数"}, text::whole_shape}}};
  return shape;
}

const Shape& files() {
  static const Shape shape{"files", Scalar::text, {}, text::any_text, {}, text::any_texts};
  return shape;
}

const Shape& roster() {
  static const Shape shape{"roster",
                           Scalar::none,
                           {},
                           nullptr,
                           {{{"file", "文件"}, text::any_text, Key::Need::always},
                            {{"column", "列"}, text::any_text},
                            {{"sheet", "工作表"}, text::any_texts},
                            {{"header", "标题行"}, header}}};
  return shape;
}

const Shape& rosters() {
  static const Shape shape{"rosters", Scalar::none, {}, nullptr, {}, roster};
  return shape;
}

}  // namespace

const Shape& mapping_shape() {
  static const Shape shape{"mapping",
                           Scalar::none,
                           {},
                           nullptr,
                           {{{"shixian-log", "时限台账"}, text::whole_shape, Key::Need::always},
                            {{"files", "文件"}, files},
                            {{"sheet", "工作表"}, text::any_texts},
                            {{"header", "标题行"}, header},
                            {{"skip-rows", "略过行"}, text::any_texts},
                            {{"fill-down", "向下填充"}, text::any_texts},
                            {{"empty", "空值"}, text::any_texts},
                            {{"database", "数据库"}, text::any_text},
                            {{"query", "查询"}, text::any_text},
                            {{"encoding", "编码"}, encoding},
                            {{"separator", "分隔符"}, separator},
                            {{"time-zone", "时区"}, text::any_text},
                            {{"covers", "涵盖"}, text::days_covered},
                            {{"date-order", "日期顺序"}, date_order},
                            {{"excel-serials", "表格日期序号"}, text::flag_shape},
                            {{"epoch", "纪元秒"}, text::flag_shape},
                            {{"attributes", "属性"}, attributes},
                            {{"events", "各事件"}, events},
                            {{"event", "事件"}, type_column},
                            {{"time", "时间"}, text::any_text},
                            {{"clock", "时刻"}, text::any_text},
                            {{"recorded-at", "登记时间"}, text::any_text},
                            {{"rosters", "名册"}, rosters}}};
  return shape;
}

}  // namespace shixian::log
