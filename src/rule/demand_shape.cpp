// The words inside `ratio` and `reconcile`.
#include "rule/rule_shape.hpp"

namespace shixian::rule {

namespace {

using text::Key;
using text::Scalar;
using text::Shape;

const Shape& aggregate() {
  static const Shape shape{"aggregate",
                           Scalar::text,
                           {},
                           text::any_text,
                           {{{"event", "事件"}, text::any_texts},
                            {{"where", "条件"}, condition_shape},
                            {{"sum", "合计"}, text::any_texts},
                            {{"distinct", "互不相同"}, text::any_text},
                            {{"ratio", "比率"}, text::any_texts}}};
  return shape;
}

const Shape& if_none() {
  static const Shape shape{
      "if-none", Scalar::word, {{"met", "已履行"}, {"breached", "违反"}, {"undetermined", "无法判定"}}};
  return shape;
}

const Shape& rounding() {
  static const Shape shape{"rounding", Scalar::word, {{"as-shown", "按所示位数"}}};
  return shape;
}

}  // namespace

const Shape& demand_of_ratio() {
  static const Shape shape{"ratio",
                           Scalar::none,
                           {},
                           nullptr,
                           {{{"of", "分子"}, aggregate, Key::Need::always},
                            {{"to", "分母"}, aggregate, Key::Need::always},
                            {{"if-none", "分母为零"}, if_none, Key::Need::always}}};
  return shape;
}

const Shape& demand_of_reconcile() {
  static const Shape shape{"reconcile",
                           Scalar::none,
                           {},
                           nullptr,
                           {{{"figure", "数字"}, text::any_text, Key::Need::always},
                            {{"equals", "等于"}, aggregate},
                            {{"at-most", "至多"}, aggregate},
                            {{"at-least", "至少"}, aggregate},
                            {{"rounding", "舍入"}, rounding},
                            {{"during", "所属期间"}, text::any_text}}};
  return shape;
}

}  // namespace shixian::rule
