// Builds the tree of a condition: checks its depth, works out what is constant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "condition/program.hpp"
#include "text/source.hpp"

namespace shixian::condition {

class Tree {
 public:
  explicit Tree(std::string_view text);

  /// Adds a node over these children; constant children may make it a constant. Throws Problem when it is too deep.
  Index add(Op op, text::Span span, std::vector<Index> children = {});
  Index constant(text::Span span, Value value);
  Index name(text::Span span, const std::string& name);
  /// a.b.c; `names` has two or more.
  Index chain(text::Span span, const std::vector<std::string>& names);
  Index variable(text::Span span, std::uint32_t slot, std::uint32_t levels);
  Index select(text::Span span, Index from, std::string field);
  /// Throws Problem when a literal argument can never work: a wrong regular expression, time, duration or zone.
  Index call(text::Span span, Function function, std::vector<Index> arguments);
  Index macro(Op op, text::Span span, std::uint32_t slot, std::vector<Index> children);
  /// One more operand of && or ||: joins the node on the left if that is the same.
  Index join(Op op, Index left, Index right);

  /// Turns an attribute or a field into the question whether it is there; false for anything else.
  bool ask_for_presence(Index index, text::Span span);
  /// The node with the brackets around it.
  void widen(Index index, text::Span span);

  std::uint32_t new_variable() { return program_.variables++; }
  Node& node(Index index) { return program_.nodes[index]; }
  Condition::Program finish(Index root);

 private:
  Index push(Node node);
  void fold(Index index);
  void prepare(Node& node);
  std::uint32_t intern(const std::string& name);

  Condition::Program program_;
};

}  // namespace shixian::condition
