// A condition after parsing: a tree in one array, names and variables resolved to numbers.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "condition/condition.hpp"
#include "condition/function.hpp"
#include "time/zone.hpp"

namespace re2 {
class RE2;
}

namespace shixian::condition {

enum class Op : std::uint8_t {
  constant,
  name,      ///< a bound name: `slot`
  chain,     ///< a.b.c: the name `slot`, or else `path` under the name `root`
  variable,  ///< of a macro: `slot`
  list,      ///< children are its items
  map,       ///< children are key, value, key, value …
  has_name,
  has_chain,
  has_field,  ///< `path` holds one field of the child
  select,     ///< likewise
  index,
  all_of,  ///< && of two or more
  any_of,  ///< || of two or more
  not_,
  negate,
  choose,  ///< ? :
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  in,
  add,
  subtract,
  multiply,
  divide,
  modulo,
  call,  ///< `function`; the receiver is the first child
  all,   ///< macros: range, condition; the variable is `slot`
  exists,
  exists_one,
  filter,
  transform,  ///< map(x, f): range, f; map(x, p, f): range, p, f
};

using Index = std::uint32_t;

struct Node {
  Op op = Op::constant;
  Function function = Function::size;
  std::uint32_t begin = 0, end = 0;  ///< bytes of the condition's text
  std::uint32_t slot = 0, root = 0;
  std::uint32_t height = 0;  ///< of the tree below
  std::uint32_t levels = 0;  ///< how deep a list or map it can yield nests
  std::vector<Index> children;
  std::vector<Value> path;
  Value constant;
  std::shared_ptr<const re2::RE2> pattern;  ///< of matches(), when it is a literal
  std::shared_ptr<const time::Zone> zone;   ///< of getHours() and its like, when it is a literal
};

/// How deep brackets, trees and values may nest.
inline constexpr std::uint32_t deepest = 250;
/// Bytes of one condition.
inline constexpr std::size_t longest_text = 256 * 1024;

}  // namespace shixian::condition

namespace shixian::condition {

struct Condition::Program {
  std::string text;
  text::Place place;
  std::vector<std::string> names;
  std::vector<Node> nodes;
  Index root = 0;
  std::uint32_t variables = 0;
};

}  // namespace shixian::condition
