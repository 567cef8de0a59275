#include "log/parse/paths.hpp"

namespace shixian::log {

namespace {

std::string key_of(std::uint32_t parent, std::string_view key) {
  std::string whole(reinterpret_cast<const char*>(&parent), sizeof parent);
  return whole.append(key);
}

}  // namespace

std::optional<text::Phrase> too_sparse(std::uint64_t rows, std::uint64_t columns, std::uint64_t bytes) {
  constexpr std::uint64_t harmless = 1'000'000'000, cells_a_byte = 50;
  const auto cells = rows * columns;
  if (cells <= harmless || cells / cells_a_byte <= bytes) return std::nullopt;
  return text::phrase(
      "it has {} columns, nearly all of them empty in nearly all of its {} rows; write a mapping that names the "
      "columns "
      "you need",
      "它有 {} 列，几乎每列在几乎每一行（共 {} 行）都是空的；请写一个映射，只写明需要的列", columns, rows);
}

std::uint32_t Paths::name_of(std::string path) {
  const auto [entry, added] = by_path_.try_emplace(std::move(path), static_cast<std::uint32_t>(names_.size()));
  if (added) names_.push_back({entry->first});
  return entry->second;
}

std::uint32_t Paths::add_root(std::string prefix) {
  const auto [entry, added] = by_key_.try_emplace(key_of(none, prefix), static_cast<std::uint32_t>(nodes_.size()));
  if (added) nodes_.push_back({none, name_of(std::move(prefix)), none, true, ""});
  return entry->second;
}

std::uint32_t Paths::add(std::uint32_t parent, std::string_view key) {
  auto path = this->path(parent);
  if (!nodes_[parent].is_root) path.push_back(separator_);
  if (nodes_.size() >= most_columns || path.size() + key.size() > longest_name) return none;
  path.append(key);
  nodes_.push_back({parent, name_of(std::move(path)), none, false, std::string(key)});
  return static_cast<std::uint32_t>(nodes_.size() - 1);
}

std::uint32_t Paths::child(std::uint32_t parent, std::string_view key) {
  // Records of one ledger name their values in the same order, mostly.
  if (const auto next = nodes_[last_].follower;
      next != none && nodes_[next].parent == parent && nodes_[next].key == key)
    return last_ = next;
  auto whole = key_of(parent, key);
  const auto found = by_key_.find(whole);
  const auto node = found == by_key_.end() ? add(parent, key) : found->second;
  if (node == none) return none;
  if (found == by_key_.end()) by_key_.emplace(std::move(whole), node);
  nodes_[last_].follower = node;
  return last_ = node;
}

std::uint32_t Paths::meet(std::uint32_t node) {
  auto& name = names_[nodes_[node].name];
  if (name.record != record_) name.record = record_, name.met = 0;
  return name.met++;
}

std::uint32_t Paths::add_column(std::uint32_t node) {
  auto& name = names_[nodes_[node].name];
  if (name.column == none) {
    name.column = static_cast<std::uint32_t>(columns_.size());
    columns_.push_back(name.path);
  }
  return name.column;
}

}  // namespace shixian::log
