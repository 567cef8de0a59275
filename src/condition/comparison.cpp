#include "condition/comparison.hpp"

#include "condition/describe.hpp"
#include "condition/number.hpp"
#include "condition/time_value.hpp"
#include "condition/untyped.hpp"

namespace shixian::condition {
namespace {

bool is_number(const Value& value) {
  return std::holds_alternative<std::int64_t>(value.of) || std::holds_alternative<double>(value.of);
}

std::partial_ordering order_of_numbers(const Value& left, const Value& right) {
  const auto* left_whole = std::get_if<std::int64_t>(&left.of);
  const auto* right_whole = std::get_if<std::int64_t>(&right.of);
  if (left_whole && right_whole) return *left_whole <=> *right_whole;
  if (left_whole) return compare(*left_whole, std::get<double>(right.of));
  if (right_whole) return 0 <=> compare(*right_whole, std::get<double>(left.of));
  return std::get<double>(left.of) <=> std::get<double>(right.of);
}

/// Whether there is a reading of undeclared text as the kind of `like`.
bool has_reading(const Value& like) {
  return is_number(like) || std::holds_alternative<bool>(like.of) || std::holds_alternative<std::string>(like.of) ||
         std::holds_alternative<Timestamp>(like.of) || std::holds_alternative<Duration>(like.of);
}

template <class Read>
std::optional<Value> wrapped(const Read& read, std::string_view text, Needed needed, Work& work) {
  if (!read) return work.fail(unreadable(text, needed));
  return Value{*read};
}

/// The text as a value of the kind of `like`, which has a reading.
std::optional<Value> read_like(const Value& like, const std::string& text, Work& work) {
  if (is_number(like)) {
    auto number = number_in(text);
    if (!number) return work.fail(unreadable(text, Needed::number));
    return number;
  }
  if (std::holds_alternative<bool>(like.of)) return wrapped(truth_in(text), text, Needed::truth, work);
  if (std::holds_alternative<Timestamp>(like.of)) return wrapped(read_timestamp(text), text, Needed::timestamp, work);
  if (std::holds_alternative<Duration>(like.of)) return wrapped(read_duration(text), text, Needed::duration, work);
  return Value{text};
}

/// The conjunction of answers: no beats a missing answer, which beats yes.
class AllOf {
 public:
  explicit AllOf(Work& work) : work_(&work) {}
  /// Whether the result is settled.
  bool add(std::optional<bool> answer) {
    if (!answer && !missing_) missing_ = std::move(work_->why);
    if (answer && !*answer) no_ = true;
    return no_ || work_->exhausted();
  }
  std::optional<bool> result() {
    if (work_->exhausted()) return std::nullopt;
    if (no_) return false;
    if (missing_) return work_->fail(std::move(*missing_));
    return true;
  }

 private:
  Work* work_;
  bool no_ = false;
  std::optional<text::Phrase> missing_;
};

std::optional<bool> equal_lists(const List& left, const List& right, Work& work) {
  if (left.size() != right.size()) return false;
  AllOf all(work);
  for (std::size_t i = 0; i < left.size(); ++i)
    if (all.add(equal(left[i], right[i], work))) break;
  return all.result();
}

std::optional<bool> equal_maps(const Map& left, const Map& right, Work& work) {
  if (left.size() != right.size()) return false;
  AllOf all(work);
  for (const auto& [key, value] : left) {
    const auto found = find(right, key, work);
    const auto answer = !found   ? std::optional<bool>{}
                        : *found ? equal(value, **found, work)
                                 : std::optional<bool>{false};
    if (all.add(answer)) break;
  }
  return all.result();
}

std::optional<bool> equal_to_untyped(const std::string& text, const Value& other, Work& work) {
  if (const auto* wanted = std::get_if<std::string>(&other.of)) return text == *wanted;
  if (!has_reading(other)) return false;
  const auto read = read_like(other, text, work);
  if (!read) return std::nullopt;
  return equal(*read, other, work);
}

}  // namespace

std::optional<bool> equal(const Value& left, const Value& right, Work& work) {
  if (!work.spend()) return std::nullopt;
  const auto* left_text = std::get_if<Untyped>(&left.of);
  const auto* right_text = std::get_if<Untyped>(&right.of);
  if (left_text && right_text) return left_text->text == right_text->text;
  if (left_text) return equal_to_untyped(left_text->text, right, work);
  if (right_text) return equal_to_untyped(right_text->text, left, work);
  if (is_number(left) && is_number(right)) return std::is_eq(order_of_numbers(left, right));
  if (left.of.index() != right.of.index()) return false;
  if (const auto* list = std::get_if<List>(&left.of)) return equal_lists(*list, std::get<List>(right.of), work);
  if (const auto* map = std::get_if<Map>(&left.of)) return equal_maps(*map, std::get<Map>(right.of), work);
  if (const auto* text = std::get_if<std::string>(&left.of)) return *text == std::get<std::string>(right.of);
  if (const auto* truth = std::get_if<bool>(&left.of)) return *truth == std::get<bool>(right.of);
  if (const auto* time = std::get_if<Timestamp>(&left.of)) return *time == std::get<Timestamp>(right.of);
  if (const auto* length = std::get_if<Duration>(&left.of)) return *length == std::get<Duration>(right.of);
  return true;  // null and null
}

std::optional<std::partial_ordering> order(const Value& left, const Value& right, std::string_view sign, Work& work) {
  const auto* left_text = std::get_if<Untyped>(&left.of);
  const auto* right_text = std::get_if<Untyped>(&right.of);
  if (left_text && right_text) return work.fail(undeclared(sign, left_text->text, right_text->text));
  if (left_text && has_reading(right)) {
    const auto read = read_like(right, left_text->text, work);
    return read ? order(*read, right, sign, work) : std::nullopt;
  }
  if (right_text && has_reading(left)) {
    const auto read = read_like(left, right_text->text, work);
    return read ? order(left, *read, sign, work) : std::nullopt;
  }
  if (is_number(left) && is_number(right)) return order_of_numbers(left, right);
  if (left.of.index() == right.of.index()) {
    if (const auto* text = std::get_if<std::string>(&left.of)) return *text <=> std::get<std::string>(right.of);
    if (const auto* truth = std::get_if<bool>(&left.of)) return *truth <=> std::get<bool>(right.of);
    if (const auto* time = std::get_if<Timestamp>(&left.of)) return *time <=> std::get<Timestamp>(right.of);
    if (const auto* length = std::get_if<Duration>(&left.of)) return *length <=> std::get<Duration>(right.of);
  }
  return work.fail(no_overload(sign, left, right));
}

std::optional<bool> is_in(const Value& item, const Value& container, Work& work) {
  if (const auto* map = std::get_if<Map>(&container.of)) {
    const auto found = find(*map, item, work);
    if (!found) return std::nullopt;
    return *found != nullptr;
  }
  const auto* list = std::get_if<List>(&container.of);
  if (!list) return work.fail(no_overload("in", item, container));
  std::optional<text::Phrase> missing;
  for (const auto& one : *list) {
    const auto answer = equal(item, one, work);
    if (work.exhausted()) return std::nullopt;
    if (!answer && !missing) missing = std::move(work.why);
    if (answer && *answer) return true;
  }
  if (missing) return work.fail(std::move(*missing));
  return false;
}

std::optional<const Value*> find(const Map& map, const Value& key, Work& work) {
  std::optional<text::Phrase> missing;
  for (const auto& [known, value] : map) {
    const auto answer = equal(known, key, work);
    if (work.exhausted()) return std::nullopt;
    if (!answer && !missing) missing = std::move(work.why);
    if (answer && *answer) return &value;
  }
  if (missing) return work.fail(std::move(*missing));
  return nullptr;
}

std::size_t weight(const Value& value) {
  constexpr std::size_t bytes_a_step = 64;
  std::size_t sum = 1;
  if (const auto* text = std::get_if<std::string>(&value.of)) sum += text->size() / bytes_a_step;
  if (const auto* text = std::get_if<Untyped>(&value.of)) sum += text->text.size() / bytes_a_step;
  if (const auto* list = std::get_if<List>(&value.of))
    for (const auto& item : *list) sum += weight(item);
  if (const auto* map = std::get_if<Map>(&value.of))
    for (const auto& [key, held] : *map) sum += weight(key) + weight(held);
  return sum;
}

text::Phrase no_overload(std::string_view sign, const Value& left, const Value& right) {
  const auto first = describe(left), second = describe(right);
  return {fmt::format("'{}' does not work between {} and {}", sign, first.english, second.english),
          fmt::format("“{}”不能用于{}与{}之间", sign, first.chinese, second.chinese)};
}

}  // namespace shixian::condition
