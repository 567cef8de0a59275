#include "condition/parser.hpp"

#include <array>
#include <optional>

#include "condition/advice.hpp"
#include "condition/number.hpp"
#include "condition/tokens.hpp"
#include "condition/tree.hpp"

namespace shixian::condition {
namespace {

using Kind = Token::Kind;

const text::Phrase a_value{"a value", "一个值"};
const text::Phrase operator_or_end{"an operator or the end of the condition", "运算符或条件的结尾"};

struct Operator {
  Op op;
  int strength;
};

std::optional<Operator> operator_of(const Token& token) {
  switch (token.kind) {
    case Kind::or_:
      return Operator{Op::any_of, 1};
    case Kind::and_:
      return Operator{Op::all_of, 2};
    case Kind::equal:
      return Operator{Op::equal, 3};
    case Kind::not_equal:
      return Operator{Op::not_equal, 3};
    case Kind::less:
      return Operator{Op::less, 3};
    case Kind::less_equal:
      return Operator{Op::less_equal, 3};
    case Kind::greater:
      return Operator{Op::greater, 3};
    case Kind::greater_equal:
      return Operator{Op::greater_equal, 3};
    case Kind::plus:
      return Operator{Op::add, 4};
    case Kind::minus:
      return Operator{Op::subtract, 4};
    case Kind::times:
      return Operator{Op::multiply, 5};
    case Kind::divide:
      return Operator{Op::divide, 5};
    case Kind::modulo:
      return Operator{Op::modulo, 5};
    case Kind::word:
      if (token.value == "in") return Operator{Op::in, 3};
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

struct Macro {
  std::string_view name;
  Op op;
  std::size_t most;  ///< arguments: two, or up to three
};
constexpr std::array macros{Macro{"all", Op::all, 2},
                            Macro{"exists", Op::exists, 2},
                            Macro{"exists_one", Op::exists_one, 2},
                            Macro{"existsOne", Op::exists_one, 2},
                            Macro{"filter", Op::filter, 2},
                            Macro{"map", Op::transform, 3}};

class Parser {
 public:
  explicit Parser(std::string_view text) : tokens_(text), tree_(text) {}

  Condition::Program parse() {
    if (tokens_.is(Kind::end))
      throw Problem{tokens_.now().span,
                    {"the condition is empty", "条件是空的"},
                    {"write what must hold, such as level == \"重大\"", "请写明须成立的内容，例如 等级 == \"重大\""}};
    const auto root = expression();
    if (!tokens_.is(Kind::end)) tokens_.unexpected(operator_or_end);
    return tree_.finish(root);
  }

 private:
  /// What stands before selections and calls: a node, or names a.b.c that may yet become longer.
  struct Operand {
    std::optional<Index> node;
    std::vector<std::string> chain;
    std::size_t end = 0;
  };
  struct Variable {
    std::string name;
    std::uint32_t slot, levels;
  };
  /// One level deeper for as long as it lives.
  class Level {
   public:
    Level(std::uint32_t& depth, const Token& at) : depth_(&depth) {
      if (depth >= deepest) throw_too_deep(at.span);
      ++depth;
    }
    ~Level() { --*depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

   private:
    std::uint32_t* depth_;
  };

  std::size_t begin_of(Index index) { return tree_.node(index).begin; }

  Index expression() {
    const Level level(depth_, tokens_.now());
    const auto condition = binary(1);
    if (!tokens_.take(Kind::question)) return condition;
    const auto yes = binary(1);
    tokens_.need(Kind::colon, ":");
    const auto no = expression();
    return tree_.add(Op::choose, tokens_.since(begin_of(condition)), {condition, yes, no});
  }

  /// Operators at least as strong as `weakest`, from left to right.
  Index binary(int weakest) {
    auto left = unary();
    for (;;) {
      const auto found = operator_of(tokens_.now());
      if (!found || found->strength < weakest) return left;
      tokens_.advance();
      const auto right = binary(found->strength + 1);
      const bool joins = found->op == Op::all_of || found->op == Op::any_of;
      left = joins ? tree_.join(found->op, left, right)
                   : tree_.add(found->op, tokens_.since(begin_of(left)), {left, right});
    }
  }

  Index unary() {
    const auto kind = tokens_.now().kind;
    const auto begin = tokens_.now().span.begin;
    if (kind != Kind::not_ && kind != Kind::minus) return member(begin, false);
    std::size_t count = 0;
    while (tokens_.take(kind)) ++count;
    const bool negative = kind == Kind::minus && (tokens_.is(Kind::integer) || tokens_.is(Kind::decimal));
    auto operand = member(negative ? tokens_.before().span.begin : tokens_.now().span.begin, negative);
    if (negative) --count;
    while (count > 2) count -= 2;  // two more undo each other, and fail alike
    for (; count > 0; --count)
      operand = tree_.add(kind == Kind::not_ ? Op::not_ : Op::negate, tokens_.since(begin), {operand});
    return operand;
  }

  /// A primary with the selections, indexes and calls behind it. The sign of a negative number stands before it.
  Index member(std::size_t begin, bool negative) {
    auto operand = primary(begin, negative);
    for (;;) {
      if (tokens_.is(Kind::dot)) {
        select(begin, operand);
      } else if (tokens_.is(Kind::left_bracket)) {
        const auto list = settled(begin, operand);
        tokens_.advance();
        if (tokens_.is(Kind::question)) optional_values();
        const auto key = expression();
        tokens_.need(Kind::right_bracket, "]");
        operand.node = tree_.add(Op::index, tokens_.since(begin), {list, key});
      } else {
        if (tokens_.is(Kind::left_brace) && !operand.node)
          throw Problem{{begin, tokens_.now().span.end},
                        {"messages such as Name{…} are outside the subset of CEL that conditions use",
                         "条件采用 CEL 的子集，不含 Name{…} 这样的消息"},
                        {}};
        return settled(begin, operand);
      }
    }
  }

  Index settled(std::size_t begin, const Operand& operand) {
    if (operand.node) return *operand.node;
    const text::Span span{begin, operand.end};
    return operand.chain.size() == 1 ? tree_.name(span, operand.chain[0]) : tree_.chain(span, operand.chain);
  }

  void select(std::size_t begin, Operand& operand) {
    tokens_.advance();
    if (tokens_.is(Kind::question)) optional_values();
    const bool plain = tokens_.is(Kind::word);
    if (!plain && !tokens_.is(Kind::quoted_word)) tokens_.unexpected({"a field or a function", "字段或函数"});
    const auto name = tokens_.advance();
    if (plain && (name.value == "in" || name.value == "true" || name.value == "false" || name.value == "null"))
      throw_reserved(name);
    if (plain && tokens_.is(Kind::left_paren)) {
      operand.node = method(begin, settled(begin, operand), name);
    } else if (plain && !operand.node) {
      operand.chain.push_back(name.value);
      operand.end = name.span.end;
    } else {
      operand.node = tree_.select(tokens_.since(begin), settled(begin, operand), name.value);
    }
  }

  Operand primary(std::size_t begin, bool negative) {
    switch (tokens_.now().kind) {
      case Kind::integer:
        return {integer(begin, negative), {}};
      case Kind::decimal:
        return {decimal(begin, negative), {}};
      case Kind::text: {
        auto value = tokens_.advance().value;
        return {tree_.constant(tokens_.since(begin), Value{std::move(value)}), {}};
      }
      case Kind::quoted_word: {
        const auto name = tokens_.advance();
        return {named(name), {}};
      }
      case Kind::word:
        return word();
      case Kind::left_paren: {
        tokens_.advance();
        const auto inner = expression();
        tokens_.need(Kind::right_paren, ")");
        tree_.widen(inner, tokens_.since(begin));
        return {inner, {}};
      }
      case Kind::left_bracket:
        return {list(begin), {}};
      case Kind::left_brace:
        return {map(begin), {}};
      case Kind::dot:
        throw Problem{tokens_.now().span,
                      {"names that begin with a dot are outside the subset of CEL that conditions use",
                       "条件采用 CEL 的子集，不含以点开头的名称"},
                      {"leave out the dot", "请去掉点"}};
      case Kind::question:
        optional_values();
      default:
        tokens_.unexpected(a_value);
    }
  }

  [[noreturn]] void optional_values() const {
    throw Problem{tokens_.now().span,
                  {"optional values ('?') are outside the subset of CEL that conditions use",
                   "条件采用 CEL 的子集，不含可选值（“?”）"},
                  {"has(x) asks whether there is a value", "用 has(x) 判断是否有值"}};
  }

  Index integer(std::size_t begin, bool negative) {
    const auto token = tokens_.advance();
    const bool hexadecimal = token.value.size() > 1 && (token.value[1] == 'x' || token.value[1] == 'X');
    const auto value = hexadecimal ? read_hex(token.value, negative) : read_int((negative ? "-" : "") + token.value);
    if (!value)
      throw Problem{tokens_.since(begin),
                    text::phrase("{}{} is outside the whole numbers of 64 bits", "{}{} 超出 64 位整数的范围",
                                 negative ? "-" : "", token.value),
                    {}};
    return tree_.constant(tokens_.since(begin), Value{*value});
  }
  Index decimal(std::size_t begin, bool negative) {
    const auto token = tokens_.advance();
    const auto value = read_double(token.value);
    if (!value)
      throw Problem{tokens_.since(begin),
                    text::phrase("{}{} is too large for a decimal number", "{}{} 超出小数的范围", negative ? "-" : "",
                                 token.value),
                    {}};
    return tree_.constant(tokens_.since(begin), Value{negative ? -*value : *value});
  }

  /// A variable of a macro, or a name.
  Index named(const Token& name) {
    for (auto one = variables_.rbegin(); one != variables_.rend(); ++one)
      if (one->name == name.value) return tree_.variable(name.span, one->slot, one->levels);
    return tree_.name(name.span, name.value);
  }
  bool is_variable(const std::string& name) const {
    for (const auto& one : variables_)
      if (one.name == name) return true;
    return false;
  }

  Operand word() {
    if (tokens_.now().value == "in") tokens_.unexpected(a_value);
    const auto name = tokens_.advance();
    const auto& written = name.value;
    if (written == "true" || written == "false") return {tree_.constant(name.span, Value{written == "true"}), {}};
    if (written == "null") return {tree_.constant(name.span, Value{nullptr}), {}};
    if (is_reserved(written)) throw_reserved(name);
    if (tokens_.is(Kind::left_paren)) return {written == "has" ? has(name) : function(name), {}};
    if (is_variable(written)) return {named(name), {}};
    return {std::nullopt, {written}, name.span.end};
  }

  Index list(std::size_t begin) {
    tokens_.advance();
    std::vector<Index> items;
    while (!tokens_.is(Kind::right_bracket)) {
      items.push_back(expression());
      if (!tokens_.take(Kind::comma) && !tokens_.is(Kind::right_bracket))
        tokens_.unexpected({"',' or ']'", "“,”或“]”"});
    }
    tokens_.advance();
    return tree_.add(Op::list, tokens_.since(begin), std::move(items));
  }
  Index map(std::size_t begin) {
    tokens_.advance();
    std::vector<Index> entries;
    while (!tokens_.is(Kind::right_brace)) {
      entries.push_back(expression());
      tokens_.need(Kind::colon, ":");
      entries.push_back(expression());
      if (!tokens_.take(Kind::comma) && !tokens_.is(Kind::right_brace)) tokens_.unexpected({"',' or '}'", "“,”或“}”"});
    }
    tokens_.advance();
    return tree_.add(Op::map, tokens_.since(begin), std::move(entries));
  }

  std::vector<Index> arguments() {
    std::vector<Index> all;
    tokens_.advance();
    if (tokens_.take(Kind::right_paren)) return all;
    do all.push_back(expression());
    while (tokens_.take(Kind::comma));
    if (!tokens_.take(Kind::right_paren)) tokens_.unexpected({"',' or ')'", "“,”或“)”"});
    return all;
  }

  Index has(const Token& name) {
    const auto given = arguments();
    const auto span = tokens_.since(name.span.begin);
    if (given.size() == 1 && tree_.ask_for_presence(given[0], span)) return given[0];
    throw Problem{span,
                  {"has() asks for one attribute or one field", "has() 判断一个属性或字段是否有值"},
                  {"write has(x) or has(x.y)", "请写 has(x) 或 has(x.y)"}};
  }

  void check_count(const Token& name, std::size_t given, std::size_t least, std::size_t most) const {
    if (given >= least && given <= most) return;
    const auto span = tokens_.since(name.span.begin);
    if (least != most)
      throw Problem{span,
                    text::phrase("'{}' takes {} or {} arguments, not {}", "“{}”需要 {} 或 {} 个参数，却给了 {} 个",
                                 name.value, least, most, given),
                    {}};
    throw Problem{span,
                  text::phrase("'{}' takes {} argument{}, not {}", "“{0}”需要 {1} 个参数，却给了 {3} 个", name.value,
                               least, least == 1 ? "" : "s", given),
                  {}};
  }

  Index function(const Token& name) {
    const auto* known = find_function(name.value);
    if (!known || known->alone == 0) {
      const auto* macro = find_macro(name.value);
      if (!known && !macro) throw_unknown_function(name);
      throw Problem{name.span,
                    text::phrase("'{}' is written after what it works on", "“{}”应写在所判断的内容之后", name.value),
                    macro ? text::phrase("write list.{}(x, …)", "请写 列表.{}(x, …)", name.value)
                          : text::phrase("write x.{}(…)", "请写 x.{}(…)", name.value)};
    }
    auto given = arguments();
    check_count(name, given.size(), known->alone, known->alone);
    return tree_.call(tokens_.since(name.span.begin), known->function, std::move(given));
  }

  Index method(std::size_t begin, Index receiver, const Token& name) {
    if (const auto* macro = find_macro(name.value)) return expand(begin, receiver, name, *macro);
    const auto* known = find_function(name.value);
    if (!known) throw_unknown_function(name);
    if (known->least < 0)
      throw Problem{name.span,
                    text::phrase("'{}' is written before what it works on", "“{}”应写在所转换的内容之前", name.value),
                    text::phrase("write {}(x)", "请写 {}(x)", name.value)};
    auto given = arguments();
    check_count(name, given.size(), static_cast<std::size_t>(known->least), static_cast<std::size_t>(known->most));
    given.insert(given.begin(), receiver);
    return tree_.call(tokens_.since(begin), known->function, std::move(given));
  }

  static const Macro* find_macro(std::string_view name) {
    for (const auto& macro : macros)
      if (macro.name == name) return &macro;
    return nullptr;
  }

  Index expand(std::size_t begin, Index range, const Token& name, const Macro& macro) {
    tokens_.advance();
    if (!tokens_.is(Kind::word) || !tokens_.is_next(Kind::comma))
      throw Problem{tokens_.now().span,
                    text::phrase("'{}' takes a name for each item first, then what is asked of it",
                                 "“{}”先写每一项的名称，再写对它的判断", name.value),
                    text::phrase("write list.{}(x, …)", "请写 列表.{}(x, …)", name.value)};
    const auto variable = tokens_.advance();
    if (is_reserved(variable.value)) throw_reserved(variable);
    tokens_.advance();
    const auto slot = tree_.new_variable();
    variables_.push_back({variable.value, slot, tree_.node(range).levels});
    std::vector<Index> children{range};
    do children.push_back(expression());
    while (tokens_.take(Kind::comma));
    variables_.pop_back();
    if (!tokens_.take(Kind::right_paren)) tokens_.unexpected({"',' or ')'", "“,”或“)”"});
    check_count(name, children.size(), 2, macro.most);
    return tree_.macro(macro.op, tokens_.since(begin), slot, std::move(children));
  }

  Tokens tokens_;
  Tree tree_;
  std::vector<Variable> variables_;
  std::uint32_t depth_ = 0;
};

}  // namespace

Condition::Program parse(std::string_view text) { return Parser(text).parse(); }

}  // namespace shixian::condition
