// One evaluation of a condition.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "condition/program.hpp"
#include "condition/work.hpp"

namespace shixian::condition {

using Reason = std::shared_ptr<const text::Phrase>;

/// A value that is looked at where it stands, a value made here, or the reason why there is none.
struct Result {
  const Value* seen = nullptr;
  Value own;
  Reason reason;

  const Value& value() const { return seen ? *seen : own; }
};

Result view(const Value& value);
Result make(Value value);
Result failed(Reason reason);

/// Operators stand in evaluate.cpp, names, fields and indexes in lookup.cpp, lists, maps and macros in collection.cpp.
class Evaluation {
 public:
  Evaluation(const Condition::Program& program, std::span<const Binding> bindings, Work& work)
      : program_(program), bindings_(bindings), work_(work), variables_(program.variables) {}

  Result evaluate(Index index);
  /// The value itself, copied when it stands elsewhere; nullopt when copying it would cost too much.
  std::optional<Value> take(Result& result);

 private:
  Result fail();
  /// The reason in `work_`, with the part of the condition it arose in.
  Result fail(const Node& node);
  Result fail(const Node& node, text::Phrase reason);
  Result from(const Node& node, std::optional<Value> value);

  /// The value as true or false; nullopt with the reason in `work_`.
  std::optional<bool> truth_of(const Node& node, const Value& value);
  /// && (until a false) and || (until a true): that one settles it, whatever fails beside it.
  Result junction(const Node& node, bool settling);
  Result inverted(const Node& node);
  Result binary(const Node& node);
  Result call(const Node& node);

  const Value* bound(std::uint32_t slot) const;
  bool carried(std::uint32_t slot) const;
  bool cannot_be_read(std::uint32_t slot) const;
  Result has_name(const Node& node);
  Result name(std::uint32_t slot);
  Result chain(const Node& node);
  Result has_chain(const Node& node);
  Result has_field(const Node& node);
  Result has(const Node& node, const Value& value, const Value& key);
  Result select(const Node& node);
  /// nullptr with the reason in `work_`.
  const Value* entry(const Value& value, const Value& key);
  Result index_into(const Node& node);
  std::optional<std::int64_t> place_in(const Value& key);

  Result list(const Node& node);
  Result map(const Node& node);
  text::Phrase unusable_key(const Map& entries, const Value& key);
  /// Calls `body(item)` for each item of the list, or key of the map, that the node ranges over, until it returns
  /// false.
  template <class Body>
  std::optional<Result> each(const Node& node, Result& range, const Body& body);
  Result quantified(const Node& node, bool settling);
  Result exists_one(const Node& node);
  Result collected(const Node& node);

  const Condition::Program& program_;
  std::span<const Binding> bindings_;
  Work& work_;
  std::vector<const Value*> variables_;
};

}  // namespace shixian::condition
