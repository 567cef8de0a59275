#include "log/mapping/pattern.hpp"

#include "text/cell.hpp"

namespace shixian::log {

namespace {

std::size_t next_character(std::string_view text, std::size_t at) {
  do ++at;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  return at;
}

}  // namespace

bool matches(std::string_view pattern, std::string_view text) {
  const auto wanted = text::folded(pattern), given = text::folded(text);
  std::size_t p = 0, t = 0, star = std::string::npos, resume = 0;
  while (t < given.size()) {
    if (p < wanted.size() && wanted[p] == '*') {
      star = p++;
      resume = t;
    } else if (p < wanted.size() && wanted[p] == '?') {
      ++p;
      t = next_character(given, t);
    } else if (p < wanted.size() && wanted[p] == given[t]) {
      ++p, ++t;
    } else if (star != std::string::npos) {
      p = star + 1;
      t = resume = next_character(given, resume);
    } else {
      return false;
    }
  }
  while (p < wanted.size() && wanted[p] == '*') ++p;
  return p == wanted.size();
}

std::string without_blanks(std::string_view text) {
  std::string rest;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = next_character(text, at);
    const auto character = text.substr(at, end - at);
    if (!text::tidy(character).empty()) rest += character;
    at = end;
  }
  return rest;
}

}  // namespace shixian::log
