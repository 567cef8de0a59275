// Ledgers made to do harm, and how much they may do.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "support.hpp"

namespace shixian::log {

std::string gzipped(const std::string& bytes, int level = 6);
std::string zstandard(const std::string& bytes);
/// The bytes of a SQLite database that some statements make.
std::string database_of(const std::string& statements);
/// A ZIP archive whose parts are stored as they are.
std::string stored(const std::map<std::string, std::string>& parts);
/// A workbook with two events in its one sheet, part by part.
std::map<std::string, std::string> parts_of_a_workbook();
/// `pattern` over and over, up to that many bytes.
std::string repeated(std::string_view pattern, std::size_t bytes);

/// The same two events in every format, by its ending.
std::vector<std::pair<std::string, std::string>> a_ledger_in_every_format();

/// All that came of reading bytes: what was said, how many events there are, what was rejected.
std::string outcome(const std::string& bytes, const Mapping& mapping = default_mapping(),
                    const std::string& name = "l.csv");

/// What came of it in a process of its own, which may hold no more than so many MiB in memory at once. (Not watched
/// under sanitizers, which take more.)
std::string within(std::size_t mebibytes, const std::function<std::string()>& reading);

}  // namespace shixian::log
