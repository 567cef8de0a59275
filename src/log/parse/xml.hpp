// XML text → elements, as it streams by.
#pragma once

#include <optional>
#include <string_view>

#include "log/file/unpack.hpp"
#include "text/phrase.hpp"

namespace shixian::log {

/// The attributes of an element, valid during the call only. Names are compared without their prefix.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
  /// Empty when it is absent.
  std::string_view get(std::string_view name) const;

 private:
  const char** pairs_;
};

/// Told of what stands in a document, in its order. Names come without their prefix. Of alternate contents (ECMA-376
/// part 3) the fallback is told.
class XmlReader {
 public:
  virtual ~XmlReader() = default;
  virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  /// A piece of text; one text may come in several.
  virtual void text(std::string_view piece) = 0;

  bool enough = false;                  ///< set it to read no further
  std::optional<text::Phrase> refusal;  ///< set it to end with that failure
};

/// Reads a document to its end, or until the reader has enough. nullopt ⇔ nothing was wrong; else what is: not well
/// formed (with line and column), cut short, damaged, a document type declaration (which could define entities without
/// bound, or point out of the document; none is ever followed), elements nested more than 256 deep.
std::optional<text::Phrase> read_xml(Pieces& pieces, XmlReader& reader);

}  // namespace shixian::log
