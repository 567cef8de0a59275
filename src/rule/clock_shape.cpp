// The words inside `within`, `start`, `pause`, `restart`, `extend`, `deemed`, `excuse`.
#include "rule/rule_shape.hpp"

namespace shixian::rule {

namespace {

using text::Key;
using text::Scalar;
using text::Shape;

const Shape& limit() {
  static const Shape shape{"limit", Scalar::period, {{"none", "不限"}}};
  return shape;
}

const Shape& limit_row() {
  static const Shape shape{"limit-row",
                           Scalar::none,
                           {},
                           nullptr,
                           {{{"where", "条件"}, condition_shape}, {{"limit", "限"}, limit, Key::Need::always}}};
  return shape;
}

std::vector<Key> point_keys() {
  return {{{"event", "事件"}, text::any_texts},
          {{"where", "条件"}, condition_shape},
          {{"attribute", "属性"}, text::any_text},
          {{"point", "时点"}, starts_shape},
          {{"plus", "加"}, period_shape}};
}

const Shape& start_event() {
  static const Shape shape{"", Scalar::text, {{"trigger", "触发"}, {"any", "任何事件"}}};
  return shape;
}

const Shape& point() {
  static const Shape shape{"point", Scalar::text, start_event().words, start_event, point_keys()};
  return shape;
}

const Shape& points() {
  static const Shape shape{"points", Scalar::none, {}, point};
  return shape;
}

const Shape& pause() {
  static const Shape shape{"pause",
                           Scalar::none,
                           {},
                           nullptr,
                           {{{"from", "自"}, event_pattern, Key::Need::always},
                            {{"to", "至"}, event_pattern, Key::Need::always},
                            {{"same", "同一"}, text::any_texts},
                            {{"at-most", "至多"}, period_shape}}};
  return shape;
}

const Shape& restart() {
  static const Shape shape{"restart",
                           Scalar::none,
                           {},
                           nullptr,
                           {{{"on", "因"}, event_pattern, Key::Need::always},
                            {{"if", "须有"}, event_pattern},
                            {{"within", "期限"}, period_shape}}};
  return shape;
}

const Shape& before() {
  static const Shape shape{"before", Scalar::word, {{"deadline", "截止"}}};
  return shape;
}

const Shape& extension() {
  static const Shape shape{"extension",
                           Scalar::none,
                           {},
                           nullptr,
                           {{{"on", "因"}, event_patterns, Key::Need::always},
                            {{"by", "延长"}, period_shape, Key::Need::always},
                            {{"times", "次数"}, text::whole_shape},
                            {{"before", "早于"}, before}}};
  return shape;
}

const Shape& deemed_event() {
  static const Shape shape{"deemed",
                           Scalar::none,
                           {},
                           nullptr,
                           {{{"event", "事件"}, event_pattern, Key::Need::always},
                            {{"if-no", "若无"}, event_pattern, Key::Need::always},
                            {{"within", "期限"}, period_shape, Key::Need::always}}};
  return shape;
}

const Shape& excused_as() {
  static const Shape shape{"excused-as", Scalar::word, {{"met", "已履行"}, {"undetermined", "无法判定"}}};
  return shape;
}

const Shape& excuse() {
  static const Shape shape{"excuse",
                           Scalar::none,
                           {},
                           nullptr,
                           {{{"on", "因"}, event_pattern},
                            {{"where", "条件"}, condition_shape},
                            {{"within", "期限"}, period_shape},
                            {{"verdict", "结论"}, excused_as, Key::Need::always}}};
  return shape;
}

/// One mapping that stands alone, or a list of them.
Shape one_or_many(std::string_view name, text::ShapeOf one) { return {name, Scalar::none, {}, one, one().keys}; }

}  // namespace

const Shape& limits_shape() {
  static const Shape shape{"within", Scalar::period, {}, limit_row};
  return shape;
}

const Shape& starts_shape() {
  static const Shape shape = [] {
    Shape made{"start", Scalar::text, start_event().words, start_event, point_keys()};
    made.keys.push_back({{"earlier-of", "较早者"}, points});
    made.keys.push_back({{"later-of", "较晚者"}, points});
    return made;
  }();
  return shape;
}

const Shape& pauses_shape() {
  static const Shape shape = one_or_many("pauses", pause);
  return shape;
}

const Shape& restarts_shape() {
  static const Shape shape = one_or_many("restarts", restart);
  return shape;
}

const Shape& extensions_shape() {
  static const Shape shape = one_or_many("extensions", extension);
  return shape;
}

const Shape& deemed_shape() {
  static const Shape shape = one_or_many("deemed-events", deemed_event);
  return shape;
}

const Shape& excuses_shape() {
  static const Shape shape = one_or_many("excuses", excuse);
  return shape;
}

}  // namespace shixian::rule
