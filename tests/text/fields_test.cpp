#include "text/fields.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <sstream>

namespace shixian::text {
namespace {

// A tree by hand: text knows no YAML. Each value stands where it stands in `line`.
const std::string line = "word: x, empty: , list: [a], map: {zh: 甲, en: b}, nothing: \"\"";

Span at(const std::string& part) {
  const auto begin = line.find(part);
  return {begin, begin + part.size()};
}

Node scalar(const std::string& value, Span span, bool quoted = false) {
  return {Node::Kind::scalar, value, quoted, span, nullptr, {}, {}};
}
Node null(Span span) { return {Node::Kind::null, {}, false, span, nullptr, {}, {}}; }
Node sequence(std::vector<Node> items, Span span) {
  return {Node::Kind::sequence, {}, false, span, nullptr, std::move(items), {}};
}
Node mapping(std::vector<Entry> entries, Span span) {
  return {Node::Kind::mapping, {}, false, span, nullptr, {}, std::move(entries)};
}

Node tree() {
  return mapping({{"word", at("word"), scalar("x", at("x"))},
                  {"empty", at("empty"), null(at("empty"))},
                  {"list", at("list"), sequence({scalar("a", at("a]"))}, at("[a]"))},
                  {"map", at("map"),
                   mapping({{"zh", at("zh"), scalar("甲", at("甲"))}, {"en", at("en: b"), scalar("b", at("b}"))}},
                           at("{zh: 甲, en: b}"))},
                  {"nothing", at("nothing"), scalar("", at("\"\""), true)}},
                 {0, line.size()});
}

struct Read {
  std::string messages;  ///< `column: message` in English, one a line, with the help
  std::string chinese;
};

Read read(const Node& node, const std::function<void(Fields&)>& body) {
  Diagnostics problems;
  const auto source = std::make_shared<const Source>("a.yaml", line);
  Fields fields(source, node, {"a rule", "规则"}, problems);
  body(fields);
  Read found;
  for (const auto& each : problems.all()) {
    const auto column = std::to_string(source->position(each.place.span.begin).column) + ": ";
    const auto code = " [" + std::string(name(each.code)) + "]";
    found.messages += column + each.message.english + code + (each.help.empty() ? "" : " " + each.help.english) + "\n";
    found.chinese += column + each.message.chinese + code + (each.help.empty() ? "" : " " + each.help.chinese) + "\n";
  }
  return found;
}

#define EXPECT_READ(body, english, chinese_text)               \
  do {                                                         \
    const auto found = read(tree(), [&](Fields& f) { body; }); \
    EXPECT_EQ(found.messages, english);                        \
    EXPECT_EQ(found.chinese, chinese_text);                    \
  } while (false)

TEST(Fields, WhatIsThere) {
  EXPECT_READ(
      {
        EXPECT_EQ(f.text("word"), "x");
        EXPECT_EQ(f.text("nothing"), "");
        EXPECT_EQ(f.text("absent"), std::nullopt);
        EXPECT_EQ(f.need_text("word"), "x");
        EXPECT_EQ(f.texts("list"), std::vector<std::string>{"a"});
        EXPECT_EQ(f.texts("word"), std::vector<std::string>{"x"});
        EXPECT_EQ(f.texts("absent"), std::vector<std::string>{});
        EXPECT_EQ(f.phrase("word"), verbatim("x"));
        EXPECT_EQ(f.phrase("map"), (Phrase{"b", "甲"}));
        EXPECT_EQ(f.phrase("absent"), std::nullopt);
        EXPECT_EQ(f.one_of("word", {"y", "x"}), 1u);
        EXPECT_EQ(f.one_of("absent", {"y"}), std::nullopt);
        EXPECT_EQ(f.boolean("absent"), std::nullopt);
        EXPECT_TRUE(f.has("empty"));
        EXPECT_FALSE(f.has("absent"));
        EXPECT_EQ(f.take("empty")->kind, Node::Kind::null);
        EXPECT_EQ(f.take("absent"), nullptr);
        EXPECT_EQ(f.key_place("list").span, at("list"));
        EXPECT_EQ(f.key_place("absent").span, (Span{0, line.size()}));
        f.finish();
      },
      "", "");
}

TEST(Fields, WhatIsNotAMappingIsReportedOnce) {
  const auto found = read(scalar("x", at("x")), [](Fields& f) {
    EXPECT_EQ(f.need("id"), nullptr);
    EXPECT_EQ(f.text("word"), std::nullopt);
    EXPECT_EQ(f.place().span, at("x"));
    EXPECT_EQ(f.key_place("id").span, at("x"));
    f.finish();
  });
  EXPECT_EQ(found.messages, "7: a rule must be a mapping of keys to values [wrong-shape]\n");
  EXPECT_EQ(found.chinese, "7: 规则应是“键: 值”的映射 [wrong-shape]\n");
}

TEST(Fields, Needed) {
  EXPECT_READ(EXPECT_EQ(f.need("id"), nullptr), "1: a rule needs 'id' [missing-key]\n",
              "1: 规则缺少“id” [missing-key]\n");
  EXPECT_READ(EXPECT_EQ(f.need("empty"), nullptr), "10: a rule needs 'empty', but it is empty here [missing-key]\n",
              "10: 规则缺少“empty”的值 [missing-key]\n");
  EXPECT_READ(EXPECT_EQ(f.need_text("id"), std::nullopt), "1: a rule needs 'id' [missing-key]\n",
              "1: 规则缺少“id” [missing-key]\n");
  EXPECT_READ(EXPECT_EQ(f.need_text("list"), std::nullopt), "25: 'list' must be a text [wrong-shape]\n",
              "25: “list”应是一段文字 [wrong-shape]\n");
  EXPECT_READ(EXPECT_EQ(f.need_text("nothing"), std::nullopt), "60: 'nothing' must not be an empty text [bad-value]\n",
              "60: “nothing”不能是空文字 [bad-value]\n");
}

TEST(Fields, Texts) {
  EXPECT_READ(EXPECT_EQ(f.text("list"), std::nullopt), "25: 'list' must be a text [wrong-shape]\n",
              "25: “list”应是一段文字 [wrong-shape]\n");
  EXPECT_READ(EXPECT_EQ(f.text("empty"), std::nullopt), "10: 'empty' must be a text, but it is empty [wrong-shape]\n",
              "10: “empty”应是一段文字，这里是空的 [wrong-shape]\n");
  EXPECT_READ(EXPECT_TRUE(f.texts("map").empty()), "35: 'map' must be a text or a list of texts [wrong-shape]\n",
              "35: “map”应是一段文字或文字的列表 [wrong-shape]\n");
  EXPECT_READ(EXPECT_TRUE(f.texts("empty").empty()),
              "10: 'empty' must be a text or a list of texts, but it is empty [wrong-shape]\n",
              "10: “empty”应是一段文字或文字的列表，这里是空的 [wrong-shape]\n");
}

TEST(Fields, AListOfTextsHoldsNothingElse) {
  const auto node =
      mapping({{"list", at("list"), sequence({scalar("a", at("a]")), sequence({}, at("[a]"))}, at("[a]"))}}, {});
  const auto found = read(node, [](Fields& f) { EXPECT_EQ(f.texts("list"), std::vector<std::string>{"a"}); });
  EXPECT_EQ(found.messages, "25: 'list' must be a list of texts only [wrong-shape]\n");
  EXPECT_EQ(found.chinese, "25: “list”应是只含文字的列表 [wrong-shape]\n");
}

TEST(Fields, Booleans) {
  const auto one = [](const char* value, bool quoted) {
    return mapping({{"b", at("word"), scalar(value, at("x"), quoted)}}, {});
  };
  for (const bool value : {true, false})
    EXPECT_EQ(read(one(value ? "true" : "false", false), [&](Fields& f) { EXPECT_EQ(f.boolean("b"), value); }).messages,
              "");
  for (const char* wrong : {"yes", "True", "1", ""}) {
    const auto found = read(one(wrong, false), [](Fields& f) { EXPECT_EQ(f.boolean("b"), std::nullopt); });
    EXPECT_EQ(found.messages, "7: 'b' must be true or false [wrong-shape]\n");
    EXPECT_EQ(found.chinese, "7: “b”应是 true 或 false [wrong-shape]\n");
  }
  EXPECT_EQ(read(one("true", true), [](Fields& f) { EXPECT_EQ(f.boolean("b"), std::nullopt); }).messages,
            "7: 'b' must be true or false [wrong-shape]\n");
}

TEST(Fields, Phrases) {
  EXPECT_READ(EXPECT_EQ(f.phrase("list"), std::nullopt),
              "25: 'list' must be a text, or a mapping {zh: …, en: …} [wrong-shape]\n",
              "25: “list”应是一段文字，或 {zh: …, en: …} [wrong-shape]\n");
  EXPECT_READ(EXPECT_EQ(f.phrase("empty"), std::nullopt),
              "10: 'empty' must be a text, or a mapping {zh: …, en: …}, but it is empty [wrong-shape]\n",
              "10: “empty”应是一段文字，或 {zh: …, en: …}，这里是空的 [wrong-shape]\n");

  const auto title = [](std::vector<Entry> entries) {
    return mapping({{"title", at("map"), mapping(std::move(entries), at("{zh"))}}, {});
  };
  EXPECT_EQ(read(title({{"zh", at("zh"), scalar("甲", at("甲"))}}),
                 [](Fields& f) { EXPECT_EQ(f.phrase("title"), verbatim("甲")); })
                .messages,
            "");
  EXPECT_EQ(read(title({{"en", at("en"), scalar("b", at("b}"))}}),
                 [](Fields& f) { EXPECT_EQ(f.phrase("title"), verbatim("b")); })
                .messages,
            "");
  const auto none = read(title({}), [](Fields& f) { EXPECT_EQ(f.phrase("title"), std::nullopt); });
  EXPECT_EQ(none.messages, "35: 'title' must be a text in at least one of zh and en [wrong-shape]\n");
  EXPECT_EQ(none.chinese, "35: “title”应是 zh、en 中至少一种文字 [wrong-shape]\n");
  const auto list = read(title({{"zh", at("zh"), sequence({}, at("甲"))}}),
                         [](Fields& f) { EXPECT_EQ(f.phrase("title"), std::nullopt); });
  EXPECT_EQ(list.messages, "40: 'zh' must be a text [wrong-shape]\n");
  const auto french =
      read(title({{"zh", at("zh"), scalar("甲", at("甲"))}, {"fr", at("en: b"), scalar("b", at("b}"))}}),
           [](Fields& f) { EXPECT_EQ(f.phrase("title"), verbatim("甲")); });
  EXPECT_EQ(french.messages, "43: 'title' has no key 'fr' [unknown-key] possible here: zh, en\n");
  EXPECT_EQ(french.chinese, "43: “title”没有“fr”这个键 [unknown-key] 此处可以写：zh、en\n");
}

TEST(Fields, OneOf) {
  EXPECT_READ(EXPECT_EQ(f.one_of("word", {"xy", "z"}), std::nullopt),
              "7: 'x' is not a value of 'word' [bad-value] did you mean 'xy'?\n",
              "7: “word”不能取“x” [bad-value] 是否想写“xy”？\n");
  EXPECT_READ(EXPECT_EQ(f.one_of("word", {"high", "low"}), std::nullopt),
              "7: 'x' is not a value of 'word' [bad-value] possible here: high, low\n",
              "7: “word”不能取“x” [bad-value] 此处可以写：high、low\n");
  EXPECT_READ(EXPECT_EQ(f.one_of("list", {"high", "low"}), std::nullopt), "25: 'list' must be one word [wrong-shape]\n",
              "25: “list”应是一个词 [wrong-shape]\n");
  EXPECT_READ(EXPECT_EQ(f.one_of("empty", {"high", "low"}), std::nullopt),
              "10: 'empty' must be one word, but it is empty [wrong-shape]\n",
              "10: “empty”应是一个词，这里是空的 [wrong-shape]\n");
}

TEST(Fields, WhatNobodyAskedForIsUnknown) {
  EXPECT_READ(
      {
        for (const char* key : {"wort", "list", "map", "list", "nothing"}) f.take(key);
        f.finish();
      },
      "1: a rule has no key 'word' [unknown-key] did you mean 'wort'?\n"
      "10: a rule has no key 'empty' [unknown-key] possible here: wort, list, map, nothing\n",
      "1: 规则没有“word”这个键 [unknown-key] 是否想写“wort”？\n"
      "10: 规则没有“empty”这个键 [unknown-key] 此处可以写：wort、list、map、nothing\n");
}

TEST(CheckVersion, IsOne) {
  const auto version = [](Node value) { return mapping({{"shixian", at("word"), std::move(value)}}, {0, 3}); };
  const auto check = [](Fields& f) { check_version(f, "shixian"); };
  EXPECT_EQ(read(version(scalar("1", at("x"))), check).messages, "");
  for (const char* wrong : {"2", "1.0", "01", "one"}) {
    const auto found = read(version(scalar(wrong, at("x"))), check);
    EXPECT_EQ(found.messages, "7: this program reads version 1 of 'shixian' files [bad-version]\n");
    EXPECT_EQ(found.chinese, "7: 本程序只读第 1 版的“shixian”文件 [bad-version]\n");
  }
  EXPECT_EQ(read(version(sequence({}, at("[a]"))), check).messages,
            "25: this program reads version 1 of 'shixian' files [bad-version]\n");
  EXPECT_EQ(read(version(null(at("word"))), check).messages,
            "1: a rule needs 'shixian', but it is empty here [missing-key]\n");
  EXPECT_EQ(read(mapping({}, {0, 3}), check).messages, "1: a rule needs 'shixian' [missing-key]\n");
}

}  // namespace
}  // namespace shixian::text
