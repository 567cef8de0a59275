// A real ledger: the public replies of a mayor's mailbox.
#include <unicode/ucnv.h>

#include <filesystem>

#include "log/file/file.hpp"
#include "support.hpp"

namespace shixian::log {
namespace {

/// Through UTF-16 into another encoding.
std::string transcoded(std::string_view utf8, const char* encoding) {
  UErrorCode error = U_ZERO_ERROR;
  std::string bytes(utf8.size() * 4, '\0');
  const auto size = ucnv_convert(encoding, "UTF-8", bytes.data(), static_cast<int32_t>(bytes.size()), utf8.data(),
                                 static_cast<int32_t>(utf8.size()), &error);
  EXPECT_TRUE(U_SUCCESS(error));
  bytes.resize(static_cast<std::size_t>(size));
  return bytes;
}

class Mailbox : public testing::Test {
 protected:
  void SetUp() override {
    const auto path = std::string(SHIXIAN_SHARED) + "/data/mayor-mailbox.csv";
    text::Phrase why;
    bytes_ = LedgerFile::open(path, why);
    if (!bytes_) GTEST_SKIP() << "the ledger mayor-mailbox.csv is not beside the project";
  }

  const Mapping mapping_ =
      mapping_of(R"(attributes: {letter: mail_id, title: title, agency: reply_agency, text: query, url: url}
events:
- {type: letter.received, time: query_date}
- {type: letter.answered, time: reply_date, attributes: {answer: reply}}
)");
  std::optional<LedgerFile> bytes_;
};

TEST_F(Mailbox, EveryRowAndEventIsAccountedFor) {
  const auto [log, out] = read(bytes_->whole(), mapping_);
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(rejections_of(log), "");
  const auto& table = log.events;
  const auto& origin = table.origins().at(0);
  EXPECT_EQ(origin.rows, 1179u);
  EXPECT_EQ(origin.description.english, "CSV, UTF-8, ','");
  std::uint32_t received = 0, answered = 0;
  for (std::uint32_t event = 0; event < table.size(); ++event) {
    const bool letter = table.types().at(table.type(event)) == "letter.received";
    ++(letter ? received : answered);
    EXPECT_EQ(table.where(event).column, letter ? 4 : 6);
    EXPECT_EQ(table.moment(event).precision, time::Precision::day);
  }
  EXPECT_EQ(received, 1170u);
  EXPECT_EQ(answered, 1170u);
  EXPECT_EQ(table.where(table.size() - 1).row, 1172u) << "the last eight letters have no dates";
  EXPECT_EQ(table.attribute("letter")->values.size(), 1163u) << "on 1171 rows with a date; some letters stand twice";
}

TEST_F(Mailbox, IsTheSameInOtherEncodingsAndWithMoreThreads) {
  const auto plain = events_of(read(bytes_->whole(), mapping_).log);
  auto text = bytes_->whole();
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::vector<std::pair<std::string, std::string>> others{
      {transcoded(text, "gb18030"), "CSV, GB18030, ','"},
      {transcoded(text, "UTF-16LE"), "CSV, UTF-16LE, ','"},
      {transcoded(text, "UTF-16BE"), "CSV, UTF-16BE, ','"},
      {"\xFF\xFE" + transcoded(text, "UTF-16LE"), "CSV, UTF-16LE, ','"},
      {"\xEF\xBB\xBF" + std::string(text), "CSV, UTF-8, ','"},
  };
  for (const auto& [bytes, description] : others) {
    for (const unsigned threads : {1U, 4U}) {
      const auto [log, out] = read(bytes, mapping_, threads);
      EXPECT_EQ(said(out), "");
      EXPECT_EQ(log.events.origins().at(0).description.english, description);
      EXPECT_EQ(log.events.origins().at(0).rows, 1179u);
      EXPECT_TRUE(events_of(log) == plain) << description;
    }
  }
}

}  // namespace
}  // namespace shixian::log
