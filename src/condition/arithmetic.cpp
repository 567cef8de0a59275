#include "condition/arithmetic.hpp"

#include "condition/comparison.hpp"
#include "condition/describe.hpp"
#include "condition/time_value.hpp"
#include "condition/untyped.hpp"

namespace shixian::condition {
namespace {

template <class Kind>
const Kind* as(const Value& value) {
  return std::get_if<Kind>(&value.of);
}

std::optional<Value> compute_whole(Op op, std::int64_t left, std::int64_t right, Work& work) {
  std::int64_t result = 0;
  bool overflow = false;
  if (op == Op::divide || op == Op::modulo) {
    if (right == 0) return work.fail({"division by zero", "除数为零"});
    overflow = right == -1 && left == INT64_MIN;
    if (!overflow) result = op == Op::divide ? left / right : left % right;
  } else if (op == Op::add) {
    overflow = __builtin_add_overflow(left, right, &result);
  } else if (op == Op::subtract) {
    overflow = __builtin_sub_overflow(left, right, &result);
  } else {
    overflow = __builtin_mul_overflow(left, right, &result);
  }
  if (overflow)
    return work.fail(text::phrase("{} {} {} leaves the whole numbers of 64 bits", "{} {} {} 超出 64 位整数的范围", left,
                                  sign_of(op), right));
  return Value{result};
}

std::optional<Value> compute_decimal(Op op, double left, double right) {
  if (op == Op::add) return Value{left + right};
  if (op == Op::subtract) return Value{left - right};
  if (op == Op::multiply) return Value{left * right};
  if (op == Op::divide) return Value{left / right};
  return std::nullopt;
}

template <class Result>
std::optional<Value> in_range(const std::optional<Result>& result, Work& work) {
  if (result) return Value{*result};
  if constexpr (std::is_same_v<Result, Timestamp>)
    return work.fail({"the time leaves the years 1 to 9999", "时间超出公元 1 年至 9999 年"});
  else
    return work.fail({"the duration is longer than 292 years", "时长超过 292 年"});
}

/// Sums and differences with a time or a duration; nullopt without a reason when the two do not go together.
std::optional<Value> compute_time(Op op, const Value& left, const Value& right, Work& work) {
  const auto* from = as<Timestamp>(left);
  const auto* to = as<Timestamp>(right);
  const auto* before = as<Duration>(left);
  const auto* after = as<Duration>(right);
  if (op == Op::add) {
    if (from && after) return in_range(plus(*from, *after), work);
    if (before && to) return in_range(plus(*to, *before), work);
    if (before && after) return in_range(plus(*before, *after), work);
  }
  if (op == Op::subtract) {
    if (from && to) return in_range(minus(*from, *to), work);
    if (from && after) return in_range(minus(*from, *after), work);
    if (before && after) return in_range(minus(*before, *after), work);
  }
  return std::nullopt;
}

std::optional<Value> joined(const Value& left, const Value& right, Work& work) {
  if (!work.spend(weight(left) + weight(right))) return std::nullopt;
  if (const auto* text = as<std::string>(left)) return Value{*text + std::get<std::string>(right.of)};
  auto list = std::get<List>(left.of);
  const auto& more = std::get<List>(right.of);
  list.insert(list.end(), more.begin(), more.end());
  return Value{std::move(list)};
}

/// An undeclared text as what can stand beside `other`; nullopt without a reason when nothing can.
std::optional<Value> read_beside(Op op, const std::string& text, bool on_left, const Value& other, Work& work) {
  const auto needed = [&](const auto& read, Needed kind) -> std::optional<Value> {
    if (read) return Value{*read};
    return work.fail(unreadable(text, kind));
  };
  if (as<std::int64_t>(other) && !whole_number_in(text) && decimal_in(text))
    return work.fail(fraction_beside_whole(text));
  if (as<std::int64_t>(other)) return needed(whole_number_in(text), Needed::whole_number);
  if (as<double>(other)) return needed(decimal_in(text), Needed::number);
  if (op != Op::add && op != Op::subtract) return std::nullopt;
  if (as<std::string>(other) && op == Op::add) return Value{text};
  const bool time = as<Timestamp>(other), length = as<Duration>(other);
  if (!time && !length) return std::nullopt;
  const bool may_be_time = time ? op == Op::subtract : op == Op::add || on_left;
  const bool may_be_length = time ? op == Op::add || !on_left : true;
  if (may_be_time)
    if (const auto read = read_timestamp(text)) return Value{*read};
  if (may_be_length)
    if (const auto read = read_duration(text)) return Value{*read};
  return work.fail(unreadable(text, may_be_time && may_be_length ? Needed::time_or_duration
                                    : may_be_time                ? Needed::timestamp
                                                                 : Needed::duration));
}

text::Phrase mismatch(Op op, const Value& left, const Value& right) {
  auto message = no_overload(sign_of(op), left, right);
  if (left.of.index() != right.of.index() && (as<std::int64_t>(left) || as<double>(left)) &&
      (as<std::int64_t>(right) || as<double>(right))) {
    message.english += "; write a whole number as a decimal (2.0 for 2), or convert it with double()";
    message.chinese += "；请把整数写成小数（2 写作 2.0），或用 double() 转换";
  }
  return message;
}

}  // namespace

std::optional<Value> compute(Op op, const Value& left, const Value& right, Work& work) {
  const auto* left_text = as<Untyped>(left);
  const auto* right_text = as<Untyped>(right);
  if (left_text && right_text) return work.fail(undeclared(sign_of(op), left_text->text, right_text->text));
  if (left_text || right_text) {
    work.why = {};
    const auto read = left_text ? read_beside(op, left_text->text, true, right, work)
                                : read_beside(op, right_text->text, false, left, work);
    if (read) return left_text ? compute(op, *read, right, work) : compute(op, left, *read, work);
    return work.why.empty() ? work.fail(no_overload(sign_of(op), left, right)) : std::nullopt;
  }
  if (as<std::int64_t>(left) && as<std::int64_t>(right))
    return compute_whole(op, std::get<std::int64_t>(left.of), std::get<std::int64_t>(right.of), work);
  std::optional<Value> result;
  work.why = {};
  if (as<double>(left) && as<double>(right))
    result = compute_decimal(op, std::get<double>(left.of), std::get<double>(right.of));
  else if (op == Op::add && left.of.index() == right.of.index() && (as<std::string>(left) || as<List>(left)))
    result = joined(left, right, work);
  else
    result = compute_time(op, left, right, work);
  if (!result && work.why.empty()) return work.fail(mismatch(op, left, right));
  return result;
}

std::optional<Value> negated(const Value& value, Work& work) {
  if (const auto* whole = as<std::int64_t>(value)) return compute_whole(Op::subtract, 0, *whole, work);
  if (const auto* decimal = as<double>(value)) return Value{-*decimal};
  if (const auto* text = as<Untyped>(value)) {
    const auto read = number_in(text->text);
    return read ? negated(*read, work) : work.fail(unreadable(text->text, Needed::number));
  }
  const auto what = describe(value);
  return work.fail({"'-' does not work on " + what.english, "“-”不能用于" + what.chinese});
}

std::string_view sign_of(Op op) {
  switch (op) {
    case Op::equal:
      return "==";
    case Op::not_equal:
      return "!=";
    case Op::less:
      return "<";
    case Op::less_equal:
      return "<=";
    case Op::greater:
      return ">";
    case Op::greater_equal:
      return ">=";
    case Op::in:
      return "in";
    case Op::add:
      return "+";
    case Op::subtract:
      return "-";
    case Op::multiply:
      return "*";
    case Op::divide:
      return "/";
    case Op::modulo:
      return "%";
    case Op::all_of:
      return "&&";
    case Op::any_of:
      return "||";
    case Op::not_:
      return "!";
    case Op::choose:
      return "?:";
    case Op::all:
      return "all";
    case Op::exists:
      return "exists";
    case Op::exists_one:
      return "exists_one";
    case Op::filter:
      return "filter";
    case Op::transform:
      return "map";
    case Op::constant:
    case Op::name:
    case Op::chain:
    case Op::variable:
    case Op::list:
    case Op::map:
    case Op::has_name:
    case Op::has_chain:
    case Op::has_field:
    case Op::select:
    case Op::index:
    case Op::negate:
    case Op::call:
      break;
  }
  return {};
}

}  // namespace shixian::condition
