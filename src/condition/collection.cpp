// Lists, maps, and the macros that go through them.
#include "condition/arithmetic.hpp"
#include "condition/comparison.hpp"
#include "condition/describe.hpp"
#include "condition/evaluation.hpp"

namespace shixian::condition {

Result Evaluation::list(const Node& node) {
  List items;
  items.reserve(node.children.size());
  for (const auto child : node.children) {
    auto item = evaluate(child);
    if (item.reason) return item;
    auto value = take(item);
    if (!value) return fail();
    items.push_back(std::move(*value));
  }
  return make({std::move(items)});
}

Result Evaluation::map(const Node& node) {
  Map entries;
  for (std::size_t i = 0; i + 1 < node.children.size(); i += 2) {
    auto key = evaluate(node.children[i]);
    if (key.reason) return key;
    auto held = evaluate(node.children[i + 1]);
    if (held.reason) return held;
    auto key_value = take(key);
    auto held_value = take(held);
    if (!key_value || !held_value) return fail();
    if (auto* text = std::get_if<Untyped>(&key_value->of)) key_value = Value{std::string(std::move(text->text))};
    if (const auto reason = unusable_key(entries, *key_value); !reason.empty()) return fail(node, reason);
    entries.push_back({std::move(*key_value), std::move(*held_value)});
  }
  return make({std::move(entries)});
}

text::Phrase Evaluation::unusable_key(const Map& entries, const Value& key) {
  const auto& kind = key.of;
  if (!std::holds_alternative<std::string>(kind) && !std::holds_alternative<std::int64_t>(kind) &&
      !std::holds_alternative<bool>(kind)) {
    const auto what = describe(key);
    return {what.english + " cannot be a key of a map", what.chinese + "不能作映射表的键"};
  }
  const auto known = find(entries, key, work_);
  if (!known) return work_.why;
  if (!*known) return {};
  const auto what = describe(key);
  return {"the map names " + what.english + " twice", "映射表中" + what.chinese + "重复"};
}

template <class Body>
std::optional<Result> Evaluation::each(const Node& node, Result& range, const Body& body) {
  range = evaluate(node.children[0]);
  if (range.reason) return std::move(range);
  if (const auto* list = std::get_if<List>(&range.value().of)) {
    for (const auto& item : *list) {
      variables_[node.slot] = &item;
      if (!body()) break;
    }
  } else if (const auto* map = std::get_if<Map>(&range.value().of)) {
    for (const auto& [key, held] : *map) {
      variables_[node.slot] = &key;
      if (!body()) break;
    }
  } else {
    const auto what = describe(range.value());
    const auto sign = sign_of(node.op);
    return fail(node, {fmt::format("'{}' goes through a list or a map, not {}", sign, what.english),
                       fmt::format("“{}”用于列表或映射表，不能用于{}", sign, what.chinese)});
  }
  return std::nullopt;
}

Result Evaluation::quantified(const Node& node, bool settling) {
  Result range;
  Reason reason;
  bool settled = false;
  auto problem = each(node, range, [&] {
    auto operand = evaluate(node.children[1]);
    const auto truth = operand.reason ? std::nullopt : truth_of(node, operand.value());
    if (!truth && !reason) reason = operand.reason ? std::move(operand.reason) : fail(node).reason;
    settled = truth && *truth == settling;
    return !settled && !work_.exhausted();
  });
  if (problem) return std::move(*problem);
  if (settled) return make({settling});
  return reason ? failed(std::move(reason)) : make({!settling});
}

Result Evaluation::exists_one(const Node& node) {
  Result range;
  Reason reason;
  std::size_t count = 0;
  auto problem = each(node, range, [&] {
    auto operand = evaluate(node.children[1]);
    const auto truth = operand.reason ? std::nullopt : truth_of(node, operand.value());
    if (!truth) reason = operand.reason ? std::move(operand.reason) : fail(node).reason;
    if (truth && *truth) ++count;
    return !reason;
  });
  if (problem) return std::move(*problem);
  return reason ? failed(std::move(reason)) : make({count == 1});
}

Result Evaluation::collected(const Node& node) {
  Result range;
  Reason reason;
  List items;
  const bool selects = node.op == Op::filter || node.children.size() == 3;
  auto problem = each(node, range, [&] {
    if (selects) {
      auto operand = evaluate(node.children[1]);
      const auto truth = operand.reason ? std::nullopt : truth_of(node, operand.value());
      if (!truth) reason = operand.reason ? std::move(operand.reason) : fail(node).reason;
      if (!truth || !*truth) return !reason;
    }
    auto item = node.op == Op::filter ? view(*variables_[node.slot]) : evaluate(node.children.back());
    if (item.reason) {
      reason = std::move(item.reason);
      return false;
    }
    auto value = take(item);
    if (value)
      items.push_back(std::move(*value));
    else
      reason = fail().reason;
    return !reason;
  });
  if (problem) return std::move(*problem);
  return reason ? failed(std::move(reason)) : make({std::move(items)});
}

}  // namespace shixian::condition
