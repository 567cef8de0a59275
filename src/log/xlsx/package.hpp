// An Office package: a ZIP archive of parts that point to one another.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "log/file/unpack.hpp"

struct zip;

namespace shixian::log {

/// A part that another part points to.
struct Relation {
  std::string id;
  std::string type;  ///< the last word of its address: `worksheet`, `styles`, …
  std::string part;  ///< resolved: a path in the package without a leading `/`
};

class Package {
 public:
  /// The bytes must outlive the package. nullptr: no sound ZIP archive, and `why` says what is wrong with it.
  static std::unique_ptr<Package> open(std::string_view bytes, text::Phrase& why);
  ~Package();
  Package(const Package&) = delete;
  Package& operator=(const Package&) = delete;

  bool has(const std::string& part) const;
  /// A pass over a part's bytes; only one at a time. It fails where the part is absent, damaged, encrypted or expands
  /// beyond what `is_bomb` allows. The package must outlive it.
  std::unique_ptr<Pieces> pieces(const std::string& part) const;
  /// The size of a part when unpacked, as the archive states it.
  std::uint64_t size_of(const std::string& part) const;
  /// What a part points to (the package itself for an empty name); empty where it has no relations.
  std::vector<Relation> relations(const std::string& part, text::Phrase& why) const;

 private:
  explicit Package(zip* archive) : archive_(archive) {}
  zip* archive_;
};

}  // namespace shixian::log
