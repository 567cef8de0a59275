#include "rule/rule_shape.hpp"

namespace shixian::rule {

namespace {

using text::Key;
using text::Scalar;
using text::Shape;
using text::Word;

constexpr Word any{"any", "任何事件"};

const Shape& event_type() {
  static const Shape shape{"", Scalar::text, {any}};
  return shape;
}

const Shape& citation() {
  static const Shape shape{"cite",
                           Scalar::none,
                           {},
                           nullptr,
                           {{{"item", "条款"}, text::any_text},
                            {{"quote", "引文"}, text::any_text},
                            {{"requirement", "要求"}, text::any_texts}}};
  return shape;
}

const Shape& severity() {
  static const Shape shape{"severity", Scalar::word, {{"high", "高"}, {"medium", "中"}, {"low", "低"}}};
  return shape;
}

const Shape& trigger() {
  static const Shape shape{"trigger",
                           Scalar::text,
                           {any},
                           event_type,
                           {{{"event", "事件"}, text::any_texts},
                            {{"where", "条件"}, condition_shape},
                            {{"violation-of", "违反"}, text::any_texts}}};
  return shape;
}

const Shape& entity() {
  static const Shape shape{"entity", Scalar::roster, {{"from-log", "台账所列"}}};
  return shape;
}

const Shape& of() {
  static const Shape shape{"of", Scalar::none, {}, nullptr, {}, entity};
  return shape;
}

const std::vector<Word>& spans() {
  static const std::vector<Word> words{{"day", "日"},         {"week", "周"}, {"month", "月"}, {"quarter", "季度"},
                                       {"half-year", "半年"}, {"year", "年"}, {"log", "全部"}};
  return words;
}

const Shape& span() {
  static const Shape shape{"span", Scalar::word, spans()};
  return shape;
}

const Shape& for_every() {
  static const Shape shape{"for-every", Scalar::word, spans(), nullptr, {{{"period", "期间"}, span}}, entity};
  return shape;
}

const Shape& expect() {
  static const Shape shape{
      "expect",
      Scalar::text,
      {any},
      event_type,
      {{{"event", "事件"}, text::any_texts}, {{"where", "条件"}, condition_shape}, {{"all", "全部"}, event_patterns}}};
  return shape;
}

const Shape& matching() {
  static const Shape shape{"matching", Scalar::word, {{"one-to-one", "一一对应"}}};
  return shape;
}

const Shape& early() {
  static const Shape shape{"early", Scalar::word, {{"allowed", "允许"}, {"counts", "计入"}}};
  return shape;
}

const Shape& longest() {
  static const Shape shape{"gap", Scalar::longest};
  return shape;
}

const Shape& due() {
  static const Shape shape{"due", Scalar::due};
  return shape;
}

const Shape& roll() {
  static const Shape shape{"roll", Scalar::word, {{"none", "不顺延"}, {"next-working-day", "顺延至工作日"}}};
  return shape;
}

std::vector<Key> metadata() {
  return {{{"id", "标识"}, text::any_text, Key::Need::always},
          {{"title", "标题"}, text::phrase_shape},
          {{"note", "说明"}, text::phrase_shape},
          {{"cite", "依据"}, citation},
          {{"severity", "严重程度"}, severity},
          {{"owner", "责任单位"}, text::any_text},
          {{"weight", "权重"}, decimal_shape},
          {{"in-force", "施行"}, text::days_covered},
          {{"replaces", "取代"}, text::any_text}};
}

std::vector<Key> scope_and_demand() {
  return {{{"for-each", "每当"}, trigger},
          {{"of", "逐个"}, of},
          {{"for-every", "每个"}, for_every},
          {{"during", "所属期间"}, text::any_text},
          {{"where", "条件"}, condition_shape},
          {{"expect", "应有"}, expect},
          {{"expect-before", "此前应有"}, event_patterns},
          {{"forbid", "不得有"}, event_pattern},
          {{"assert", "应符合"}, condition_shape},
          {{"count", "计数"}, event_pattern},
          {{"ratio", "比率"}, demand_of_ratio},
          {{"reconcile", "核对"}, demand_of_reconcile},
          {{"require-attributes", "应写明"}, text::any_texts},
          {{"gap", "间隔"}, longest},
          {{"at-least", "至少"}, decimal_shape},
          {{"at-most", "至多"}, decimal_shape},
          {{"exactly", "恰好"}, text::whole_shape},
          {{"distinct", "互不相同"}, text::any_text},
          {{"in-order", "依次"}, text::flag_shape},
          {{"matching", "对应"}, matching},
          {{"early", "提前"}, early},
          {{"until", "直至"}, event_pattern},
          {{"same", "同一"}, text::any_texts}};
}

std::vector<Key> clock() {
  return {{{"within", "期限"}, limits_shape},
          {{"no-sooner-than", "不早于"}, period_shape},
          {{"ahead", "提前量"}, period_shape},
          {{"by", "截止"}, due},
          {{"roll", "顺延"}, roll},
          {{"by-day", "按日"}, text::flag_shape},
          {{"chain", "逐级"}, text::flag_shape},
          {{"start", "起算"}, starts_shape},
          {{"pause", "中止"}, pauses_shape},
          {{"restart", "重新起算"}, restarts_shape},
          {{"extend", "延期"}, extensions_shape},
          {{"deemed", "视为"}, deemed_shape},
          {{"excuse", "事由"}, excuses_shape},
          {{"examples", "示例"}, examples_shape}};
}

}  // namespace

const Shape& condition_shape() {
  static const Shape shape{"condition", Scalar::condition};
  return shape;
}

const Shape& period_shape() {
  static const Shape shape{"period", Scalar::period};
  return shape;
}

const Shape& decimal_shape() {
  static const Shape shape{"decimal", Scalar::decimal};
  return shape;
}

const Shape& event_pattern() {
  static const Shape shape{
      "event",
      Scalar::text,
      {any},
      event_type,
      {{{"event", "事件"}, text::any_texts, Key::Need::always}, {{"where", "条件"}, condition_shape}}};
  return shape;
}

const Shape& event_patterns() {
  static const Shape shape{"events", Scalar::text, {any}, event_pattern, event_pattern().keys};
  return shape;
}

const Shape& verdict_shape() {
  static const Shape shape{"verdict",
                           Scalar::word,
                           {{"met", "已履行"},
                            {"late", "逾期"},
                            {"missing", "未履行"},
                            {"breached", "违反"},
                            {"pending", "待办"},
                            {"undetermined", "无法判定"}}};
  return shape;
}

const Shape& rule_shape() {
  static const Shape shape = [] {
    Shape made{"rule"};
    for (auto part : {metadata, scope_and_demand, clock})
      for (auto& key : part()) made.keys.push_back(key);
    return made;
  }();
  return shape;
}

}  // namespace shixian::rule
