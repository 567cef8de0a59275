// Names of values that stand within values → the columns of a ledger.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "log/table.hpp"
#include "text/phrase.hpp"

namespace shixian::log {

inline constexpr std::size_t longest_name = 1024;  ///< of a column, in bytes

/// Why a ledger cannot be read without a mapping: most of its columns are empty in most rows, and each would be an
/// attribute of every event. nullopt: it can.
std::optional<text::Phrase> too_sparse(std::uint64_t rows, std::uint64_t columns, std::uint64_t bytes);

/// A value of a record and where it stands: a node of `Paths`.
struct PathValue {
  std::uint32_t node = 0;
  std::string_view text;
};

/// The tree of names met in the records of a ledger. A value's column is named by its path, `a.b` for b within a; a
/// name that holds the separator itself may be the same column as a path. At most `most_columns` nodes are kept.
class Paths {
 public:
  static constexpr std::uint32_t root = 0, none = 0xFFFFFFFF;

  explicit Paths(char separator) : separator_(separator) { add_root(""); }

  /// The node whose children's names start with `prefix` instead of a path.
  std::uint32_t add_root(std::string prefix);
  /// A new record: nothing has been met in it.
  void begin() { ++record_; }
  /// `none`: there are too many names, or this one is too long.
  std::uint32_t child(std::uint32_t parent, std::string_view key);
  /// How often the path of the node was met in this record before.
  std::uint32_t meet(std::uint32_t node);

  const std::string& path(std::uint32_t node) const { return names_[nodes_[node].name].path; }
  /// Gives the path of a node a column if it has none yet.
  std::uint32_t add_column(std::uint32_t node);
  /// `none`: it has none.
  std::uint32_t column(std::uint32_t node) const { return names_[nodes_[node].name].column; }
  /// The paths that have columns, in their order.
  const std::vector<std::string>& columns() const { return columns_; }

 private:
  struct Node {
    std::uint32_t parent = none;
    std::uint32_t name = 0;
    std::uint32_t follower = none;  // the node that was asked for after this one
    bool is_root = false;
    std::string key;
  };
  struct Name {
    std::string path;
    std::uint32_t column = none;
    std::uint32_t met = 0;
    std::uint64_t record = 0;
  };

  std::uint32_t add(std::uint32_t parent, std::string_view key);
  std::uint32_t name_of(std::string path);

  char separator_;
  std::uint64_t record_ = 0;
  std::uint32_t last_ = root;
  std::vector<Node> nodes_;
  std::vector<Name> names_;
  std::unordered_map<std::string, std::uint32_t> by_key_;  // the parent's number, then the key
  std::unordered_map<std::string, std::uint32_t> by_path_;
  std::vector<std::string> columns_;
};

}  // namespace shixian::log
