#include "report/html/page.hpp"

#include <array>
#include <ostream>

#include "check/evidence.hpp"
#include "report/entry.hpp"
#include "report/markup.hpp"
#include "report/site.hpp"

namespace shixian::report::html {

std::string Page::say(const text::Phrase& phrase) const { return escaped(phrase.in(report.language)); }

void Page::element(std::string_view name, const text::Phrase& phrase, std::string_view attributes) const {
  out << '<' << name << (attributes.empty() ? "" : " ") << attributes << '>' << say(phrase) << "</" << name << ">\n";
}

std::string badge(const Page& page, check::Verdict verdict) {
  static constexpr std::array<std::string_view, check::verdict_count> signs{"✓", "▲", "✕", "■", "○", "?", "◇"};
  return fmt::format(R"(<span class="badge {}"><span aria-hidden="true">{}</span> {}</span>)", check::name(verdict),
                     signs[static_cast<std::size_t>(verdict)], page.say(check::title(verdict)));
}

namespace {

/// A place in a file, without the folder of the file, as a link to it.
std::string file_link(const Page& page, const std::string& file, const std::string& full) {
  const auto folder = file.find_last_of('/');
  const auto text = escaped(folder == std::string::npos ? full : full.substr(folder + 1));
  const auto target = link_to_file(file, page.report.folder);
  if (target.empty()) return text;
  return fmt::format(R"(<a href="{}" title="{}">{}</a>)", target, escaped(full), text);
}

}  // namespace

std::string place_link(const Page& page, std::uint32_t event) {
  if (event == check::none) return {};
  return file_link(page, page.log.events.origins()[page.log.events.where(event).origin].file,
                   place_of(page.report, event));
}

std::string places_of(const Page& page, const check::Finding& finding, std::string_view between) {
  auto text = place_link(page, finding.trigger);
  const auto second = place_link(page, finding.response);
  if (text.empty() && second.empty()) {
    const auto at = site(page.report, finding);
    if (!at.in_ledger) return {};
    return file_link(page, at.file, text::phrase("{} row {}", "{} 第{}行", at.file, at.line).in(page.report.language));
  }
  if (second.empty() || second == text) return text;
  return text.empty() ? second : text.append(between) + second;
}

std::string rule_link(const Page& page, std::uint32_t rule) {
  return fmt::format(R"(<a href="#r-{}">{}</a>)", rule, page.say(page.findings.rules[rule].rule->title));
}

std::string subject_link(const Page& page, std::uint32_t finding) {
  const auto& one = page.findings.all[finding];
  auto subject = check::subject(one, page.findings, page.log);
  if (subject.empty()) subject = "—";
  if (!page.has_section[finding]) return "<bdi>" + escaped(subject) + "</bdi>";
  return fmt::format(R"(<a href="#f-{}"><bdi>{}</bdi></a>)", check::fingerprint(one, page.findings, page.log),
                     escaped(subject));
}

void write_rest(const Page& page, std::size_t all, std::size_t shown) {
  if (all <= shown) return;
  page.element(
      "p",
      text::phrase("… and {} more, which this page leaves out to stay readable; -o report.jsonl or "
                   "-o report.csv lists all.",
                   "……另有 {} 项，为便于阅读本页不再列出；-o 报告.jsonl 或 -o 报告.csv 列出全部。", all - shown),
      R"(class="notice")");
}

}  // namespace shixian::report::html
