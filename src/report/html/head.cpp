// The head of the page, with the policy that lets nothing be fetched or run but its own style and script; its end.
#include <ostream>

#include "report/as_of.hpp"
#include "report/html/assets.hpp"
#include "report/html/page.hpp"

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

void write_head(const Page& page) {
  auto& out = page.out;
  const bool chinese = page.report.language == text::Language::chinese;
  out << "<!DOCTYPE html>\n<html lang=\"" << (chinese ? "zh-CN" : "en") << "\" dir=\"ltr\">\n<head>\n"
      << "<meta charset=\"utf-8\">\n"
      << "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-"
      << base64(style_sha256) << "'; script-src 'sha256-" << base64(script_sha256)
      << "'; base-uri 'none'; form-action 'none'\">\n"
      << "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      << "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"generator\" content=\"shixian\">\n";
  const auto& rules = page.findings.rules;
  const auto as_of = rules.empty() ? std::string() : as_of_iso(page.findings.as_of, rules.front().pack->zone);
  page.element("title", text::phrase("Compliance report as of {}", "合规检查报告（统计截止 {}）", as_of));
  out << "<style>" << style
      << "</style>\n</head>\n<body>\n"
      // Patterns that tell bars apart without their colours.
      << R"(<svg class="defs" aria-hidden="true"><defs>)"
      << R"-(<pattern id="hatched" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">)-"
      << R"(<rect width="5" height="5" fill="#fff3dc"/><rect width="2" height="5" fill="#b98a3c"/></pattern>)"
      << R"-(<pattern id="striped" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">)-"
      << R"(<rect width="6" height="6" fill="#fcebea"/><rect width="3" height="6" fill="#c4474c"/></pattern>)"
      << "</defs></svg>\n";
}

void write_foot(const Page& page) {
  page.out << "</main>\n<footer class=\"page\">\n";
  page.element("p",
               {"Made by shixian from the rules and ledgers named above. The page is complete in itself: it loads "
                "nothing and sends nothing. Every finding is also a line of -o report.jsonl.",
                "本页由 shixian 根据上列规则和台账生成，内容自足：不加载、不发送任何数据。全部结论亦可用 -o 报告.jsonl "
                "逐行导出。"});
  page.out << "</footer>\n<script>" << script << "</script>\n</body>\n</html>\n";
}

}  // namespace shixian::report::html
