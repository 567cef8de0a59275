// The bytes of a ledger, however they are packed.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "log/file/unpack.hpp"

namespace shixian::log {

/// A file that was opened: its bytes stay as long as this does, mapped where that is possible, read otherwise.
class LedgerFile {
 public:
  /// `-` is standard input. nullopt: it cannot be read, with the system's reason in `why`.
  static std::optional<LedgerFile> open(const std::string& path, text::Phrase& why);
  /// Bytes that lie in memory already and outlive this.
  LedgerFile(std::string name, std::string_view bytes);
  /// What is no file: a connection that a format knows how to open by its name.
  static LedgerFile nothing(std::string name) { return {std::move(name), {}}; }

  const std::string& name() const { return name_; }
  /// Gives it another name: a connection is called by less than it takes to make it.
  void call(std::string name) { name_ = std::move(name); }
  /// As it lies, packed or not.
  std::string_view packed() const { return bytes_; }
  Packing packing() const { return packing_; }
  /// Whether the bytes lie as they are in a file that can be opened once more by this name.
  bool on_disk() const { return mapped_ && packing_ == Packing::none; }

  /// The first bytes, unpacked, at most 256 KiB: enough to tell what the file is.
  std::string_view start();
  /// All bytes, unpacked once and kept; up to where they are damaged.
  std::string_view whole();
  /// Set once `start` or `whole` have met a place where the packed file is damaged or cut short.
  const std::optional<text::Phrase>& damage() const { return damage_; }
  /// A pass over the unpacked bytes that keeps none of them. The file must outlive it.
  std::unique_ptr<Pieces> pieces() const;

 private:
  std::string name_;
  std::shared_ptr<const void> holder_;
  std::string_view bytes_;
  Packing packing_ = Packing::none;
  bool mapped_ = false;
  std::shared_ptr<std::string> start_, unpacked_;
  std::optional<text::Phrase> damage_;
};

}  // namespace shixian::log
