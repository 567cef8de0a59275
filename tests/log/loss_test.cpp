// Rows and characters that are lost are never lost silently.
#include "support.hpp"

namespace shixian::log {
namespace {

const auto wide = mapping_of(R"(attributes: {id: id}
events:
- {type: t, time: t}
- {type: r, time: r}
)");

TEST(Loss, AStrayQuoteDoesNotSwallowRows) {
  const auto [log, out] = read(
      "id,t,r,note\na,2020-06-17,2020-06-18,\"see\nb,2020-06-17,,\nc,2020-06-17,2020-06-18,\"see\nd,2020-06-17,,\n",
      wide);
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(
      rejections_of(log),
      "2 - 'a,2020-06-17,2020-06-18,\"see\nb,2020-06-17,,\nc,2020-06-17,2020-06-18,\"see': a quote opens a cell that "
      "goes on over several lines, and more text follows the closing quote: a quote is probably missing or too many, "
      "and the lines between were not read as rows\n");
  EXPECT_EQ(log.events.origins().at(0).lost_rows, 1u);
  EXPECT_FALSE(log.events.origins().at(0).long_form);
}

TEST(Loss, TextAfterAQuoteOnOneLineAndLineEndsInQuotesAreFine) {
  const auto [log, out] = read("id,t,r,note\na,2020-06-17,,\"x\"y\nb,2020-06-17,,\"x\ny\"\n", wide);
  EXPECT_EQ(rejections_of(log), "");
  EXPECT_EQ(log.events.size(), 2u);
}

TEST(Loss, ARowWithoutItsEventIsCounted) {
  const auto [log, out] = read("case,event,time\n1,,2020-06-17\n2,t,2020-06-17,more\n3,t,2020-06-17\n");
  EXPECT_EQ(log.events.size(), 1u);
  EXPECT_EQ(log.events.origins().at(0).lost_rows, 2u);
  EXPECT_TRUE(log.events.origins().at(0).long_form);
}

TEST(Loss, ACellWithBytesThatAreNoTextIsNoKey) {
  const auto mapping = mapping_of("encoding: utf-8\nattributes: {id: id}\nevents: [{type: t, time: t}]\n");
  const auto [log, out] = read("id,t\nA\xFF,2020-06-17\nA\xFE,2020-06-17\nB,2020-06-17\n", mapping);
  EXPECT_EQ(events_of(log), "2:2 t 2020-06-17\n3:2 t 2020-06-17\n4:2 t 2020-06-17 id=B\n");
  EXPECT_EQ(log.rejections.size(), 2u);
  EXPECT_EQ(
      log.rejections.at(0).reason.english,
      "some bytes of this cell are not text in the encoding that was used; correct the cell, or name the encoding in "
      "the mapping");
  EXPECT_EQ(log.events.origins().at(0).bad_bytes, 2u);
}

}  // namespace
}  // namespace shixian::log
