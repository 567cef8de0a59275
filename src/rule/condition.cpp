#include "rule/condition.hpp"

#include "rule/condition/evaluate.hpp"
#include "rule/condition/lexer.hpp"
#include "rule/condition/parser.hpp"
#include "text/width.hpp"

namespace shixian::rule {
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
  if (text.size() > condition::longest_text)
    return refuse(place,
                  text::phrase("the condition is longer than {} KiB", "条件超过 {} KiB", condition::longest_text >> 10),
                  {});
  std::size_t bad = 0;
  if (!text::valid_utf8(text, &bad))
    return refuse(locate(text, place, {bad, bad + 1}), {"the condition is not valid UTF-8", "条件不是合法的 UTF-8"},
                  {});
  try {
    return Condition(std::make_shared<const Program>(condition::parse(text)));
  } catch (const condition::Problem& problem) {
    return refuse(locate(text, place, problem.span), problem.message, problem.help);
  }
}

const std::string& Condition::text() const { return program_->text; }

const std::vector<std::string>& Condition::names() const { return program_->names; }

Outcome Condition::evaluate(std::span<const Binding> bindings) const {
  condition::Work work;
  return condition::evaluate(*program_, program_->root, bindings, work);
}

Outcome Condition::holds(std::span<const Binding> bindings) const {
  return condition::as_truth(evaluate(bindings), text());
}

}  // namespace shixian::rule
