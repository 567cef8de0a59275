// A typed view of one mapping of a structured file: every key is taken once, what is left at the end is an error.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/diagnostic.hpp"
#include "text/document.hpp"

namespace shixian::text {

/// Reads a mapping key by key. Every problem goes to the collector with its place, and reading goes on. Call `finish()`
/// when all known keys have been asked for: the keys nobody asked for are unknown, and are reported with a suggestion.
class Fields {
 public:
  /// A node that is not a mapping is reported ("`what` is a mapping of …") and read as an empty one.
  Fields(SourcePtr source, const Node& node, Phrase what, Diagnostics& out);

  /// The value under a key, or nullptr when it is absent. An empty value (`key:`) counts as written, kind null.
  const Node* take(std::string_view key);
  /// The same, but absence or an empty value is an error.
  const Node* need(std::string_view key);
  bool has(std::string_view key) const;

  /// A scalar's text. Absent → nullopt; another shape, or nothing written → error and nullopt.
  std::optional<std::string> text(std::string_view key);
  /// The same, but absence or a text of nothing but blanks is an error.
  std::optional<std::string> need_text(std::string_view key);
  /// true or false, written so; anything else is an error.
  std::optional<bool> boolean(std::string_view key);
  /// A list of texts; a single scalar counts as a list of one. Empty when absent.
  std::vector<std::string> texts(std::string_view key);
  /// A text in one or both languages: a scalar (then both are the same) or a mapping {zh: …, en: …}.
  std::optional<Phrase> phrase(std::string_view key);
  /// One of the given words, as its index in `words`; another word is an error with a suggestion.
  std::optional<std::size_t> one_of(std::string_view key, const std::vector<std::string>& words);

  void finish();

  Place place() const { return {source_, span_}; }
  Place place(const Node& node) const { return {node.source ? node.source : source_, node.span}; }
  /// The place of a key itself, or of the mapping when the key is absent.
  Place key_place(std::string_view key) const;
  const Node& node() const { return *node_; }
  const SourcePtr& source() const { return source_; }
  Diagnostics& out() const { return *out_; }

  /// Reports a value of the wrong shape: "`key` must be …".
  void wrong_shape(const Node& node, std::string_view key, const Phrase& expected);

 private:
  SourcePtr source_;
  const Node* node_;
  Span span_;  ///< of the node as written, mapping or not
  Phrase what_;
  Diagnostics* out_;
  std::vector<std::string> asked_;
};

/// The `shixian: 1` line that every file starts with: reports a missing or unknown version of `key`.
void check_version(Fields& fields, std::string_view key);

}  // namespace shixian::text
