#include "time/symbols.hpp"

#include "time/numerals.hpp"

namespace shixian::time {

namespace {

struct Word {
  char32_t first, second;
  Symbol meaning;
};

constexpr Word words[] = {
    {U'上', U'午', symbol::forenoon}, {U'下', U'午', symbol::afternoon}, {U'中', U'午', symbol::noon},
    {U'凌', U'晨', symbol::dawn},     {U'早', U'上', symbol::early},     {U'早', U'晨', symbol::early},
    {U'晚', U'上', symbol::evening},  {U'傍', U'晚', symbol::dusk},      {U'星', U'期', symbol::week},
    {U'禮', U'拜', symbol::week},     {U'礼', U'拜', symbol::week}};

/// The symbol of a character beyond ASCII; `unknown` when it starts a word or means nothing.
Symbol single(char32_t character) {
  switch (character) {
    case U'年':
      return symbol::year;
    case U'月':
      return symbol::month;
    case U'日':
    case U'号':
    case U'號':
      return symbol::day;
    case U'天':
      return symbol::heaven;
    case U'时':
    case U'時':
    case U'点':
    case U'點':
      return symbol::hour;
    case U'分':
      return symbol::minute;
    case U'秒':
      return symbol::second;
    case U'整':
      return symbol::whole;
    case U'半':
      return symbol::half;
    case U'周':
    case U'週':
      return symbol::week;
    default:
      break;
  }
  if (const auto found = numeral(character)) {
    if (!found->is_unit) return static_cast<Symbol>(symbol::zero + found->value);
    if (found->value == 10) return symbol::ten;
    if (found->value == 20) return symbol::twenty;
    if (found->value == 30) return symbol::thirty;
    return symbol::unknown;
  }
  const auto folded = half_width(character);
  if (folded < 0x80) return static_cast<Symbol>(folded);
  return symbol::unknown;
}

Symbol word(char32_t first, std::string_view text, std::size_t& at) {
  for (const auto& each : words) {
    if (each.first != first) continue;
    auto next = at;
    if (next < text.size() && next_character(text, next) == each.second) {
      at = next;
      return each.meaning;
    }
  }
  return symbol::unknown;
}

bool invisible(char32_t character) {
  return character == U'\uFEFF' || character == U'\u200B' || character == U'\u200E' || character == U'\u200F';
}

}  // namespace

Symbols symbols_of(std::string_view text) {
  Symbols symbols;
  bool blank = false;  // a blank waits for something to separate
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    Symbol here = byte;
    if (byte < 0x80) {
      ++at;
      if (byte == '\t' || byte == '\n' || byte == '\r') here = ' ';
    } else {
      const auto character = next_character(text, at);
      if (invisible(character)) continue;
      here = single(character);
      if (here == symbol::unknown) here = word(character, text, at);
    }
    if (here == ' ') {
      blank = symbols.size > 0;
      continue;
    }
    if (here >= 'a' && here <= 'z') here = static_cast<Symbol>(here - 'a' + 'A');
    if (symbols.size + 2 > Symbols::capacity) {
      symbols.too_long = true;
      return symbols;
    }
    const bool unit = here >= symbol::year && here <= symbol::second;
    if (blank && !unit) symbols.items[symbols.size++] = ' ';
    blank = false;
    symbols.items[symbols.size++] = here;
  }
  return symbols;
}

}  // namespace shixian::time
