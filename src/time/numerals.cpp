#include "time/numerals.hpp"

#include <algorithm>

namespace shixian::time {

std::optional<Numeral> numeral(char32_t character) {
  switch (character) {
    case U'〇':
    case U'零':
    case U'○':
    case U'Ｏ':
      return Numeral{0, false};
    case U'一':
    case U'壹':
      return Numeral{1, false};
    case U'二':
    case U'贰':
    case U'貳':
    case U'两':
    case U'兩':
      return Numeral{2, false};
    case U'三':
    case U'叁':
    case U'參':
      return Numeral{3, false};
    case U'四':
    case U'肆':
      return Numeral{4, false};
    case U'五':
    case U'伍':
      return Numeral{5, false};
    case U'六':
    case U'陆':
    case U'陸':
      return Numeral{6, false};
    case U'七':
    case U'柒':
      return Numeral{7, false};
    case U'八':
    case U'捌':
      return Numeral{8, false};
    case U'九':
    case U'玖':
      return Numeral{9, false};
    case U'十':
    case U'拾':
      return Numeral{10, true};
    case U'廿':
      return Numeral{20, true};
    case U'卅':
      return Numeral{30, true};
    case U'百':
    case U'佰':
      return Numeral{100, true};
    case U'千':
    case U'仟':
      return Numeral{1000, true};
    case U'万':
    case U'萬':
      return Numeral{10000, true};
    default:
      return std::nullopt;
  }
}

namespace {

std::optional<std::int64_t> by_places(std::span<const Numeral> digits) {
  if (digits.size() > 9) return std::nullopt;
  std::int64_t number = 0;
  for (const auto& digit : digits) number = number * 10 + digit.value;
  return number;
}

/// Below 10,000: 二千零二十, 十五, 廿三.
std::optional<std::int64_t> by_units(std::span<const Numeral> numerals, bool leading) {
  std::int64_t number = 0;
  std::int32_t lowest = 10000;  // the smallest unit met so far
  bool zero = false;            // a 零 since that unit
  for (std::size_t i = 0; i < numerals.size();) {
    const auto& here = numerals[i];
    if (!here.is_unit && here.value == 0) {
      if (zero || i + 1 == numerals.size() || (i == 0 && leading)) return std::nullopt;
      zero = true, ++i;
      continue;
    }
    const bool twenty = here.is_unit && (here.value == 20 || here.value == 30);
    const bool bare_ten = here.is_unit && here.value == 10;
    if (twenty || bare_ten) {
      if (lowest <= 10 || (bare_ten && i != 0)) return std::nullopt;
      number += here.value, lowest = 10, zero = false, ++i;
      continue;
    }
    if (here.is_unit) return std::nullopt;
    if (i + 1 < numerals.size() && numerals[i + 1].is_unit && numerals[i + 1].value != 20 &&
        numerals[i + 1].value != 30) {
      const auto unit = numerals[i + 1].value;
      if (unit >= lowest || (i != 0 && !zero && unit * 10 != lowest)) return std::nullopt;
      number += static_cast<std::int64_t>(here.value) * unit, lowest = unit, zero = false, i += 2;
      continue;
    }
    // A last digit: ones. After hundreds or thousands it needs a 零, for 一百二 can be meant as 120.
    if (i + 1 != numerals.size() || (lowest > 10 && i != 0 && !zero) || (lowest == 10 && zero)) return std::nullopt;
    return number + here.value;
  }
  return number;
}

}  // namespace

std::optional<std::int64_t> spelled_number(std::span<const Numeral> numerals) {
  if (numerals.empty() || numerals.size() > 20) return std::nullopt;
  const auto is_unit = [](const Numeral& each) { return each.is_unit; };
  if (std::none_of(numerals.begin(), numerals.end(), is_unit)) return by_places(numerals);

  const auto myriad =
      std::find_if(numerals.begin(), numerals.end(), [](const auto& each) { return each.value == 10000; });
  if (myriad == numerals.end()) return by_units(numerals, true);
  const auto at = static_cast<std::size_t>(myriad - numerals.begin());
  const auto above = by_units(numerals.first(at), true);
  if (!above || *above == 0) return std::nullopt;
  const auto rest = numerals.subspan(at + 1);
  if (rest.empty()) return *above * 10000;
  const auto below = by_units(rest, false);
  const bool gap = !rest[0].is_unit && rest[0].value == 0;
  if (!below || *below == 0 || *below >= 10000 || gap != (*below < 1000)) return std::nullopt;
  return *above * 10000 + *below;
}

char32_t next_character(std::string_view text, std::size_t& at) {
  constexpr char32_t replacement = 0xFFFD;
  const auto byte = [&](std::size_t i) -> std::uint32_t { return static_cast<unsigned char>(text[i]); };
  const auto lead = byte(at++);
  if (lead < 0x80) return lead;
  const std::size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
  if (lead < 0xC2 || lead > 0xF4 || at + more > text.size()) return replacement;
  char32_t character = lead & (0x3Fu >> more);
  for (std::size_t i = 0; i < more; ++i) {
    const auto next = byte(at + i);
    if ((next & 0xC0) != 0x80) return replacement;
    character = character << 6 | (next & 0x3F);
  }
  const bool overlong = (more == 2 && character < 0x800) || (more == 3 && character < 0x10000);
  if (overlong || character > 0x10FFFF || (character >= 0xD800 && character < 0xE000)) return replacement;
  at += more;
  return character;
}

char32_t half_width(char32_t character) {
  if (character >= U'！' && character <= U'～') return character - U'！' + U'!';
  switch (character) {
    case U'\u3000':
    case U'\u00A0':
    case U'\u2002':
    case U'\u2003':
    case U'\u2007':
    case U'\u2009':
    case U'\u202F':
    case U'\t':
      return U' ';
    case U'\u2010':
    case U'\u2011':
    case U'\u2012':
    case U'\u2013':
    case U'\u2212':
      return U'-';
    case U'。':
    case U'．':
      return U'.';
    default:
      return character;
  }
}

}  // namespace shixian::time
