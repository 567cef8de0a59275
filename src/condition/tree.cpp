#include "condition/tree.hpp"

#include <algorithm>

#include "condition/advice.hpp"
#include "condition/call.hpp"
#include "condition/evaluate.hpp"
#include "condition/time_value.hpp"

namespace shixian::condition {
namespace {

Node bare(Op op, text::Span span) {
  Node node;
  node.op = op;
  node.begin = static_cast<std::uint32_t>(span.begin);
  node.end = static_cast<std::uint32_t>(span.end);
  return node;
}

/// Whether a node over constants is worked out while the condition is read.
bool folds(Op op) {
  switch (op) {
    case Op::list:
    case Op::map:
    case Op::negate:
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::modulo:
    case Op::call:
      return true;
    case Op::constant:
    case Op::name:
    case Op::chain:
    case Op::variable:
    case Op::has_name:
    case Op::has_chain:
    case Op::has_field:
    case Op::select:
    case Op::index:
    case Op::all_of:
    case Op::any_of:
    case Op::not_:
    case Op::choose:
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
    case Op::in:
    case Op::all:
    case Op::exists:
    case Op::exists_one:
    case Op::filter:
    case Op::transform:
      return false;
  }
  return false;
}

bool is_selector(Function function) { return function >= Function::full_year; }

}  // namespace

Tree::Tree(std::string_view text) { program_.text = text; }

Index Tree::push(Node node) {
  const text::Span span{node.begin, node.end};
  std::uint32_t levels = 0;
  for (const auto child : node.children) {
    node.height = std::max(node.height, program_.nodes[child].height + 1);
    levels = std::max(levels, program_.nodes[child].levels);
  }
  if (node.op == Op::list || node.op == Op::map || node.op == Op::transform) ++levels;
  if (node.op == Op::name || node.op == Op::chain) levels = 1;
  node.levels = std::max(node.levels, levels);
  if (node.height > deepest || node.levels > deepest) throw_too_deep(span);
  program_.nodes.push_back(std::move(node));
  return static_cast<Index>(program_.nodes.size() - 1);
}

Index Tree::add(Op op, text::Span span, std::vector<Index> children) {
  auto node = bare(op, span);
  node.children = std::move(children);
  const auto index = push(std::move(node));
  fold(index);
  return index;
}

void Tree::fold(Index index) {
  const auto& node = program_.nodes[index];
  const bool constant = folds(node.op) && std::all_of(node.children.begin(), node.children.end(), [&](Index child) {
                          return program_.nodes[child].op == Op::constant;
                        });
  if (!constant) return;
  Work work;
  auto outcome = evaluate(program_, index, {}, work);
  if (!outcome.value) return;  // it is an error each time it is evaluated, and only then
  auto& folded = program_.nodes[index];
  folded.op = Op::constant;
  folded.constant = std::move(*outcome.value);
  folded.children.clear();
  folded.height = 0;
}

Index Tree::constant(text::Span span, Value value) {
  auto node = bare(Op::constant, span);
  node.constant = std::move(value);
  return push(std::move(node));
}

std::uint32_t Tree::intern(const std::string& name) {
  auto& names = program_.names;
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<std::uint32_t>(found - names.begin());
  names.push_back(name);
  return static_cast<std::uint32_t>(names.size() - 1);
}

Index Tree::name(text::Span span, const std::string& name) {
  auto node = bare(Op::name, span);
  node.slot = intern(name);
  return push(std::move(node));
}

Index Tree::chain(text::Span span, const std::vector<std::string>& names) {
  auto node = bare(Op::chain, span);
  auto whole = names.front();
  for (std::size_t i = 1; i < names.size(); ++i) {
    whole += '.' + names[i];
    node.path.push_back(Value{names[i]});
  }
  node.slot = intern(whole);
  node.root = intern(names.front());
  return push(std::move(node));
}

Index Tree::variable(text::Span span, std::uint32_t slot, std::uint32_t levels) {
  auto node = bare(Op::variable, span);
  node.slot = slot;
  node.levels = levels;
  return push(std::move(node));
}

Index Tree::select(text::Span span, Index from, std::string field) {
  auto node = bare(Op::select, span);
  node.children = {from};
  node.path.push_back(Value{std::move(field)});
  return push(std::move(node));
}

Index Tree::call(text::Span span, Function function, std::vector<Index> arguments) {
  auto node = bare(Op::call, span);
  node.function = function;
  node.children = std::move(arguments);
  prepare(node);
  const auto index = push(std::move(node));
  fold(index);
  return index;
}

void Tree::prepare(Node& node) {
  const auto literal = [&](std::size_t argument) -> const std::string* {
    if (argument >= node.children.size()) return nullptr;
    const auto& child = program_.nodes[node.children[argument]];
    return child.op == Op::constant ? std::get_if<std::string>(&child.constant.of) : nullptr;
  };
  const auto refuse = [&](std::size_t argument, text::Phrase message) {
    const auto& child = program_.nodes[node.children[argument]];
    throw Problem{{child.begin, child.end}, std::move(message), {}};
  };
  if (const auto* text = literal(1); text && node.function == Function::matches) {
    text::Phrase why;
    node.pattern = compile_pattern(*text, why);
    if (!node.pattern) refuse(1, std::move(why));
  }
  if (const auto* text = literal(1); text && is_selector(node.function)) {
    node.zone = find_zone(*text);
    if (!node.zone) refuse(1, unknown_zone(*text));
  }
  if (const auto* text = literal(0)) {
    const bool wrong = (node.function == Function::to_timestamp && !read_timestamp(*text)) ||
                       (node.function == Function::to_duration && !read_duration(*text));
    if (wrong) refuse(0, unconvertible(node.function, *text));
  }
}

Index Tree::macro(Op op, text::Span span, std::uint32_t slot, std::vector<Index> children) {
  auto node = bare(op, span);
  node.slot = slot;
  node.children = std::move(children);
  return push(std::move(node));
}

Index Tree::join(Op op, Index left, Index right) {
  auto& before = program_.nodes[left];
  const auto& added = program_.nodes[right];
  if (before.op != op) return add(op, {before.begin, added.end}, {left, right});
  before.children.push_back(right);
  before.end = added.end;
  before.height = std::max(before.height, added.height + 1);
  if (before.height > deepest) throw_too_deep({before.begin, before.end});
  return left;
}

bool Tree::ask_for_presence(Index index, text::Span span) {
  auto& node = program_.nodes[index];
  if (node.op == Op::name)
    node.op = Op::has_name;
  else if (node.op == Op::chain)
    node.op = Op::has_chain;
  else if (node.op == Op::select)
    node.op = Op::has_field;
  else
    return false;
  widen(index, span);
  return true;
}

void Tree::widen(Index index, text::Span span) {
  auto& node = program_.nodes[index];
  node.begin = static_cast<std::uint32_t>(span.begin);
  node.end = static_cast<std::uint32_t>(span.end);
}

Condition::Program Tree::finish(Index root) {
  program_.root = root;
  return std::move(program_);
}

}  // namespace shixian::condition
