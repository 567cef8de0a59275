// Names, fields and indexes.
#include "condition/comparison.hpp"
#include "condition/describe.hpp"
#include "condition/evaluation.hpp"
#include "condition/number.hpp"
#include "condition/untyped.hpp"

namespace shixian::condition {
namespace {

text::Phrase no_field(const Value& value, const Value& key) {
  const auto what = describe(value);
  const auto& name = std::get<std::string>(key.of);
  return {fmt::format("{} has no field '{}'", what.english, name), fmt::format("{}没有字段“{}”", what.chinese, name)};
}

text::Phrase no_key(const Value& key) {
  const auto what = describe(key);
  return {"the map has no entry for " + what.english, "映射表中没有" + what.chinese + "这一项"};
}

}  // namespace

const Value* Evaluation::bound(std::uint32_t slot) const {
  return slot < bindings_.size() && bindings_[slot].value ? &*bindings_[slot].value : nullptr;
}

bool Evaluation::carried(std::uint32_t slot) const {
  return slot < bindings_.size() && (bindings_[slot].value || bindings_[slot].carried);
}

bool Evaluation::cannot_be_read(std::uint32_t slot) const {
  return slot < bindings_.size() && bindings_[slot].unreadable;
}

Result Evaluation::has_name(const Node& node) {
  if (cannot_be_read(node.slot)) return name(node.slot);
  return make({carried(node.slot)});
}

Result Evaluation::name(std::uint32_t slot) {
  if (const auto* value = bound(slot)) return view(*value);
  if (slot < bindings_.size() && !bindings_[slot].error.empty())
    return failed(Reason(Reason(), &bindings_[slot].error));
  work_.fail(text::phrase("'{}' has no value", "“{}”没有值", program_.names[slot]));
  return fail();
}

Result Evaluation::chain(const Node& node) {
  const auto* whole = bound(node.slot);
  const auto* at = bound(node.root);
  if (whole || !at || !std::holds_alternative<Map>(at->of)) return name(node.slot);
  for (const auto& field : node.path) {
    at = entry(*at, field);
    if (!at) return fail(node);
  }
  return view(*at);
}

Result Evaluation::has_chain(const Node& node) {
  const auto* at = bound(node.root);
  if (cannot_be_read(node.slot)) return name(node.slot);
  if (carried(node.slot)) return make({true});
  if (!at || !std::holds_alternative<Map>(at->of)) return make({false});
  for (std::size_t i = 0; i + 1 < node.path.size(); ++i) {
    at = entry(*at, node.path[i]);
    if (!at) return fail(node);
  }
  return has(node, *at, node.path.back());
}

Result Evaluation::has_field(const Node& node) {
  auto operand = evaluate(node.children[0]);
  return operand.reason ? operand : has(node, operand.value(), node.path[0]);
}

Result Evaluation::has(const Node& node, const Value& value, const Value& key) {
  const auto* map = std::get_if<Map>(&value.of);
  if (!map) return fail(node, no_field(value, key));
  const auto found = find(*map, key, work_);
  return found ? make({*found != nullptr}) : fail(node);
}

Result Evaluation::select(const Node& node) {
  auto operand = evaluate(node.children[0]);
  if (operand.reason) return operand;
  const auto* found = entry(operand.value(), node.path[0]);
  if (!found) return fail(node);
  return operand.seen ? view(*found) : make(Value(std::move(const_cast<Value&>(*found))));
}

const Value* Evaluation::entry(const Value& value, const Value& key) {
  const auto* map = std::get_if<Map>(&value.of);
  if (!map) {
    work_.fail(no_field(value, key));
    return nullptr;
  }
  const auto found = find(*map, key, work_);
  if (found && !*found) work_.fail(no_key(key));
  return found ? *found : nullptr;
}

Result Evaluation::index_into(const Node& node) {
  auto container = evaluate(node.children[0]);
  if (container.reason) return container;
  auto key = evaluate(node.children[1]);
  if (key.reason) return key;
  const Value* found = nullptr;
  if (const auto* map = std::get_if<Map>(&container.value().of)) {
    const auto held = find(*map, key.value(), work_);
    if (!held) return fail(node);
    if (!*held) return fail(node, no_key(key.value()));
    found = *held;
  } else if (const auto* items = std::get_if<List>(&container.value().of)) {
    const auto place = place_in(key.value());
    if (!place) return fail(node);
    if (*place < 0 || *place >= static_cast<std::int64_t>(items->size()))
      return fail(node, text::phrase("the list has no item {}: it has {}, counted from 0",
                                     "列表没有第 {} 项：共 {} 项，从 0 数起", *place, items->size()));
    found = &(*items)[static_cast<std::size_t>(*place)];
  } else {
    return fail(node, no_overload("[]", container.value(), key.value()));
  }
  return container.seen ? view(*found) : make(Value(std::move(const_cast<Value&>(*found))));
}

std::optional<std::int64_t> Evaluation::place_in(const Value& key) {
  if (const auto* whole = std::get_if<std::int64_t>(&key.of)) return *whole;
  if (const auto* decimal = std::get_if<double>(&key.of))
    if (const auto whole = truncated(*decimal); whole && static_cast<double>(*whole) == *decimal) return whole;
  if (const auto* text = std::get_if<Untyped>(&key.of)) {
    const auto whole = whole_number_in(text->text);
    return whole ? whole : work_.fail(unreadable(text->text, Needed::whole_number));
  }
  const auto what = describe(key);
  return work_.fail(
      {"the place in a list is a whole number, not " + what.english, "列表的序号应为整数，而不是" + what.chinese});
}

}  // namespace shixian::condition
