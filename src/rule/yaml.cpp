#include "rule/yaml.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>
#include <unordered_map>
#include <vector>

#include "text/width.hpp"

namespace shixian::rule {

namespace {

using text::Code;
using text::Node;

constexpr std::size_t largest_file = 32u << 20;
constexpr std::size_t deepest = 64;
constexpr std::size_t most_nodes = 1'000'000;

struct Refused {};  // thrown through yaml-cpp to stop a hostile document; never leaves this file

/// Builds our tree from the parser's events; places come from the events' marks, which count bytes from 0.
class Builder : public YAML::EventHandler {
 public:
  Builder(text::SourcePtr source, text::Diagnostics& out) : source_(std::move(source)), out_(out) {}

  Node root;

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { add(node(Node::Kind::null, mark), anchor); }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    auto copy = anchors_[anchor];
    const auto begin = at(mark);
    count(copy);
    copy.span = {begin, word_end(begin)};
    add(std::move(copy), 0);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override {
    check_tag(mark, tag);
    auto scalar = node(Node::Kind::scalar, mark);
    scalar.value = value;
    scalar.quoted = tag == "!";
    scalar.span.end = scalar_end(scalar.span.begin, value);
    if (!scalar.quoted && (value == "null" || value == "~")) scalar.kind = Node::Kind::null;
    add(std::move(scalar), anchor);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    check_tag(mark, tag);
    open(node(Node::Kind::sequence, mark), anchor);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    check_tag(mark, tag);
    open(node(Node::Kind::mapping, mark), anchor);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    Node node;
    YAML::anchor_t anchor;
    std::optional<Node> key;  // of a mapping: read, its value still to come
  };

  std::size_t at(const YAML::Mark& mark) const {
    return std::min(static_cast<std::size_t>(std::max(mark.pos, 0)), source_->content().size());
  }

  Node node(Node::Kind kind, const YAML::Mark& mark) {
    if (++nodes_ > most_nodes) refuse(at(mark));
    Node made;
    made.kind = kind;
    made.span = {at(mark), at(mark) + (at(mark) < source_->content().size() ? 1 : 0)};
    return made;
  }

  [[noreturn]] void refuse(std::size_t where) {
    out_.error(Code::too_large, {source_, {where, where + 1}},
               text::phrase("the file grows to more than {} values, or nests deeper than {} levels",
                            "文件展开后超过 {} 个值，或嵌套超过 {} 层", most_nodes, deepest));
    throw Refused{};
  }

  void count(const Node& copied) {
    if (++nodes_ > most_nodes) refuse(copied.span.begin);
    for (const auto& item : copied.items) count(item);
    for (const auto& entry : copied.entries) count(entry.value);
  }

  void check_tag(const YAML::Mark& mark, const std::string& tag) {
    if (tag.empty() || tag == "?" || tag == "!") return;
    out_.error(Code::bad_yaml, {source_, {at(mark), at(mark) + 1}},
               text::phrase("YAML tags ('{}') are not used here", "此处不使用 YAML 标签（“{}”）", tag))
        .with_help({"leave the tag out; quotes make a value text", "请去掉标签；要写成文字请加引号"});
  }

  std::size_t word_end(std::size_t begin) const {
    const auto end = source_->content().find_first_of(" \t\r\n,]}", begin);
    return end == std::string_view::npos ? source_->content().size() : end;
  }

  std::size_t scalar_end(std::size_t begin, const std::string& value) const {
    const auto content = source_->content();
    if (begin >= content.size()) return begin;
    if (const char quote = content[begin]; quote == '"' || quote == '\'') {
      for (auto i = begin + 1; i < content.size(); ++i) {
        if (content[i] == '\\' && quote == '"') ++i;
        else if (content[i] == quote && i + 1 < content.size() && content[i + 1] == quote && quote == '\'') ++i;
        else if (content[i] == quote) return i + 1;
      }
      return content.size();
    }
    if (content.substr(begin, value.size()) == value) return begin + std::max<std::size_t>(value.size(), 1);
    const auto line_end = content.find_first_of("\r\n", begin);
    return line_end == std::string_view::npos ? content.size() : line_end;
  }

  void open(Node made, YAML::anchor_t anchor) {
    if (stack_.size() >= deepest) refuse(made.span.begin);
    stack_.push_back({std::move(made), anchor, std::nullopt});
  }

  void close() {
    auto done = std::move(stack_.back());
    stack_.pop_back();
    add(std::move(done.node), done.anchor);
  }

  void add(Node made, YAML::anchor_t anchor) {
    if (anchor) anchors_[anchor] = made;
    if (stack_.empty()) {
      root = std::move(made);
      return;
    }
    auto& parent = stack_.back();
    parent.node.span.end = std::max(parent.node.span.end, made.span.end);
    if (parent.node.is_sequence()) {
      parent.node.items.push_back(std::move(made));
    } else if (!parent.key) {
      parent.key = std::move(made);
    } else {
      add_entry(parent.node, std::move(*parent.key), std::move(made));
      parent.key.reset();
    }
  }

  void add_entry(Node& mapping, Node key, Node value) {
    if (!key.is_scalar()) {
      out_.error(Code::bad_yaml, {source_, key.span}, text::phrase("a key must be a single text", "键应是一段文字"));
      return;
    }
    if (key.value == "<<" && !key.quoted) {
      out_.error(Code::bad_yaml, {source_, key.span},
                 text::phrase("merge keys ('<<') are not used here", "此处不使用合并键“<<”"))
          .with_help({"write the keys out", "请把各键写全"});
      return;
    }
    for (const auto& entry : mapping.entries) {
      if (entry.key != key.value) continue;
      out_.error(Code::duplicate_key, {source_, key.span},
                 text::phrase("the key '{}' stands twice", "键“{}”重复", key.value))
          .with_help({"keep one of the two", "请只保留一个"})
          .label({source_, entry.key_span}, {"first written here", "第一次写在这里"});
      return;
    }
    if (value.kind == Node::Kind::null && value.value.empty()) value.span = key.span;
    mapping.entries.push_back({key.value, key.span, std::move(value)});
  }

  text::SourcePtr source_;
  text::Diagnostics& out_;
  std::vector<Open> stack_;
  std::unordered_map<YAML::anchor_t, Node> anchors_;
  std::size_t nodes_ = 0;
};

}  // namespace

std::optional<text::Document> parse_yaml(text::SourcePtr source, text::Diagnostics& out) {
  const auto content = source->content();
  if (content.size() > largest_file) {
    out.error(Code::too_large, {source, {}}, text::phrase("the file is larger than {} MiB", "文件超过 {} MiB", largest_file >> 20));
    return std::nullopt;
  }
  if (std::size_t bad = 0; !text::valid_utf8(content, &bad)) {
    out.error(Code::bad_encoding, {source, {bad, bad + 1}}, text::phrase("the file is not UTF-8", "文件不是 UTF-8 编码"))
        .with_help({"save it as UTF-8", "请另存为 UTF-8"});
    return std::nullopt;
  }

  std::istringstream stream{std::string(content)};
  Builder builder(source, out);
  try {
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(builder)) {
      out.error(Code::bad_yaml, {source, {}}, text::phrase("the file is empty", "文件是空的"));
      return std::nullopt;
    }
    Builder second(source, out);
    if (parser.HandleNextDocument(second))
      out.error(Code::bad_yaml, {source, second.root.span},
                text::phrase("a second YAML document ('---') begins in this file", "文件中出现了第二个 YAML 文档（“---”）"))
          .with_help({"one file holds one document", "一个文件只写一个文档"});
  } catch (const YAML::Exception& problem) {
    const auto where = std::min(static_cast<std::size_t>(std::max(problem.mark.pos, 0)), source->content().size());
    out.error(Code::bad_yaml, {source, {where, where + 1}},
              {"this is not valid YAML: " + problem.msg, "不是合法的 YAML：" + problem.msg});
    return std::nullopt;
  } catch (const Refused&) {
    return std::nullopt;
  }
  return text::Document{std::move(source), std::move(builder.root)};
}

std::optional<text::Document> read_yaml(const std::string& path, text::Diagnostics& out) {
  std::string why;
  auto source = text::read_source(path, why);
  if (!source) {
    out.error(Code::unreadable_file, {}, text::phrase("cannot read '{}': {}", "无法读取“{}”：{}", path, why));
    return std::nullopt;
  }
  return parse_yaml(std::move(source), out);
}

}  // namespace shixian::rule
