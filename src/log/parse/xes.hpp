// An event log in XES (IEEE 1849) → its events one after another.
#pragma once

#include <expat.h>

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "log/parse/paths.hpp"
#include "text/phrase.hpp"

namespace shixian::log {

inline constexpr std::size_t deepest_xml = 100;  ///< elements within elements

/// Whether a file that starts so is a XML document whose root is XES's `log`.
bool is_xes(std::string_view start);

/// A name for the values of several attributes of an event together.
struct XesClassifier {
  std::string name;
  std::vector<std::string> keys;
};

/// Where the events go. Lines are those of their start tags.
class XesSink {
 public:
  virtual ~XesSink() = default;
  /// The values of its trace, then its own.
  virtual void event(std::uint64_t line, std::span<const PathValue> values) = 0;
  virtual void reject(std::uint64_t line, std::string_view text, const text::Phrase& reason) = 0;
};

/// Reads a log piece by piece and keeps no more than one event and the attributes of its trace. The path of an
/// attribute of an event is its key, of a trace `case:` and its key, of an attribute of an attribute `outer/inner`: no
/// key that the standard allows holds a slash. Lists may name a key again; the second is `key#2`. What `global`
/// declares is no value of any event: an attribute that an event lacks stays missing. A document type is refused, and
/// with it every entity of its own.
class XesReader {
 public:
  XesReader(Paths& paths, XesSink& sink);

  /// Reads on. false: `failure` is set.
  bool feed(std::string_view piece);
  bool finish();

  std::optional<text::Phrase> failure;
  std::vector<XesClassifier> classifiers;  ///< of events
  /// The line of an attribute that stands behind an event of its trace, by the number of the trace. Known after a first
  /// pass: the events of these traces are rejected in the next one.
  std::map<std::uint64_t, std::uint64_t> late;

 private:
  enum class Kind : std::uint8_t { log, trace, event, attribute, ignored };
  struct Level {
    Kind kind = Kind::ignored;
    std::uint32_t node = 0;
    bool is_list = false;  // keys within may come again
  };
  struct Place {
    std::uint32_t node = 0;
    std::size_t begin = 0, size = 0;
  };
  /// The values of an event or a trace, and why they cannot be used.
  struct Record {
    std::vector<Place> places;
    std::string text;
    std::optional<text::Phrase> fault;

    void clear();
    void wrong(text::Phrase reason);
    std::string_view at(const Place& place) const { return std::string_view(text).substr(place.begin, place.size); }
  };
  struct Close {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
  };

  bool parse(std::string_view bytes, bool last);
  void start(std::string_view element, const XML_Char** attributes);
  void end();
  Level opened(std::string_view element, const XML_Char** attributes);
  Level begin_trace();
  Level begin_event();
  void end_event();
  Level attribute(Record& record, const Level& parent, std::string_view element, const XML_Char** attributes);
  void add(Record& record, std::uint32_t node, std::string_view value);
  void classifier(const XML_Char** attributes);
  void fail(text::Phrase reason);
  std::uint64_t line() const { return XML_GetCurrentLineNumber(parser_.get()); }
  std::string shown() const;

  std::unique_ptr<XML_ParserStruct, Close> parser_;
  Paths& paths_;
  XesSink& sink_;
  std::uint32_t trace_root_;
  std::vector<Level> open_;
  Record trace_, event_;
  std::uint64_t traces_ = 0, event_line_ = 0, fed_ = 0;
  bool event_in_trace_ = false;
  std::vector<PathValue> values_;
};

}  // namespace shixian::log
