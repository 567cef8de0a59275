// Excel workbooks made from a page of text.
#pragma once

#include <map>
#include <string>

namespace shixian::tests {

/// The parts of a workbook by their path, from a description a line each:
///   dates 1904                      the workbook counts from 1904
///   sheet NAME [hidden]             what follows stands on it
///   merge A1:F1                     cells shown as one
///   row 7 hidden
///   A1 TEXT                         a text that cells share
///   A1 inline TEXT · cached TEXT    a text of its own · the result of a formula
///   A1 number 12.5 [FORMAT]         FORMAT: the number of a built-in format, or a code
///   A1 truth 1 · error #N/A
///   A1 formula SUM(B1:B2) · unsaved SUM(B1:B2)    a formula without a result, as two programs write it
/// A TEXT may hold \n for a line break.
std::map<std::string, std::string> workbook_parts(const std::string& description);

/// The parts as a ZIP archive, packed or stored as they are.
std::string zipped(const std::map<std::string, std::string>& parts, bool packed = true);

inline std::string workbook(const std::string& description) { return zipped(workbook_parts(description)); }

}  // namespace shixian::tests
