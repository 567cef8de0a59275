// The head of the page and its end.
#include <ostream>

#include "report/as_of.hpp"
#include "report/html/assets.hpp"
#include "report/html/document.hpp"
#include "report/html/page.hpp"

namespace shixian::report::html {

void write_head(const Page& page) {
  const auto as_of = as_of_iso(page.findings.as_of, zone_of(page.findings));
  const auto title = text::phrase("Compliance report as of {}", "合规检查报告（统计截止 {}）", as_of);
  open_document(page.report.language, title.in(page.report.language), script_sha256, page.out);
  page.out
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
