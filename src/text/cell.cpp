#include "text/cell.hpp"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

namespace shixian::text {

namespace {

constexpr std::array<std::string_view, 4> wide_blanks{"\xE3\x80\x80", "\xC2\xA0", "\xE2\x80\x8B", "\xEF\xBB\xBF"};

bool blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r') || c == '\0'; }

std::size_t blanks_at_start(std::string_view text) {
  if (text.empty()) return 0;
  if (blank(text.front())) return 1;
  if (static_cast<unsigned char>(text.front()) < 0xC2) return 0;
  for (const auto wide : wide_blanks)
    if (text.starts_with(wide)) return wide.size();
  return 0;
}

std::size_t blanks_at_end(std::string_view text) {
  if (text.empty()) return 0;
  if (blank(text.back())) return 1;
  if (static_cast<unsigned char>(text.back()) < 0x80) return 0;
  for (const auto wide : wide_blanks)
    if (text.ends_with(wide)) return wide.size();
  return 0;
}

std::string_view trimmed(std::string_view text) {
  while (const auto count = blanks_at_start(text)) text.remove_prefix(count);
  while (const auto count = blanks_at_end(text)) text.remove_suffix(count);
  return text;
}

bool ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool digit(char c) { return c >= '0' && c <= '9'; }

/// Digits alone, or groups of three with commas between. nullopt otherwise.
std::optional<std::string> whole_part(std::string_view text) {
  std::string digits;
  const bool grouped = text.find(',') != text.npos;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto from_end = text.size() - 1 - i;
    const bool comma = grouped && from_end % 4 == 3;
    if (comma ? text[i] != ',' || i == 0 : !digit(text[i])) return std::nullopt;
    if (!comma) digits.push_back(text[i]);
  }
  return digits;
}

}  // namespace

std::string_view tidy(std::string_view cell) {
  cell = trimmed(cell);
  if (cell.size() >= 3 && cell.starts_with("=\"") && cell.ends_with('"')) {
    const auto inside = cell.substr(2, cell.size() - 3);
    if (inside.find('"') == inside.npos) return trimmed(inside);
  }
  return cell;
}

std::string folded(std::string_view name) {
  name = tidy(name);
  if (ascii(name)) return std::string(name);
  UErrorCode error = U_ZERO_ERROR;
  const auto* nfkc = icu::Normalizer2::getNFKCInstance(error);
  if (U_FAILURE(error)) return std::string(name);
  const auto text = icu::UnicodeString::fromUTF8({name.data(), static_cast<int32_t>(name.size())});
  std::string result;
  nfkc->normalize(text, error).toUTF8String(result);
  return U_FAILURE(error) ? std::string(name) : std::string(tidy(result));
}

std::string lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

std::optional<std::string> canonical_number(std::string_view tidy_cell) {
  constexpr std::size_t longest_number = 400;
  if (tidy_cell.size() > longest_number) return std::nullopt;
  const auto plain = ascii(tidy_cell) ? std::string(tidy_cell) : folded(tidy_cell);
  std::string_view rest = plain;
  constexpr std::string_view minus_sign = "\xE2\x88\x92";
  bool negative = false;
  if (rest.starts_with(minus_sign)) {
    negative = true;
    rest.remove_prefix(minus_sign.size());
  } else if (rest.starts_with('-') || rest.starts_with('+')) {
    negative = rest.front() == '-';
    rest.remove_prefix(1);
  }
  const bool percent = rest.ends_with('%');
  if (percent) rest = trimmed(rest.substr(0, rest.size() - 1));
  const auto point = rest.find('.');
  auto whole = whole_part(rest.substr(0, point));
  std::string fraction(point == rest.npos ? std::string_view{} : rest.substr(point + 1));
  if (!whole || (whole->empty() && fraction.empty()) || !std::all_of(fraction.begin(), fraction.end(), digit))
    return std::nullopt;
  if (percent) {
    whole->insert(0, whole->size() < 2 ? 2 - whole->size() : 0, '0');
    fraction.insert(0, *whole, whole->size() - 2, 2);
    whole->resize(whole->size() - 2);
  }
  whole->erase(0, std::min(whole->find_first_not_of('0'), whole->size()));
  fraction.erase(fraction.find_last_not_of('0') + 1);
  if (whole->empty()) *whole = "0";
  if (fraction.empty()) return (negative && *whole != "0" ? "-" : "") + *whole;
  return (negative ? "-" : "") + *whole + "." + fraction;
}

std::optional<bool> read_boolean(std::string_view tidy_cell) {
  constexpr std::size_t longest_word = 16;
  if (tidy_cell.size() > longest_word) return std::nullopt;
  const auto word = lower_case(folded(tidy_cell));
  constexpr std::array<std::string_view, 7> yes{"true", "yes", "y", "1", "是", "有", "√"};
  constexpr std::array<std::string_view, 7> no{"false", "no", "n", "0", "否", "无", "×"};
  if (std::find(yes.begin(), yes.end(), word) != yes.end()) return true;
  if (std::find(no.begin(), no.end(), word) != no.end()) return false;
  return std::nullopt;
}

}  // namespace shixian::text
