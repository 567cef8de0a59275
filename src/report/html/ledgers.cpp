// On what terms it was judged; what was read and what could not be; what looks wrong in the ledgers.
#include <fmt/ranges.h>

#include <algorithm>
#include <ostream>

#include "log/place.hpp"
#include "report/as_of.hpp"
#include "report/entry.hpp"
#include "report/html/page.hpp"
#include "report/markup.hpp"
#include "report/words.hpp"
#include "text/width.hpp"

namespace shixian::report::html {

namespace {

using text::Phrase;

void write_header(const Page& page, std::initializer_list<Phrase> titles) {
  page.out << "<div class=\"scroll\" tabindex=\"0\"><table><thead><tr>";
  for (const auto& title : titles) page.out << "<th scope=\"col\">" << page.say(title) << "</th>";
  page.out << "</tr></thead>\n<tbody>\n";
}

void write_rejections(const Page& page) {
  auto& out = page.out;
  const auto& rejections = page.log.rejections;
  for (const auto& what : page.report.unread)
    page.element("p", {"Not read: " + what.english, "未能读取：" + what.chinese}, R"(class="notice")");
  if (page.report.all_read()) page.element("p", {"Every row was read.", "所有行均已读取。"});
  if (rejections.empty()) return;
  page.element("h3",
               text::phrase("Cells or rows that could not be read: {}", "无法读取的单元格或行：{}", rejections.size()));
  write_header(page, {{"where", "位置"}, {"column", "列"}, {"text", "内容"}, {"why", "原因"}});
  const auto shown = std::min(rejections.size(), most_listed);
  for (std::size_t i = 0; i < shown; ++i) {
    const auto& one = rejections[i];
    const auto& origin = page.log.events.origins()[one.origin];
    out << "<tr><td>" << page.say(log::place_of(origin, one.where())) << "</td><td>" << escaped(one.column)
        << "</td><td><code>" << escaped(text::shorten(text::plain(one.text), 80)) << "</code></td><td>"
        << page.say(one.reason) << "</td></tr>\n";
  }
  out << "</tbody></table></div>\n";
  write_rest(page, rejections.size(), shown);
}

void write_remarks(const Page& page) {
  auto& out = page.out;
  if (page.report.remarks.empty()) return;
  page.element(
      "h3", {"What to look at in the ledgers; no verdict depends on it", "数据质量：台账中需要核对之处，不影响判定"});
  write_header(page, {{"what", "事项"}, {"number", "数量"}, {"what was found", "情况"}, {"where", "出处"}});
  const auto shown = std::min(page.report.remarks.size(), most_listed);
  for (std::size_t i = 0; i < shown; ++i) {
    const auto& remark = page.report.remarks[i];
    std::vector<std::string> places;
    for (const auto event : remark.at) places.push_back(place_link(page, event));
    out << "<tr><td>" << page.say(remark.title) << "</td><td class=\"number\">" << remark.count << "</td><td>"
        << page.say(remark.what) << "</td><td>" << fmt::format("{}", fmt::join(places, "<br>")) << "</td></tr>\n";
  }
  out << "</tbody></table></div>\n";
  write_rest(page, page.report.remarks.size(), shown);
}

}  // namespace

void write_terms(const Page& page) {
  auto& out = page.out;
  out << "<section id=\"terms\">\n";
  page.element("h2", {"The terms of the check", "检查的口径"});
  for (const auto* calendar : calendars(page.findings)) {
    if (calendar->covered_to() < calendar->covered_from())
      page.element("p", {"No calendar: weekends alone, working days provisional.",
                         "未指定日历：只按周末推算，工作日均为暂定。"});
    else
      page.element("p", {fmt::format("Calendar {}: {}, {} to {}.", calendar->id(), calendar->title().english,
                                     time::iso(calendar->covered_from()), time::iso(calendar->covered_to())),
                         fmt::format("日历 {}：{}，{} 至 {}。", calendar->id(), calendar->title().chinese,
                                     time::iso(calendar->covered_from()), time::iso(calendar->covered_to()))});
  }
  const auto open = readings(page.findings);
  if (!open.empty()) {
    page.element("h3", {"What the sources leave open, and how it was read", "原文未明之处及本次读法"});
    write_header(page,
                 {{"question", "问题"}, {"as read here", "本次读法"}, {"chosen by", "由谁确定"}, {"why", "理由"}});
    for (const auto& reading : open) {
      const auto& parameter = *reading.parameter;
      const auto& choice = parameter.choices[parameter.chosen];
      out << "<tr><td>" << page.say(parameter.title) << "<br><code>" << escaped(parameter.name) << "</code></td><td>"
          << page.say(choice.title) << "<br><code>" << escaped(choice.value) << "</code></td><td>"
          << page.say(parameter.by_default ? Phrase{"the pack's default", "规则包默认"}
                                           : Phrase{"set for this run", "本次指定"})
          << "</td><td>" << page.say(parameter.because) << "</td></tr>\n";
    }
    out << "</tbody></table></div>\n";
  }
  out << "</section>\n";
}

void write_ledgers(const Page& page) {
  auto& out = page.out;
  out << "<section id=\"ledgers\">\n";
  page.element("h2", {"The ledgers, and how well they could be read", "台账及数据质量"});
  write_header(page, {{"ledger", "台账"}, {"format", "格式"}, {"rows", "行"}, {"events", "事件"}, {"remarks", "说明"}});
  const auto& origins = page.log.events.origins();
  const auto shown = std::min(origins.size(), most_listed);
  for (std::size_t i = 0; i < shown; ++i) {
    const auto& origin = origins[i];
    std::vector<std::string> remarks;
    for (const auto& remark : remarks_on(origin)) remarks.push_back(page.say(remark));
    out << "<tr><td>" << escaped(origin.sheet.empty() ? origin.file : origin.file + "!" + origin.sheet) << "</td><td>"
        << page.say(origin.description) << "</td><td class=\"time\">" << origin.rows << "</td><td class=\"time\">"
        << origin.events << "</td><td>" << fmt::format("{}", fmt::join(remarks, "<br>")) << "</td></tr>\n";
  }
  out << "</tbody></table></div>\n";
  write_rest(page, origins.size(), shown);
  write_rejections(page);
  write_remarks(page);
  out << "</section>\n";
}

}  // namespace shixian::report::html
