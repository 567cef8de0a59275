#include "rule/condition/evaluate.hpp"

#include <array>

#include "rule/condition/arithmetic.hpp"
#include "rule/condition/call.hpp"
#include "rule/condition/comparison.hpp"
#include "rule/condition/describe.hpp"
#include "rule/condition/number.hpp"
#include "rule/condition/untyped.hpp"
#include "text/width.hpp"

namespace shixian::rule::condition {
namespace {

using Reason = std::shared_ptr<const text::Phrase>;

/// A value that is looked at where it stands, a value made here, or the reason why there is none.
struct Result {
  const Value* seen = nullptr;
  Value own;
  Reason reason;

  const Value& value() const { return seen ? *seen : own; }
};

Result view(const Value& value) {
  Result result;
  result.seen = &value;
  return result;
}
Result make(Value value) {
  Result result;
  result.own = std::move(value);
  return result;
}
Result failed(Reason reason) {
  Result result;
  result.reason = std::move(reason);
  return result;
}

class Evaluation {
 public:
  Evaluation(const Condition::Program& program, std::span<const Binding> bindings, Work& work)
      : program_(program), bindings_(bindings), work_(work), variables_(program.variables) {}

  Result evaluate(Index index) {
    const auto& node = program_.nodes[index];
    if (!work_.spend()) return fail();
    switch (node.op) {
      case Op::constant:
        return view(node.constant);
      case Op::name:
        return name(node.slot);
      case Op::chain:
        return chain(node);
      case Op::variable:
        return view(*variables_[node.slot]);
      case Op::list:
        return list(node);
      case Op::map:
        return map(node);
      case Op::has_name:
        return make({bound(node.slot) != nullptr});
      case Op::has_chain:
        return has_chain(node);
      case Op::has_field:
        return has_field(node);
      case Op::select:
        return select(node);
      case Op::index:
        return index_into(node);
      case Op::all_of:
        return junction(node, false);
      case Op::any_of:
        return junction(node, true);
      case Op::not_:
        return inverted(node);
      case Op::negate: {
        auto operand = evaluate(node.children[0]);
        return operand.reason ? operand : from(node, negated(operand.value(), work_));
      }
      case Op::choose: {
        auto condition = evaluate(node.children[0]);
        if (condition.reason) return condition;
        const auto truth = truth_of(node, condition.value());
        return truth ? evaluate(node.children[*truth ? 1 : 2]) : fail(node);
      }
      case Op::equal:
      case Op::not_equal:
      case Op::less:
      case Op::less_equal:
      case Op::greater:
      case Op::greater_equal:
      case Op::in:
      case Op::add:
      case Op::subtract:
      case Op::multiply:
      case Op::divide:
      case Op::modulo:
        return binary(node);
      case Op::call:
        return call(node);
      case Op::all:
        return quantified(node, false);
      case Op::exists:
        return quantified(node, true);
      case Op::exists_one:
        return exists_one(node);
      case Op::filter:
      case Op::transform:
        return collected(node);
    }
    return fail();
  }

  /// The value itself, copied when it stands elsewhere; nullopt when copying it would cost too much.
  std::optional<Value> take(Result& result) {
    if (!result.seen) return std::move(result.own);
    if (!work_.spend(weight(*result.seen))) return std::nullopt;
    return *result.seen;
  }

 private:
  Result fail() { return failed(std::make_shared<const text::Phrase>(work_.why)); }
  /// The reason in `work_`, with the part of the condition it arose in.
  Result fail(const Node& node) {
    if (work_.exhausted()) return fail();
    const auto part = text::shorten(text::plain(program_.text.substr(node.begin, node.end - node.begin)), 60);
    return failed(std::make_shared<const text::Phrase>(text::Phrase{
        fmt::format("{} (in: {})", work_.why.english, part), fmt::format("{}（见：{}）", work_.why.chinese, part)}));
  }
  Result fail(const Node& node, text::Phrase reason) {
    work_.fail(std::move(reason));
    return fail(node);
  }
  Result from(const Node& node, std::optional<Value> value) { return value ? make(std::move(*value)) : fail(node); }

  const Value* bound(std::uint32_t slot) const {
    return slot < bindings_.size() && bindings_[slot].value ? &*bindings_[slot].value : nullptr;
  }
  Result name(std::uint32_t slot) {
    if (const auto* value = bound(slot)) return view(*value);
    if (slot < bindings_.size() && !bindings_[slot].error.empty())
      return failed(Reason(Reason(), &bindings_[slot].error));
    work_.fail(text::phrase("'{}' has no value", "“{}”没有值", program_.names[slot]));
    return fail();
  }

  Result chain(const Node& node) {
    const auto* whole = bound(node.slot);
    const auto* at = bound(node.root);
    if (whole || !at || !std::holds_alternative<Map>(at->of)) return name(node.slot);
    for (const auto& field : node.path) {
      at = entry(*at, field);
      if (!at) return fail(node);
    }
    return view(*at);
  }
  Result has_chain(const Node& node) {
    const auto* at = bound(node.root);
    if (bound(node.slot)) return make({true});
    if (!at || !std::holds_alternative<Map>(at->of)) return make({false});
    for (std::size_t i = 0; i + 1 < node.path.size(); ++i) {
      at = entry(*at, node.path[i]);
      if (!at) return fail(node);
    }
    return has(node, *at, node.path.back());
  }
  Result has_field(const Node& node) {
    auto operand = evaluate(node.children[0]);
    return operand.reason ? operand : has(node, operand.value(), node.path[0]);
  }
  Result has(const Node& node, const Value& value, const Value& key) {
    const auto* map = std::get_if<Map>(&value.of);
    if (!map) return fail(node, no_field(value, key));
    const auto found = find(*map, key, work_);
    return found ? make({*found != nullptr}) : fail(node);
  }
  Result select(const Node& node) {
    auto operand = evaluate(node.children[0]);
    if (operand.reason) return operand;
    const auto* found = entry(operand.value(), node.path[0]);
    if (!found) return fail(node);
    return operand.seen ? view(*found) : make(Value(std::move(const_cast<Value&>(*found))));
  }
  /// nullptr with the reason in `work_`.
  const Value* entry(const Value& value, const Value& key) {
    const auto* map = std::get_if<Map>(&value.of);
    if (!map) {
      work_.fail(no_field(value, key));
      return nullptr;
    }
    const auto found = find(*map, key, work_);
    if (found && !*found) work_.fail(no_key(key));
    return found ? *found : nullptr;
  }
  static text::Phrase no_field(const Value& value, const Value& key) {
    const auto what = describe(value);
    const auto& name = std::get<std::string>(key.of);
    return {fmt::format("{} has no field '{}'", what.english, name), fmt::format("{}没有字段“{}”", what.chinese, name)};
  }
  static text::Phrase no_key(const Value& key) {
    const auto what = describe(key);
    return {"the map has no entry for " + what.english, "映射表中没有" + what.chinese + "这一项"};
  }

  Result index_into(const Node& node) {
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
  std::optional<std::int64_t> place_in(const Value& key) {
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

  Result list(const Node& node) {
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
  Result map(const Node& node) {
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

  text::Phrase unusable_key(const Map& entries, const Value& key) {
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

  /// The value as true or false; nullopt with the reason in `work_`.
  std::optional<bool> truth_of(const Node& node, const Value& value) {
    if (const auto* truth = std::get_if<bool>(&value.of)) return *truth;
    if (const auto* text = std::get_if<Untyped>(&value.of)) {
      const auto truth = truth_in(text->text);
      return truth ? truth : work_.fail(unreadable(text->text, Needed::truth));
    }
    const auto what = describe(value);
    const auto sign = sign_of(node.op);
    return work_.fail(text::Phrase{fmt::format("'{}' needs true or false, not {}", sign, what.english),
                                   fmt::format("“{}”需要 true 或 false，而不是{}", sign, what.chinese)});
  }

  /// && (until a false) and || (until a true): that one settles it, whatever fails beside it.
  Result junction(const Node& node, bool settling) {
    Reason reason;
    for (const auto child : node.children) {
      auto operand = evaluate(child);
      const auto truth = operand.reason ? std::nullopt : truth_of(node, operand.value());
      if (truth && *truth == settling) return make({settling});
      if (!truth && !reason) reason = operand.reason ? std::move(operand.reason) : fail(node).reason;
    }
    return reason ? failed(std::move(reason)) : make({!settling});
  }
  Result inverted(const Node& node) {
    auto operand = evaluate(node.children[0]);
    if (operand.reason) return operand;
    const auto truth = truth_of(node, operand.value());
    return truth ? make({!*truth}) : fail(node);
  }

  Result binary(const Node& node) {
    auto left = evaluate(node.children[0]);
    if (left.reason) return left;
    auto right = evaluate(node.children[1]);
    if (right.reason) return right;
    switch (node.op) {
      case Op::equal:
      case Op::not_equal: {
        const auto same = equal(left.value(), right.value(), work_);
        return same ? make({*same == (node.op == Op::equal)}) : fail(node);
      }
      case Op::in: {
        const auto inside = is_in(left.value(), right.value(), work_);
        return inside ? make({*inside}) : fail(node);
      }
      case Op::less:
      case Op::less_equal:
      case Op::greater:
      case Op::greater_equal: {
        const auto found = order(left.value(), right.value(), sign_of(node.op), work_);
        if (!found) return fail(node);
        const bool holds = node.op == Op::less         ? *found < 0
                           : node.op == Op::less_equal ? *found <= 0
                           : node.op == Op::greater    ? *found > 0
                                                       : *found >= 0;
        return make({holds});
      }
      default:
        return from(node, compute(node.op, left.value(), right.value(), work_));
    }
  }

  Result call(const Node& node) {
    std::array<Result, 2> results;
    std::array<const Value*, 2> arguments{};
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      results[i] = evaluate(node.children[i]);
      if (results[i].reason) return std::move(results[i]);
      arguments[i] = &results[i].value();
    }
    return from(node, condition::call(node, std::span(arguments).first(node.children.size()), work_));
  }

  /// Calls `body(item)` for each item of the list, or key of the map, that the node ranges over, until it returns
  /// false.
  template <class Body>
  std::optional<Result> each(const Node& node, Result& range, const Body& body) {
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

  Result quantified(const Node& node, bool settling) {
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

  Result exists_one(const Node& node) {
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

  Result collected(const Node& node) {
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

  const Condition::Program& program_;
  std::span<const Binding> bindings_;
  Work& work_;
  std::vector<const Value*> variables_;
};

}  // namespace

Outcome evaluate(const Condition::Program& program, Index node, std::span<const Binding> bindings, Work& work) {
  Evaluation evaluation(program, bindings, work);
  auto result = evaluation.evaluate(node);
  if (work.exhausted()) return {std::nullopt, work.why};
  if (result.reason) return {std::nullopt, *result.reason};
  auto value = evaluation.take(result);
  if (!value) return {std::nullopt, work.why};
  return {std::move(value), {}};
}

Outcome as_truth(Outcome outcome, const std::string& text) {
  if (!outcome.value || std::holds_alternative<bool>(outcome.value->of)) return outcome;
  if (const auto* untyped = std::get_if<Untyped>(&outcome.value->of)) {
    if (const auto truth = truth_in(untyped->text)) return {Value{*truth}, {}};
    return {std::nullopt, unreadable(untyped->text, Needed::truth)};
  }
  const auto what = describe(*outcome.value);
  const auto shown = text::shorten(text::plain(text), 60);
  return {std::nullopt,
          {fmt::format("the condition '{}' yields {}, not true or false", shown, what.english),
           fmt::format("条件“{}”的结果是{}，而不是 true 或 false", shown, what.chinese)}};
}

}  // namespace shixian::rule::condition
