#include "condition/condition.hpp"

#include <algorithm>

#include "condition/evaluate.hpp"
#include "condition/lexer.hpp"
#include "condition/parser.hpp"
#include "text/width.hpp"

namespace shixian::condition {
namespace {

/// A part of the condition as a part of its source, if the text stands there as it is, perhaps after an opening quote.
text::Place locate(std::string_view text, const text::Place& place, const text::Span& part) {
  if (!place.source) return place;
  const auto content = place.source->content();
  for (const auto skip : {std::size_t{0}, std::size_t{1}}) {
    const auto begin = place.span.begin + skip;
    if (begin > content.size() || content.substr(begin, text.size()) != text) continue;
    if (skip == 1 && content[begin - 1] != '"' && content[begin - 1] != '\'') continue;
    return {place.source, {begin + part.begin, begin + part.end}};
  }
  return place;
}

}  // namespace

Condition::Condition(std::shared_ptr<const Program> program) : program_(std::move(program)) {}

std::optional<Condition> Condition::parse(std::string_view text, const text::Place& place, text::Diagnostics& out) {
  const auto refuse = [&](const text::Place& at, text::Phrase message, text::Phrase help) {
    out.error(text::Code::bad_condition, at, std::move(message)).with_help(std::move(help));
    return std::nullopt;
  };
  if (text.size() > longest_text)
    return refuse(place, text::phrase("the condition is longer than {} KiB", "条件超过 {} KiB", longest_text >> 10),
                  {});
  std::size_t bad = 0;
  if (!text::valid_utf8(text, &bad))
    return refuse(locate(text, place, {bad, bad + 1}), {"the condition is not valid UTF-8", "条件不是合法的 UTF-8"},
                  {});
  try {
    auto program = condition::parse(text);
    program.place = place;
    return Condition(std::make_shared<const Program>(std::move(program)));
  } catch (const Problem& problem) {
    return refuse(locate(text, place, problem.span), problem.message, problem.help);
  }
}

const std::string& Condition::text() const { return program_->text; }

const std::vector<std::string>& Condition::names() const { return program_->names; }

std::vector<Comparison> Condition::comparisons() const {
  const auto& nodes = program_->nodes;
  std::vector<Comparison> found;
  const auto add = [&](const Node& name, const Node& value, const Value& of) {
    if (const auto* text = std::get_if<std::string>(&of.of); text && name.op == Op::name)
      found.push_back(
          {program_->names[name.slot], *text, locate(program_->text, program_->place, {value.begin, value.end})});
  };
  for (const auto& node : nodes) {
    if (node.op != Op::equal && node.op != Op::not_equal && node.op != Op::in) continue;
    const auto &left = nodes[node.children[0]], &right = nodes[node.children[1]];
    if (node.op == Op::in) {
      if (const auto* list = std::get_if<List>(&right.constant.of))
        for (const auto& item : *list) add(left, right, item);
    } else {
      add(left, right, right.constant);
      add(right, left, left.constant);
    }
  }
  return found;
}

std::vector<std::string> Condition::truths() const {
  const auto& nodes = program_->nodes;
  std::vector<std::string> found;
  const auto add = [&](const Node& node) {
    if (node.op == Op::name) found.push_back(program_->names[node.slot]);
  };
  add(nodes[program_->root]);
  for (const auto& node : nodes) {
    if (node.op == Op::choose) add(nodes[node.children[0]]);
    if (node.op == Op::all_of || node.op == Op::any_of || node.op == Op::not_)
      for (const auto child : node.children) add(nodes[child]);
  }
  return found;
}

std::vector<std::string> Condition::numbers() const {
  const auto& nodes = program_->nodes;
  std::vector<std::string> found;
  const auto is_number = [](const Value& value) {
    return std::holds_alternative<std::int64_t>(value.of) || std::holds_alternative<double>(value.of);
  };
  const auto add = [&](const Node& name, const Node& value) {
    if (name.op == Op::name && value.op == Op::constant && is_number(value.constant))
      found.push_back(program_->names[name.slot]);
  };
  for (const auto& node : nodes) {
    if (node.op < Op::equal || node.op > Op::greater_equal) continue;
    add(nodes[node.children[0]], nodes[node.children[1]]);
    add(nodes[node.children[1]], nodes[node.children[0]]);
  }
  return found;
}

bool Condition::asks_for(const std::string& name) const {
  const auto& nodes = program_->nodes;
  return std::any_of(nodes.begin(), nodes.end(),
                     [&](const Node& node) { return node.op == Op::has_name && program_->names[node.slot] == name; });
}

text::Place Condition::place_of(const std::string& name) const {
  for (const auto& node : program_->nodes)
    if ((node.op == Op::name || node.op == Op::has_name) && program_->names[node.slot] == name)
      return locate(program_->text, program_->place, {node.begin, node.end});
  return program_->place;
}

Outcome Condition::evaluate(std::span<const Binding> bindings) const {
  Work work;
  return condition::evaluate(*program_, program_->root, bindings, work);
}

Outcome Condition::holds(std::span<const Binding> bindings) const { return as_truth(evaluate(bindings), text()); }

}  // namespace shixian::condition
