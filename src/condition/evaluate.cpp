#include "condition/evaluate.hpp"

#include <array>

#include "condition/arithmetic.hpp"
#include "condition/call.hpp"
#include "condition/comparison.hpp"
#include "condition/describe.hpp"
#include "condition/evaluation.hpp"
#include "condition/untyped.hpp"
#include "text/width.hpp"

namespace shixian::condition {

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

Result Evaluation::evaluate(Index index) {
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
      return has_name(node);
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

std::optional<Value> Evaluation::take(Result& result) {
  if (!result.seen) return std::move(result.own);
  if (!work_.spend(weight(*result.seen))) return std::nullopt;
  return *result.seen;
}

Result Evaluation::fail() { return failed(std::make_shared<const text::Phrase>(work_.why)); }

Result Evaluation::fail(const Node& node) {
  if (work_.exhausted()) return fail();
  const auto part = text::shorten(text::plain(program_.text.substr(node.begin, node.end - node.begin)), 60);
  return failed(std::make_shared<const text::Phrase>(text::Phrase{
      fmt::format("{} (in: {})", work_.why.english, part), fmt::format("{}（见：{}）", work_.why.chinese, part)}));
}

Result Evaluation::fail(const Node& node, text::Phrase reason) {
  work_.fail(std::move(reason));
  return fail(node);
}

Result Evaluation::from(const Node& node, std::optional<Value> value) {
  return value ? make(std::move(*value)) : fail(node);
}

std::optional<bool> Evaluation::truth_of(const Node& node, const Value& value) {
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

Result Evaluation::junction(const Node& node, bool settling) {
  Reason reason;
  for (const auto child : node.children) {
    auto operand = evaluate(child);
    const auto truth = operand.reason ? std::nullopt : truth_of(node, operand.value());
    if (truth && *truth == settling) return make({settling});
    if (!truth && !reason) reason = operand.reason ? std::move(operand.reason) : fail(node).reason;
  }
  return reason ? failed(std::move(reason)) : make({!settling});
}

Result Evaluation::inverted(const Node& node) {
  auto operand = evaluate(node.children[0]);
  if (operand.reason) return operand;
  const auto truth = truth_of(node, operand.value());
  return truth ? make({!*truth}) : fail(node);
}

Result Evaluation::binary(const Node& node) {
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

Result Evaluation::call(const Node& node) {
  std::array<Result, 2> results;
  std::array<const Value*, 2> arguments{};
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    results[i] = evaluate(node.children[i]);
    if (results[i].reason) return std::move(results[i]);
    arguments[i] = &results[i].value();
  }
  return from(node, condition::call(node, std::span(arguments).first(node.children.size()), work_));
}

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

}  // namespace shixian::condition
