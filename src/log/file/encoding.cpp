#include "log/file/encoding.hpp"

#include <simdjson.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucnv_err.h>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#include "text/width.hpp"

namespace shixian::log {

namespace {

using ConverterPtr = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

constexpr std::string_view mark_utf8 = "\xEF\xBB\xBF", mark_utf16le = "\xFF\xFE", mark_utf16be = "\xFE\xFF";

/// Characters that GB18030 moved out of the private area in 2022 (and the blank that GBK fonts kept there).
char16_t as_of_2022(char16_t unit) {
  if (unit < 0xE5E5 || unit > 0xE864) return unit;
  switch (unit) {
    case 0xE5E5:
      return 0x3000;
    case 0xE78D:
      return 0xFE10;
    case 0xE78E:
      return 0xFE12;
    case 0xE78F:
      return 0xFE11;
    case 0xE790:
      return 0xFE13;
    case 0xE791:
      return 0xFE14;
    case 0xE792:
      return 0xFE15;
    case 0xE793:
      return 0xFE16;
    case 0xE794:
      return 0xFE17;
    case 0xE795:
      return 0xFE18;
    case 0xE796:
      return 0xFE19;
    case 0xE81E:
      return 0x9FB4;
    case 0xE826:
      return 0x9FB5;
    case 0xE82B:
      return 0x9FB6;
    case 0xE82C:
      return 0x9FB7;
    case 0xE832:
      return 0x9FB8;
    case 0xE843:
      return 0x9FB9;
    case 0xE854:
      return 0x9FBA;
    case 0xE864:
      return 0x9FBB;
    default:
      return unit;
  }
}

/// ICU's GBK reads the byte FF as a private character of its own.
constexpr char16_t stray_byte = 0xF8F5, replacement = 0xFFFD;

extern "C" void replace_and_count(const void* context, UConverterToUnicodeArgs* args, const char*, int32_t length,
                                  UConverterCallbackReason reason, UErrorCode* error) {
  if (reason > UCNV_IRREGULAR) return;
  *static_cast<std::uint64_t*>(const_cast<void*>(context)) += static_cast<std::uint64_t>(length);
  *error = U_ZERO_ERROR;
  ucnv_cbToUWriteUChars(args, &replacement, 1, 0, error);
}

class Utf8Writer {
 public:
  void add(const char16_t* units, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) add(units[i]);
  }
  std::string take() { return std::move(text_); }

 private:
  void add(char16_t unit) {
    if (lead_ != 0) {
      const auto point = 0x10000U + ((lead_ - 0xD800U) << 10) + (unit - 0xDC00U);
      put(0xF0 | (point >> 18)), put(0x80 | ((point >> 12) & 0x3F)), put(0x80 | ((point >> 6) & 0x3F)),
          put(0x80 | (point & 0x3F));
      lead_ = 0;
    } else if (unit < 0x80) {
      put(unit);
    } else if (unit < 0x800) {
      put(0xC0U | (unit >> 6)), put(0x80U | (unit & 0x3F));
    } else if (unit >= 0xD800 && unit < 0xDC00) {
      lead_ = unit;
    } else {
      put(0xE0U | (unit >> 12)), put(0x80U | ((unit >> 6) & 0x3F)), put(0x80U | (unit & 0x3F));
    }
  }
  void put(std::uint32_t byte) { text_.push_back(static_cast<char>(byte)); }

  std::string text_;
  std::uint32_t lead_ = 0;
};

/// nullopt: bytes that do not fit, where `bad_bytes` is null.
std::optional<std::string> convert(std::string_view bytes, Encoding encoding, std::uint64_t* bad_bytes) {
  UErrorCode error = U_ZERO_ERROR;
  const ConverterPtr converter(ucnv_open(name(encoding).data(), &error), &ucnv_close);
  if (U_FAILURE(error)) return std::nullopt;
  if (bad_bytes)
    ucnv_setToUCallBack(converter.get(), &replace_and_count, bad_bytes, nullptr, nullptr, &error);
  else
    ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  const bool chinese = encoding == Encoding::gb18030 || encoding == Encoding::gbk;
  std::vector<char16_t> units(std::size_t{1} << 16);
  Utf8Writer text;
  const auto* from = bytes.data();
  const auto* const end = from + bytes.size();
  do {
    error = U_ZERO_ERROR;
    auto* to = units.data();
    ucnv_toUnicode(converter.get(), &to, units.data() + units.size(), &from, end, nullptr, true, &error);
    const auto count = static_cast<std::size_t>(to - units.data());
    if (chinese) std::transform(units.data(), to, units.data(), &as_of_2022);
    if (encoding == Encoding::gbk) {
      const auto stray = std::count(units.data(), to, stray_byte);
      if (stray > 0 && !bad_bytes) return std::nullopt;
      std::replace(units.data(), to, stray_byte, replacement);
      if (stray > 0) *bad_bytes += static_cast<std::uint64_t>(stray);
    }
    text.add(units.data(), count);
  } while (error == U_BUFFER_OVERFLOW_ERROR);
  if (U_FAILURE(error)) return std::nullopt;
  return text.take();
}

Decoded decode_as(std::string_view bytes, Encoding encoding) {
  Decoded decoded{encoding, 0, bytes, std::nullopt};
  if (encoding == Encoding::utf8 && simdjson::validate_utf8(bytes.data(), bytes.size())) return decoded;
  decoded.converted = convert(bytes, encoding, &decoded.bad_bytes).value_or("");
  return decoded;
}

/// UTF-16 without a mark: zero bytes stand often, and nearly all at odd or nearly all at even places (the others belong
/// to characters such as U+4E00). Text that is UTF-8 too must have very many of them, for a few may be padding.
std::optional<Encoding> utf16_by_zeros(std::string_view bytes, bool utf8) {
  const auto sample = bytes.substr(0, 8192);
  if (bytes.size() < 2 || bytes.size() % 2 != 0) return std::nullopt;
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < sample.size(); ++i)
    if (sample[i] == '\0') ++zeros[i % 2];
  const auto needed = std::max<std::size_t>(1, utf8 ? sample.size() / 4 : sample.size() / 100);
  if (zeros[1] >= needed && zeros[0] <= zeros[1] / 8) return Encoding::utf16le;
  if (zeros[0] >= needed && zeros[1] <= zeros[0] / 8) return Encoding::utf16be;
  return std::nullopt;
}

/// Whether it is UTF-8 that was cut off within its last character. GB18030 would find characters in that too, all
/// wrong.
bool utf8_cut_off(std::string_view bytes) {
  constexpr std::size_t longest = 4;
  const auto bad = first_bad_utf8(bytes);
  const auto rest = bytes.substr(bad);
  if (rest.empty() || rest.size() >= longest) return false;
  const auto lead = static_cast<unsigned char>(rest.front());
  const auto size = lead >= 0xF0 ? 4U : lead >= 0xE0 ? 3U : lead >= 0xC2 ? 2U : 0U;
  const auto inside = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
  return rest.size() < size && std::all_of(rest.begin() + 1, rest.end(), inside) &&
         std::any_of(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(bad), inside);
}

std::optional<Decoded> detect(std::string_view bytes) {
  const bool utf8 = simdjson::validate_utf8(bytes.data(), bytes.size());
  if (const auto utf16 = utf16_by_zeros(bytes, utf8))
    if (auto text = convert(bytes, *utf16, nullptr)) return Decoded{*utf16, 0, bytes, std::move(text)};
  if (utf8) return Decoded{Encoding::utf8, 0, bytes, std::nullopt};
  if (utf8_cut_off(bytes)) return decode_as(bytes, Encoding::utf8);
  for (const auto encoding : {Encoding::gb18030, Encoding::gbk})
    if (auto text = convert(bytes, encoding, nullptr)) return Decoded{encoding, 0, bytes, std::move(text)};
  return std::nullopt;
}

}  // namespace

std::optional<Decoded> decode(std::string_view bytes, Encoding named) {
  if (bytes.starts_with(mark_utf8)) return decode_as(bytes.substr(mark_utf8.size()), Encoding::utf8);
  if (bytes.starts_with(mark_utf16le)) return decode_as(bytes.substr(mark_utf16le.size()), Encoding::utf16le);
  if (bytes.starts_with(mark_utf16be)) return decode_as(bytes.substr(mark_utf16be.size()), Encoding::utf16be);
  if (named != Encoding::detect) return decode_as(bytes, named);
  return detect(bytes);
}

std::uint64_t first_line_in_utf8(std::string_view bytes) {
  const auto is_chinese = [](std::string_view text) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    return text.size() >= 3 && byte(0) >= 0xE3 && byte(0) <= 0xE9 && (byte(1) & 0xC0) == 0x80 &&
           (byte(2) & 0xC0) == 0x80;
  };
  for (std::uint64_t number = 1; !bytes.empty(); ++number) {
    auto line = bytes.substr(0, bytes.find('\n'));
    bytes.remove_prefix(std::min(bytes.size(), line.size() + 1));
    std::size_t characters = 0;
    bool good = true;
    while (good && !line.empty()) {
      const bool ascii = static_cast<unsigned char>(line.front()) < 0x80;
      good = ascii || is_chinese(line);
      if (good && !ascii) ++characters;
      line.remove_prefix(ascii || !good ? 1 : 3);
    }
    if (good && characters >= 2) return number;
  }
  return 0;
}

std::string_view name(Encoding encoding) {
  switch (encoding) {
    case Encoding::detect:
    case Encoding::utf8:
      return "UTF-8";
    case Encoding::utf16le:
      return "UTF-16LE";
    case Encoding::utf16be:
      return "UTF-16BE";
    case Encoding::gb18030:
      return "GB18030";
    case Encoding::gbk:
      return "GBK";
  }
  return "UTF-8";
}

std::size_t first_bad_utf8(std::string_view bytes) {
  std::size_t bad = bytes.size();
  text::valid_utf8(bytes, &bad);
  return bad;
}

}  // namespace shixian::log
