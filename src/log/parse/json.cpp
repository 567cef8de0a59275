#include "log/parse/json.hpp"

#include <charconv>

#include "log/parse/records.hpp"
#include "log/rows/cell.hpp"

namespace shixian::log {

namespace {

constexpr std::string_view blanks = " \t\r\n";

bool digit(char c) { return c >= '0' && c <= '9'; }

std::string_view without_blanks_behind(std::string_view text) {
  return text.substr(0, text.find_last_not_of(blanks) + 1);
}

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t count = 0;
  while (at + count < text.size() && digit(text[at + count])) ++count;
  return count;
}

/// -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?
bool is_number(std::string_view text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  const auto whole = digits_at(text, at);
  if (whole == 0 || (whole > 1 && text[at] == '0')) return false;
  at += whole;
  if (at < text.size() && text[at] == '.') {
    const auto fraction = digits_at(text, at + 1);
    if (fraction == 0) return false;
    at += 1 + fraction;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    const auto exponent = digits_at(text, at);
    if (exponent == 0) return false;
    at += exponent;
  }
  return at == text.size();
}

text::Phrase too_long() {
  return text::phrase("a value is longer than {} MiB, or the whole object longer than {} MiB",
                      "有的值超过 {} MiB，或整个对象超过 {} MiB", longest_cell >> 20, longest_record >> 20);
}

text::Phrase too_deep() {
  return text::phrase("its values are nested more than {} levels deep", "值的嵌套超过 {} 层", deepest_json);
}

}  // namespace

std::size_t end_of_value(std::string_view text) {
  std::size_t depth = 0;
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto c = text[at];
    if (quoted) {
      if (c == '\\') ++at;
      if (c == '"') quoted = false;
      continue;
    }
    if (c == '"') quoted = true;
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth == 0) return at + 1;
  }
  return text.npos;
}

std::string plain_decimal(std::string_view number) {
  constexpr long most_digits = 400;  // as canonical_number reads them
  const auto e = number.find_first_of("eE");
  if (e == number.npos) return std::string(number);
  auto digits = number.substr(0, e), power = number.substr(e + 1);
  if (power.starts_with('+')) power.remove_prefix(1);
  long exponent = 0;
  if (std::from_chars(power.data(), power.data() + power.size(), exponent).ec != std::errc())
    return std::string(number);
  const bool negative = digits.starts_with('-');
  if (negative) digits.remove_prefix(1);
  const auto point = std::min(digits.find('.'), digits.size());
  std::string all(digits.substr(0, point));
  if (point < digits.size()) all.append(digits.substr(point + 1));
  const auto size = static_cast<long>(all.size());
  if (size > most_digits || exponent > most_digits || exponent < -most_digits) return std::string(number);
  const auto whole = static_cast<long>(point) + exponent;  // digits before the point
  if (whole <= 0)
    all.insert(0, static_cast<std::size_t>(1 - whole), '0');
  else if (whole > size)
    all.append(static_cast<std::size_t>(whole - size), '0');
  const auto before = static_cast<std::size_t>(std::max(whole, 1L));
  auto fraction = all.substr(before);
  fraction.erase(fraction.find_last_not_of('0') + 1);
  auto integer = all.substr(0, before);
  integer.erase(0, std::min(integer.find_first_not_of('0'), integer.size() - 1));
  return (negative ? "-" : "") + integer + (fraction.empty() ? "" : ".") + fraction;
}

bool JsonRecord::wrong(text::Phrase reason, bool torn) {
  fault_ = Fault{std::move(reason), torn};
  return false;
}

bool JsonRecord::wrong(Error error) {
  if (error == Error::UTF8_ERROR)
    return wrong(
        {"it is not written in UTF-8, as JSON is; if the whole file is in another encoding, name it in the mapping, as "
         "'encoding: gb18030'",
         "不是 UTF-8 编码，而 JSON 应为 UTF-8；如整个文件采用别的编码，请在映射中写明，如“encoding: gb18030”"});
  if (error == Error::UNESCAPED_CHARS)
    return wrong(
        {"a text in quotes holds a line end, a tab or another control character, which JSON writes as \\n, \\t "
         "or \\u0000; or a quote is missing",
         "引号中的文字含有换行、制表符等控制字符，JSON 中应写成 \\n、\\t 或 \\u0000；也可能缺了一个引号"},
        true);
  if (error == Error::STRING_ERROR)
    return wrong({"a text in quotes holds a backslash that JSON gives no meaning, or half a character such as \\ud800",
                  "引号中的文字含有 JSON 不认识的反斜杠写法，或如 \\ud800 的半个字符"});
  const std::string_view text(padded_.data(), size_);
  const auto end = end_of_value(text);
  if (end == text.npos)
    return wrong({"the object is not closed: a quote or a brace is missing, or it was cut off",
                  "对象没有结束：缺少引号或花括号，或被截断"},
                 true);
  if (end < text.size())
    return wrong({"more text follows the object; every object must stand on a line of its own",
                  "对象之后还有文字；每个对象应单独成行"},
                 true);
  return wrong({"it is not written as JSON: a comma, a colon, a quote or a bracket is missing or too many",
                "不合 JSON 写法：缺少或多出了逗号、冒号、引号或括号"},
               true);
}

bool JsonRecord::no_value(std::string_view token) {
  const auto word = excerpt(token.substr(0, token.find_first_of(" \t\r\n,]}")), 40);
  if (word.empty()) return wrong(Error::TAPE_ERROR);
  return wrong(
      text::phrase("'{}' is no value in JSON, which has texts in quotes, numbers such as -12.5, true, false and null",
                   "“{}”不是 JSON 的值：应为引号中的文字、-12.5 这样的数字、true、false 或 null", word));
}

std::string& JsonRecord::made() {
  if (made_used_ == made_.size()) made_.emplace_back();
  return made_[made_used_++];
}

bool JsonRecord::add(std::uint32_t node, std::string_view text) {
  if (text.size() > longest_cell) return wrong(too_long());
  values_.push_back({node, text});
  return true;
}

bool JsonRecord::object(simdjson::ondemand::object object, std::uint32_t node, std::size_t depth) {
  if (depth > deepest_json) return wrong(too_deep());
  for (auto field : object) {
    std::string_view key;
    if (const auto error = field.unescaped_key().get(key)) return wrong(error);
    const auto child = paths_.child(node, key);
    if (child == Paths::none)
      return wrong(text::phrase(
          "the name '{}' cannot be a column: names are at most {} bytes long, and a ledger has at most {} of them",
          "名称“{}”不能作为列：名称最长 {} 字节，一份台账最多 {} 个", excerpt(key, 40), longest_name, most_columns));
    if (paths_.meet(child) > 0)
      return wrong(text::phrase("'{}' is named twice in it, so that it cannot be told which value is meant",
                                "其中两次出现“{}”，无法判断以哪个值为准", excerpt(paths_.path(child), 40)));
    simdjson::ondemand::value held;
    if (const auto error = field.value().get(held)) return wrong(error);
    if (!value(held, child, depth)) return false;
  }
  return true;
}

bool JsonRecord::value(simdjson::ondemand::value value, std::uint32_t node, std::size_t depth) {
  simdjson::ondemand::json_type type;
  const auto token = without_blanks_behind(value.raw_json_token());
  if (value.type().get(type)) return no_value(token);
  switch (type) {
    case simdjson::ondemand::json_type::object: {
      simdjson::ondemand::object inner;
      if (const auto error = value.get_object().get(inner)) return wrong(error);
      return object(inner, node, depth + 1);
    }
    case simdjson::ondemand::json_type::array:
      return array(value, node, depth);
    case simdjson::ondemand::json_type::string: {
      std::string_view text;
      if (const auto error = value.get_string().get(text)) return wrong(error);
      return add(node, text);
    }
    case simdjson::ondemand::json_type::number:
      if (!is_number(token)) return no_value(token);
      if (token.find_first_of("eE") == token.npos) return add(node, token);
      return add(node, made() = plain_decimal(token));
    case simdjson::ondemand::json_type::boolean:
      return token == "true" || token == "false" ? add(node, token) : no_value(token);
    case simdjson::ondemand::json_type::null:
      break;
  }
  return token == "null" ? add(node, "") : no_value(token);
}

bool JsonRecord::array(simdjson::ondemand::value value, std::uint32_t node, std::size_t depth) {
  const auto* start = value.raw_json_token().data();
  if (!sound(value, depth + 1)) return false;
  const auto rest = std::string_view(padded_.data(), size_).substr(static_cast<std::size_t>(start - padded_.data()));
  const auto written = rest.substr(0, end_of_value(rest));
  auto& compact = made();
  compact.resize(written.size());
  std::size_t size = 0;
  if (const auto error = simdjson::minify(written.data(), written.size(), compact.data(), size)) return wrong(error);
  compact.resize(size);
  return add(node, compact);
}

bool JsonRecord::sound(simdjson::ondemand::value value, std::size_t depth) {
  if (depth > deepest_json) return wrong(too_deep());
  simdjson::ondemand::json_type type;
  const auto token = without_blanks_behind(value.raw_json_token());
  if (value.type().get(type)) return no_value(token);
  if (type == simdjson::ondemand::json_type::object) {
    simdjson::ondemand::object object;
    if (const auto error = value.get_object().get(object)) return wrong(error);
    for (auto field : object) {
      std::string_view key;
      simdjson::ondemand::value held;
      if (const auto error = field.unescaped_key().get(key)) return wrong(error);
      if (const auto error = field.value().get(held)) return wrong(error);
      if (!sound(held, depth + 1)) return false;
    }
    return true;
  }
  if (type == simdjson::ondemand::json_type::array) {
    simdjson::ondemand::array array;
    if (const auto error = value.get_array().get(array)) return wrong(error);
    for (auto element : array) {
      simdjson::ondemand::value held;
      if (const auto error = element.get(held)) return wrong(error);
      if (!sound(held, depth + 1)) return false;
    }
    return true;
  }
  if (type == simdjson::ondemand::json_type::string) {
    std::string_view text;
    const auto error = value.get_string().get(text);
    return error ? wrong(error) : true;
  }
  const bool good = type == simdjson::ondemand::json_type::number
                        ? is_number(token)
                        : token == "true" || token == "false" || token == "null";
  return good || no_value(token);
}

std::optional<JsonRecord::Fault> JsonRecord::read(std::string_view text) {
  values_.clear();
  made_used_ = 0;
  fault_.reset();
  paths_.begin();
  if (!text.starts_with('{'))
    return Fault{{"it is no JSON object, which stands in braces and names its values, as {\"case\": \"1\"}",
                  "不是 JSON 对象：对象写在花括号中，并写明各值的名称，如 {\"case\": \"1\"}"}};
  if (text.size() > longest_record) return Fault{too_long()};
  size_ = text.size();
  if (padded_.size() < size_ + simdjson::SIMDJSON_PADDING) padded_.resize(size_ + simdjson::SIMDJSON_PADDING);
  std::copy(text.begin(), text.end(), padded_.begin());
  std::fill_n(padded_.begin() + static_cast<std::ptrdiff_t>(size_), simdjson::SIMDJSON_PADDING, '\0');
  simdjson::ondemand::document document;
  simdjson::ondemand::object whole;
  auto error = parser_.iterate(padded_.data(), size_, padded_.size()).get(document);
  if (!error) error = document.get_object().get(whole);
  if (error)
    wrong(error);
  else if (object(whole, Paths::root, 1) && document.current_location().error() != Error::OUT_OF_BOUNDS)
    wrong(Error::TRAILING_CONTENT);
  return fault_;
}

}  // namespace shixian::log
