#include <fmt/chrono.h>

#include <ostream>

#include "check/evidence.hpp"
#include "report/due.hpp"
#include "report/entry.hpp"
#include "text/width.hpp"

namespace shixian::report {

namespace {

/// A text value (RFC 5545, 3.3.11).
std::string escaped(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    if (c == '\\' || c == ';' || c == ',') safe += '\\';
    if (c == '\n')
      safe += "\\n";
    else
      safe += c;
  }
  return safe;
}

/// Lines end with CRLF and are folded at 75 octets, never within a character (3.1).
void line(std::ostream& out, const std::string& content) {
  constexpr std::size_t longest = 75;
  std::size_t begin = 0, room = longest;
  while (content.size() - begin > room) {
    auto end = begin + room;
    while ((static_cast<unsigned char>(content[end]) & 0xC0) == 0x80) --end;
    out << content.substr(begin, end - begin) << "\r\n ";
    begin = end;
    room = longest - 1;
  }
  out << content.substr(begin) << "\r\n";
}

std::string day_of(time::Day day) {
  const std::chrono::year_month_day date{day};
  return fmt::format("{:04}{:02}{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string instant_of(time::Instant instant) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(instant);
  const auto day = std::chrono::floor<std::chrono::days>(seconds);
  const std::chrono::hh_mm_ss clock{seconds - day};
  return day_of(time::Day{day.time_since_epoch()}) +
         fmt::format("T{:02}{:02}{:02}Z", clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

}  // namespace

void write_icalendar(const Report& report, const std::vector<Due>& dues, std::ostream& out) {
  const auto say = [&](const text::Phrase& phrase) { return phrase.in(report.language); };
  const auto put = [&](const char* name, const std::string& value) {
    std::string plain;
    for (std::size_t begin = 0; begin <= value.size();) {
      const auto end = std::min(value.find('\n', begin), value.size());
      plain += (begin > 0 ? "\n" : "") + text::plain(value.substr(begin, end - begin));
      begin = end + 1;
    }
    line(out, std::string(name) + ":" + escaped(plain));
  };
  line(out, "BEGIN:VCALENDAR");
  line(out, "VERSION:2.0");
  line(out, "PRODID:-//shixian//shixian " + std::string(report.version) + "//EN");
  line(out, "CALSCALE:GREGORIAN");
  line(out, "METHOD:PUBLISH");
  put("X-WR-CALNAME", say({"shixian: what is due", "时限：待办"}));
  for (const auto& due : dues) {
    if (due.state != Due::State::open || !due.deadline) continue;
    const auto& finding = report.findings.all[due.finding];
    const auto& context = report.findings.rules[finding.rule];
    const auto& reckoning = report.findings.reckonings[finding.reckoning];
    const auto entry = entry_of(report, finding);
    const auto title = say(context.rule->title);
    line(out, "BEGIN:VEVENT");
    line(out, "UID:" + check::fingerprint(finding, report.findings, report.log) + "@shixian");
    line(out, "DTSTAMP:" + instant_of(report.findings.as_of));
    if (reckoning.last_day) {
      line(out, "DTSTART;VALUE=DATE:" + day_of(*reckoning.last_day));
      line(out, "DTEND;VALUE=DATE:" + day_of(*reckoning.last_day + std::chrono::days{1}));
    } else {
      line(out, "DTSTART:" + instant_of(reckoning.no_earlier_than));
    }
    put("SUMMARY", (entry.subject.empty() ? title : entry.subject + say({": ", "："}) + title) +
                       (finding.provisional ? say({" (provisional)", "（暂定）"}) : std::string()));
    std::string description = citation_of(report, context);
    const auto add = [&](const text::Phrase& label, const std::string& value) {
      if (!value.empty()) description += "\n" + say(label) + value;
    };
    add({"deadline: ", "截止："}, entry.deadline);
    add({"trigger: ", "触发："}, entry.trigger);
    add({"where: ", "出处："}, entry.place);
    add({"", ""}, entry.reason);
    put("DESCRIPTION", description);
    if (!due.owner.empty()) put("CATEGORIES", due.owner);
    line(out, "TRANSP:TRANSPARENT");
    line(out, "END:VEVENT");
  }
  line(out, "END:VCALENDAR");
}

}  // namespace shixian::report
