// Walks the tree of a condition.
#pragma once

#include <span>

#include "condition/program.hpp"
#include "condition/work.hpp"

namespace shixian::condition {

Outcome evaluate(const Condition::Program& program, Index node, std::span<const Binding> bindings, Work& work);

/// The outcome as true or false: undeclared text is read so, other kinds are errors that name `text`.
Outcome as_truth(Outcome outcome, const std::string& text);

}  // namespace shixian::condition
