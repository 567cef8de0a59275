// A rule in plain sentences, made from its structure, to be held against the law it stands for.
#pragma once

#include <vector>

#include "rule/rule.hpp"
#include "text/phrase.hpp"

namespace shixian::rule {

/// What the rule asks, a sentence a line: for what, what must or must not be there, until when, and what moves the
/// clock.
std::vector<text::Phrase> sentences(const Rule& rule, const Pack& pack);

/// What a log must record so that the rule can be judged: event types with the attributes they must carry.
std::vector<text::Phrase> needs(const Rule& rule);

}  // namespace shixian::rule
