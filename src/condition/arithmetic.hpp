// + - * / %, and unary minus.
#pragma once

#include <optional>

#include "condition/program.hpp"
#include "condition/work.hpp"

namespace shixian::condition {

/// `op` is add, subtract, multiply, divide or modulo. Overflow, division by zero and kinds that do not go together have
/// no result.
std::optional<Value> compute(Op op, const Value& left, const Value& right, Work& work);
std::optional<Value> negated(const Value& value, Work& work);

std::string_view sign_of(Op op);

}  // namespace shixian::condition
