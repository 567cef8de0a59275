// The words of the examples of a rule.
#include "rule/rule_shape.hpp"

namespace shixian::rule {

namespace {

using text::Key;
using text::Scalar;
using text::Shape;

const Shape& verdicts() {
  static const Shape shape{"verdicts", Scalar::none, {}, verdict_shape};
  return shape;
}

const Shape& moment() {
  static const Shape shape{"moment", Scalar::moment};
  return shape;
}

const Shape& moments() {
  static const Shape shape{"moments", Scalar::moment, {}, moment};
  return shape;
}

const Shape& covered() {
  static const Shape shape{"covered", Scalar::none, {}, nullptr, {{{"from", "自"}, moment}, {{"to", "至"}, moment}}};
  return shape;
}

const Shape& rosters() {
  static const Shape shape{"example-rosters", Scalar::none, {}, nullptr, {}, text::any_texts};
  return shape;
}

const Shape& example() {
  static const Shape shape = [] {
    Shape made{"example", Scalar::none, {}, nullptr, example_keys()};
    made.keys.push_back({{"log", "台账"}, text::any_text, Key::Need::always});
    return made;
  }();
  return shape;
}

}  // namespace

std::vector<Key> example_keys() {
  return {{{"name", "名称"}, text::phrase_shape}, {{"as-of", "截至"}, moment, Key::Need::always},
          {{"verdict", "结论"}, verdict_shape},   {{"verdicts", "各项结论"}, verdicts},
          {{"deadline", "截止时间"}, moments},    {{"covers", "涵盖"}, covered},
          {{"rosters", "名册"}, rosters}};
}

const Shape& examples_shape() {
  static const Shape shape{"examples", Scalar::none, {}, example};
  return shape;
}

}  // namespace shixian::rule
