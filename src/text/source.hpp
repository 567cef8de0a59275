// A text that a person wrote, and places in it.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "text/phrase.hpp"

namespace shixian::text {

/// A half-open range of bytes [begin, end) in one source.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const Span&) const = default;
};

/// Line and column as editors count them: from 1, the column in code points.
struct Position {
  std::size_t line = 1;
  std::size_t column = 1;
  bool operator==(const Position&) const = default;
};

/// A named text with an index of its lines. Immutable; lines end at LF or CRLF; a leading byte order
/// mark is not part of it.
class Source {
 public:
  Source(std::string name, std::string content);

  const std::string& name() const { return name_; }
  std::string_view content() const { return content_; }
  /// Offsets past the end mean the end.
  Position position(std::size_t offset) const;
  /// The text of a line (from 1) without its line end.
  std::string_view line(std::size_t number) const;
  /// The byte offset at which a line (from 1) starts.
  std::size_t line_start(std::size_t number) const;
  std::size_t line_count() const { return starts_.size(); }

 private:
  /// How many code points stand before an offset: every few kilobytes, so that a line of any length is counted fast.
  struct Milestone {
    std::size_t offset;
    std::size_t code_points;
  };
  std::size_t code_points_before(std::size_t offset) const;

  std::string name_;
  std::string content_;
  std::vector<std::size_t> starts_;
  std::vector<Milestone> milestones_;
};

using SourcePtr = std::shared_ptr<const Source>;

/// Somewhere in a source. Without a source it means the command line or the run as a whole.
struct Place {
  SourcePtr source;
  Span span;
};

/// Reads a whole file; nullptr when it cannot be read, with the system's reason in `why`. Of a file above `most` bytes
/// (a device may never end) only the first `most` + 1 are read.
SourcePtr read_source(const std::string& path, Phrase& why, std::size_t most = std::size_t{1} << 40);

}  // namespace shixian::text
