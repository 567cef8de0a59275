#include "text/phrase.hpp"

#include <gtest/gtest.h>

namespace shixian::text {
namespace {

TEST(Phrase, BothLanguagesTakeTheSameArguments) {
  const auto made = phrase("'{1}' is not a choice of '{0}'", "“{0}”没有“{1}”", "start", 5);
  EXPECT_EQ(made, (Phrase{"'5' is not a choice of 'start'", "“start”没有“5”"}));
  EXPECT_EQ(made.in(Language::english), "'5' is not a choice of 'start'");
  EXPECT_EQ(made.in(Language::chinese), "“start”没有“5”");
}

TEST(Phrase, ArgumentsAreNotFormatsThemselves) {
  EXPECT_EQ(phrase("<{}>", "《{}》", "{0} {"), (Phrase{"<{0} {>", "《{0} {》"}));
}

TEST(Phrase, VerbatimIsTheSameInBoth) {
  EXPECT_EQ(verbatim("政策法规处"), (Phrase{"政策法规处", "政策法规处"}));
  EXPECT_TRUE(verbatim("").empty());
  EXPECT_TRUE(Phrase{}.empty());
  EXPECT_FALSE((Phrase{"", "x"}).empty());
}

}  // namespace
}  // namespace shixian::text
