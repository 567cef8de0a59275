#include "text/suggest.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace shixian::text {
namespace {

using Words = std::vector<std::string>;

TEST(Nearest, OneSlipOfAnyKind) {
  const Words words{"within", "expect", "severity"};
  for (const char* slip : {"withn", "wiithin", "withim", "wihtin", "Within", "WITHIN"})
    EXPECT_EQ(nearest(slip, words), "within") << slip;
  EXPECT_EQ(nearest("severty", words), "severity");
}

TEST(Nearest, ATranspositionIsOneEdit) {
  EXPECT_EQ(nearest("ot", Words{"to"}), "to");
  EXPECT_EQ(nearest("ta", Words{"at"}), "at");
  EXPECT_EQ(nearest("form", Words{"from"}), "from");
}

TEST(Nearest, AtMostAThirdOfTheLongerWord) {
  EXPECT_EQ(nearest("abcdef", Words{"abcdxy"}), "abcdxy");
  EXPECT_EQ(nearest("abcdef", Words{"abcxyz"}), std::nullopt);
  EXPECT_EQ(nearest("abcde", Words{"abcxy"}), std::nullopt);
  EXPECT_EQ(nearest("ab", Words{"ac"}), "ac");
  EXPECT_EQ(nearest("ab", Words{"cd"}), std::nullopt);
  EXPECT_EQ(nearest("a", Words{"b"}), std::nullopt);
  EXPECT_EQ(nearest("a", Words{"ab"}), "ab");
  EXPECT_EQ(nearest("", Words{"a", ""}), "");
}

TEST(Nearest, TheNearestWinsAndTheFirstAmongEquals) {
  EXPECT_EQ(nearest("verdicts", Words{"verdict", "verdicts"}), "verdicts");
  EXPECT_EQ(nearest("bat", Words{"cat", "rat"}), "cat");
}

TEST(Nearest, ChineseWordsAreComparedByCharacter) {
  const Words units{"工作日", "小时", "个月"};
  EXPECT_EQ(nearest("工作曰", units), "工作日");
  EXPECT_EQ(nearest("作工日", units), "工作日");
  EXPECT_EQ(nearest("小吋", units), "小时");
  EXPECT_EQ(nearest("期限", units), std::nullopt);
}

TEST(Nearest, HostileWordsFindNothing) {
  EXPECT_EQ(nearest(std::string(1'000'000, 'x'), Words{"within"}), std::nullopt);
  EXPECT_EQ(nearest("within", Words{std::string(1'000'000, 'x')}), std::nullopt);
  EXPECT_EQ(nearest("\xFF\xFE\xFD", Words{"within"}), std::nullopt);
  EXPECT_EQ(nearest("within", {}), std::nullopt);
}

TEST(DidYouMean, AWordOrAListOrNothing) {
  EXPECT_EQ(did_you_mean("hihg", Words{"high", "low"}), (Phrase{"did you mean 'high'?", "是否想写“high”？"}));
  EXPECT_EQ(did_you_mean("urgent", Words{"high", "low"}),
            (Phrase{"possible here: high, low", "此处可以写：high、low"}));
  EXPECT_EQ(did_you_mean("urgent", {}), (Phrase{}));
  Words many;
  for (char c = 'a'; c <= 'l'; ++c) many.push_back(std::string(3, c));
  EXPECT_EQ(did_you_mean("urgent", many).english,
            "possible here: aaa, bbb, ccc, ddd, eee, fff, ggg, hhh, iii, jjj, kkk, lll");
  many.push_back("mmm");
  EXPECT_EQ(did_you_mean("urgent", many), (Phrase{}));
}

}  // namespace
}  // namespace shixian::text
