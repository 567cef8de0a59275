// The HTML report as bytes; tests/browser looks at it as a page.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/case.hpp"
#include "app/surroundings.hpp"
#include "text/width.hpp"

namespace shixian::tests {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t number = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++number;
  return number;
}

class Html : public testing::Test {
 protected:
  Html() : folder_(fs::temp_directory_path() / ("shixian-html-" + std::to_string(getpid()))) {
    fs::create_directories(folder_);
  }
  ~Html() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& content) {
    const auto path = (folder_ / name).string();
    std::ofstream(path, std::ios::binary) << content;
    return path;
  }

  std::string report(const std::string& arguments, unsigned cores = 2) {
    std::ostringstream out, err;
    const app::Surroundings surroundings{out,
                                         err,
                                         false,
                                         false,
                                         [](const char*) { return std::string(); },
                                         [] { return time::Instant{}; },
                                         SHIXIAN_ROOT "/build/shixian",
                                         cores};
    app::run(split_words("check --format html --as-of 2020-12-31 " + arguments), surroundings);
    return out.str();
  }

  std::string pack() {
    return write(
        "pack.yaml",
        "shixian: 1\npack: p\ntitle: P\ncalendar: china\ntime-zone: Asia/Shanghai\nrules:\n- id: answered\n  title: "
        "Answered\n"
        "  cite: {item: 第1条, quote: <b>应当答复</b>}\n  for-each: asked\n  expect: answered\n  same: [case]\n"
        "  within: 3 days\n");
  }

  fs::path folder_;
};

const std::string five_minutes = "-r " SHIXIAN_ROOT "/samples/five-minutes/rules.yaml -m " SHIXIAN_ROOT
                                 "/samples/five-minutes/mapping.yaml " SHIXIAN_ROOT "/samples/five-minutes/台账.csv";

TEST_F(Html, SameInputSameBytesWhateverTheNumberOfThreads) {
  const auto once = report(five_minutes, 1);
  EXPECT_THAT(once, HasSubstr("</html>"));
  EXPECT_EQ(once, report(five_minutes, 4));
}

TEST_F(Html, SaysHowMuchItLeavesOutAndWhereItIs) {
  std::string ledger = "case,event,time\n";
  for (int i = 0; i < 5100; ++i) ledger += fmt::format("{},asked,2020-03-02\n", i);
  const auto page = report("-r " + pack() + " " + write("ledger.csv", ledger));
  EXPECT_THAT(page, HasSubstr("5100 of 5100 obligations violated"));
  EXPECT_EQ(count(page, "<tr data-verdict=\"missing\""), 5000u);
  EXPECT_THAT(page, HasSubstr("… and 100 more, which this page leaves out to stay readable; -o report.jsonl or "));
  EXPECT_EQ(count(page, "<article id=\"f-"), 500u);
  EXPECT_THAT(page, HasSubstr("… and 4600 more, which this page leaves out to stay readable; -o report.jsonl or "));
}

TEST_F(Html, TextOfALedgerStaysText) {
  std::string ledger = "case,event,time,unit\n";
  for (const std::string text : {R"-("<script>pwned()</script>")-", R"-("=HYPERLINK(""http://x"",""y"")")-",
                                 R"-("]]><img src=x onerror=pwned()>")-", R"-("""><a href=javascript:pwned()>")-",
                                 R"-(::error::x)-", "\x1b[31mred\x1b[0m", "a\u202Eb"})
    ledger += text + ",asked,2020-03-02," + text + "\n";
  const auto page = report("-r " + pack() + " " + write("ledger.csv", ledger));
  EXPECT_THAT(page, HasSubstr("7 of 7 obligations violated"));
  EXPECT_EQ(count(page, "<script"), 1u);
  EXPECT_EQ(count(page, "<img"), 0u);
  EXPECT_EQ(count(page, "href=javascript"), count(page, "&lt;a href=javascript"));
  EXPECT_EQ(count(page, "\x1b"), 0u);
  EXPECT_EQ(count(page, "\u202E"), 0u);
  EXPECT_THAT(page, HasSubstr("“&lt;b&gt;应当答复&lt;/b&gt;”"));
  EXPECT_TRUE(text::valid_utf8(page));
}

TEST_F(Html, AnIncompleteCheckIsSaidFirst) {
  const auto page = report("-r " + pack() + " " + write("ledger.csv", "case,event,time\n1,asked,next week\n"));
  const auto said = page.find("THE CHECK IS INCOMPLETE");
  ASSERT_NE(said, std::string::npos);
  EXPECT_LT(said, page.find("<main>"));
  EXPECT_THAT(page, HasSubstr("Cells or rows that could not be read: 1"));
  EXPECT_THAT(page, HasSubstr("<code>next week</code>"));
  EXPECT_THAT(page, testing::Not(HasSubstr("The check is complete")));
}

}  // namespace
}  // namespace shixian::tests
