#include "rule/pack_shape.hpp"

#include "rule/domains.hpp"
#include "rule/rule_shape.hpp"

namespace shixian::rule {

namespace {

using text::Key;
using text::Scalar;
using text::Shape;

const Shape& source() {
  static const Shape shape{"source",
                           Scalar::none,
                           {},
                           nullptr,
                           {{{"issuer", "发布机关"}, text::any_text},
                            {{"issued", "发布日期"}, text::day_shape},
                            {{"text", "原文文件"}, text::any_text}}};
  return shape;
}

const Shape& choice() {
  static const Shape shape{
      "choice",
      Scalar::none,
      {},
      nullptr,
      {{{"value", "值"}, text::any_text, Key::Need::always}, {{"title", "标题"}, text::phrase_shape}}};
  return shape;
}

const Shape& choices() {
  static const Shape shape{"choices", Scalar::none, {}, choice};
  return shape;
}

const Shape& parameter() {
  static const Shape shape{"parameter",
                           Scalar::none,
                           {},
                           nullptr,
                           {{{"title", "标题"}, text::phrase_shape},
                            {{"because", "理由"}, text::phrase_shape},
                            {{"choices", "选项"}, choices, Key::Need::in_a_whole_file},
                            {{"default", "默认"}, text::any_text, Key::Need::in_a_whole_file}}};
  return shape;
}

const Shape& parameters() {
  static const Shape shape{"parameters", Scalar::none, {}, nullptr, {}, parameter};
  return shape;
}

const Shape& rules() {
  static const Shape shape{"rules", Scalar::none, {}, rule_shape};
  return shape;
}

}  // namespace

const Shape& pack_shape() {
  static const Shape shape{"pack",
                           Scalar::none,
                           {},
                           nullptr,
                           {{{"shixian", "时限"}, text::whole_shape, Key::Need::always},
                            {{"pack", "规则包"}, text::any_text, Key::Need::always},
                            {{"extends", "沿用"}, text::any_text},
                            {{"title", "标题"}, text::phrase_shape},
                            {{"source", "来源"}, source},
                            {{"calendar", "日历"}, text::any_text},
                            {{"time-zone", "时区"}, text::any_text, Key::Need::in_a_whole_file},
                            {{"regime", "计算规则"}, text::any_text},
                            {{"in-force", "施行"}, text::days_covered},
                            {{"attributes", "属性"}, domains_shape},
                            {{"parameters", "参数"}, parameters},
                            {{"rules", "规则"}, rules, Key::Need::in_a_whole_file}}};
  return shape;
}

}  // namespace shixian::rule
