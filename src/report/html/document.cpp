#include "report/html/document.hpp"

#include <ostream>

#include "report/html/assets.hpp"
#include "report/markup.hpp"

namespace shixian::report::html {

namespace {

/// A hash as a content security policy writes it: base64 of the bytes that the hexadecimal digits stand for.
std::string base64(std::string_view hex) {
  static constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const auto digit = [](char c) { return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10); };
  std::string text;
  unsigned bits = 0, held = 0;
  for (const char c : hex) {
    bits = (bits << 4) | digit(c);
    held += 4;
    if (held < 6) continue;
    held -= 6;
    text += letters[bits >> held];
    bits &= (1u << held) - 1;
  }
  if (held > 0) text += letters[bits << (6 - held)];
  text.append((4 - text.size() % 4) % 4, '=');
  return text;
}

}  // namespace

void open_document(text::Language language, const std::string& title, std::string_view script_hash, std::ostream& out) {
  const bool chinese = language == text::Language::chinese;
  const auto script_source = script_hash.empty() ? std::string("'none'") : "'sha256-" + base64(script_hash) + "'";
  out << "<!DOCTYPE html>\n<html lang=\"" << (chinese ? "zh-CN" : "en") << "\" dir=\"ltr\">\n<head>\n"
      << "<meta charset=\"utf-8\">\n"
      << "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-"
      << base64(style_sha256) << "'; script-src " << script_source << "; base-uri 'none'; form-action 'none'\">\n"
      << "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      << "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"generator\" content=\"shixian\">\n"
      << "<title>" << escaped(title) << "</title>\n<style>" << style << "</style>\n</head>\n<body>\n";
}

}  // namespace shixian::report::html
