// A structured file (rules, mapping, calendar) as a tree of nodes that know their place. Which parser made it is not
// known here: rule/yaml.hpp turns YAML into a Document.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/source.hpp"

namespace shixian::text {

struct Entry;

struct Node {
  enum class Kind { null, scalar, sequence, mapping };
  Kind kind = Kind::null;
  std::string value;  ///< of a scalar, after quotes and escapes
  bool quoted = false;  ///< a scalar written in quotes or as a block: text, whatever it looks like
  Span span;
  SourcePtr source;  ///< of a node that was taken from another file (`extends`); else nullptr
  std::vector<Node> items;  ///< of a sequence
  std::vector<Entry> entries;  ///< of a mapping, in the order written; keys are unique scalars

  bool is_scalar() const { return kind == Kind::scalar; }
  bool is_sequence() const { return kind == Kind::sequence; }
  bool is_mapping() const { return kind == Kind::mapping; }
};

struct Entry {
  std::string key;
  Span key_span;
  Node value;
};

/// The value of a key; nullptr where a mapping has no such key.
template <class SomeNode>
auto find_value(SomeNode& node, std::string_view key) -> decltype(&node.entries.front().value) {
  for (auto& entry : node.entries)
    if (entry.key == key) return &entry.value;
  return nullptr;
}

struct Document {
  SourcePtr source;
  Node root;
};

}  // namespace shixian::text
