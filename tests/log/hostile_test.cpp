// Files that are empty, cut off, mislabelled or no ledgers: each ends in a message that says what it is, or is read
// rightly.
#include "hostile.hpp"

#include "workbook.hpp"

namespace shixian::log {
namespace {

/// "NAME: outcome" of each.
std::string outcomes(const std::vector<std::pair<std::string, std::string>>& files) {
  std::string all;
  for (const auto& [name, bytes] : files) all += name + ": " + outcome(bytes);
  return all;
}

const std::string both = "2 events\n";

TEST(Hostile, EmptyFiles) {
  EXPECT_EQ(outcomes({{"empty", ""},
                      {"a blank line", "\n"},
                      {"mark alone", "\xEF\xBB\xBF"},
                      {"mark of UTF-16 alone", "\xFF\xFE"},
                      {"gzip of nothing", gzipped("")},
                      {"zstd of nothing", zstandard("")},
                      {"gzip's mark alone", "\x1F\x8B"},
                      {"zstd's mark alone", "\x28\xB5\x2F\xFD"},
                      {"archive without parts", std::string("PK\x05\x06") + std::string(18, '\0')},
                      {"workbook without cells", tests::workbook("sheet S\n")},
                      {"JSON without values", "{}\n"},
                      {"JSON without objects", "[]"},
                      {"XES without events", "<log/>"},
                      {"SQLite's mark alone", std::string("SQLite format 3\0", 16)},
                      {"SQLite without tables", database_of("CREATE TABLE a(b); DROP TABLE a")}}),
            R"(empty: 'l.csv' is empty: a ledger starts with a header that names its columns [bad-log]
0 events
a blank line: 'l.csv' is empty: a ledger starts with a header that names its columns [bad-log]
0 events
mark alone: 'l.csv' is empty: a ledger starts with a header that names its columns [bad-log]
0 events
mark of UTF-16 alone: 'l.csv' is empty: a ledger starts with a header that names its columns [bad-log]
0 events
gzip of nothing: 'l.csv' is empty: a ledger starts with a header that names its columns [bad-log]
0 events
zstd of nothing: 'l.csv' is empty: a ledger starts with a header that names its columns [bad-log]
0 events
gzip's mark alone: 'l.csv': the packed file is cut short; what it holds up to there was read. Fetch it anew [bad-log]
0 events
zstd's mark alone: 'l.csv': the packed file is cut short; what it holds up to there was read. Fetch it anew [bad-log]
0 events
archive without parts: 'l.csv' cannot be read: it is a ZIP archive and no Excel workbook [bad-log] | unpack it, and give the ledger that is in it
0 events
workbook without cells: 'l.csv' is empty: a ledger starts with a header that names its columns [bad-log]
0 events
JSON without values: 'l.csv' looks like JSON, but no object in it names a value [bad-log] | every line must be one object, as {"case": "1", "event": "issued", "time": "2020-06-18"}; 'jq -c . FILE' writes objects that run over several lines so
0 events
JSON without objects: 'l.csv' looks like JSON, but no object in it names a value [bad-log] | every line must be one object, as {"case": "1", "event": "issued", "time": "2020-06-18"}; 'jq -c . FILE' writes objects that run over several lines so
0 events
XES without events: 'l.csv' is XML with the root <log>, as XES has it, but holds no event [bad-log] | XES has <event> elements, each with its attributes, in <trace> elements
0 events
SQLite's mark alone: 'l.csv': the database is damaged or encrypted (file is not a database) [bad-log] | save it without encryption in the program that writes it, or copy it once more
0 events
SQLite without tables: 'l.csv': the database has no tables [bad-log] | look whether it is the right file
0 events
)");
}

TEST(Hostile, AHeaderAlone) {
  const std::string csv = "case,event,time";
  EXPECT_EQ(outcomes({{"csv", csv},
                      {"csv with its line end", csv + "\r\n"},
                      {"tsv", "case\tevent\ttime"},
                      {"xlsx", tests::workbook("sheet S\nA1 case\nB1 event\nC1 time\n")},
                      {"json", "{\"case\":null,\"event\":null,\"time\":null}"},
                      {"xes", "<log><global scope=\"event\"><string key=\"case\" value=\"\"/></global></log>"},
                      {"sqlite", database_of("CREATE TABLE log(\"case\", event, time)")},
                      {"gzip", gzipped(csv)},
                      {"zstd", zstandard(csv)}}),
            R"(csv: 0 events
csv with its line end: 0 events
tsv: 0 events
xlsx: 0 events
json: 0 events
xes: 'l.csv' is XML with the root <log>, as XES has it, but holds no event [bad-log] | XES has <event> elements, each with its attributes, in <trace> elements
0 events
sqlite: 0 events
gzip: 0 events
zstd: 0 events
)");
}

TEST(Hostile, CutOff) {
  std::vector<std::pair<std::string, std::string>> files;
  for (const auto& [ending, bytes] : a_ledger_in_every_format())
    for (const auto part : {10U, 40U, 75U, 97U})
      files.emplace_back(fmt::format("{} {}%", ending, part), bytes.substr(0, bytes.size() * part / 100));
  EXPECT_EQ(
      outcomes(files),
      R"(csv 10%: 'l.csv' needs a mapping: without one a ledger has the columns case, event and time, but its columns are: case [no-time-column] | give the mapping with -m; if there is none yet, 'shixian mapping init l.csv -o mapping.yaml' writes a first one
0 events
csv 40%: 0 events
2 - '1,受�': the row has 2 cells, the header names 3 columns
csv 75%: 1 events
3 - '2,答�': the row has 2 cells, the header names 3 columns
csv 97%: 2 events
tsv 10%: 'l.csv' needs a mapping: without one a ledger has the columns case, event and time, but its columns are: case [no-time-column] | give the mapping with -m; if there is none yet, 'shixian mapping init l.csv -o mapping.yaml' writes a first one
0 events
tsv 40%: 0 events
2 - '1	受�': the row has 2 cells, the header names 3 columns
tsv 75%: 1 events
3 - '2	答�': the row has 2 cells, the header names 3 columns
tsv 97%: 2 events
xlsx 10%: 'l.csv' cannot be read: it is a damaged or cut off Excel workbook (or another ZIP archive) [bad-log] | open it in Excel or WPS and save it again, or fetch it anew
0 events
xlsx 40%: 'l.csv' cannot be read: it is a damaged or cut off Excel workbook (or another ZIP archive) [bad-log] | open it in Excel or WPS and save it again, or fetch it anew
0 events
xlsx 75%: 'l.csv' cannot be read: it is a damaged or cut off Excel workbook (or another ZIP archive) [bad-log] | open it in Excel or WPS and save it again, or fetch it anew
0 events
xlsx 97%: 'l.csv' cannot be read: it is a damaged or cut off Excel workbook (or another ZIP archive) [bad-log] | open it in Excel or WPS and save it again, or fetch it anew
0 events
jsonl 10%: 'l.csv' looks like JSON, but no object in it names a value; line 1: the object is not closed: a quote or a brace is missing, or it was cut off [bad-log] | every line must be one object, as {"case": "1", "event": "issued", "time": "2020-06-18"}; 'jq -c . FILE' writes objects that run over several lines so
0 events
jsonl 40%: 'l.csv' looks like JSON, but no object in it names a value; line 1: the object is not closed: a quote or a brace is missing, or it was cut off [bad-log] | every line must be one object, as {"case": "1", "event": "issued", "time": "2020-06-18"}; 'jq -c . FILE' writes objects that run over several lines so
0 events
jsonl 75%: 1 events
2 - '{"case":"2","event":"答�': the object is not closed: a quote or a brace is missing, or it was cut off
jsonl 97%: 1 events
2 - '{"case":"2","event":"答复","time":"2020-06-19': the object is not closed: a quote or a brace is missing, or it was cut off
xes 10%: 'l.csv' is an XML document, which cannot be read [bad-log] | open it and save it as .xlsx or as CSV
0 events
xes 40%: 'l.csv': the XML is broken at line 3, column 38: the file ends too early; it was probably cut off; what stands before was read [bad-log]
0 events
xes 75%: 'l.csv': the XML is broken at line 4, column 38: the file ends too early; it was probably cut off; what stands before was read [bad-log]
1 events
xes 97%: 'l.csv': the XML is broken at line 4, column 107: the file ends too early; it was probably cut off; what stands before was read [bad-log]
1 events
sqlite 10%: 'l.csv': the database is damaged or cut short (database disk image is malformed) [bad-log] | copy it once more from where it is kept, or rescue it with 'sqlite3 FILE .recover'
0 events
sqlite 40%: 'l.csv': the database is damaged or cut short (database disk image is malformed) [bad-log] | copy it once more from where it is kept, or rescue it with 'sqlite3 FILE .recover'
0 events
sqlite 75%: 'l.csv': the database is damaged or cut short (database disk image is malformed) [bad-log] | copy it once more from where it is kept, or rescue it with 'sqlite3 FILE .recover'
0 events
sqlite 97%: 'l.csv': the database is damaged or cut short (database disk image is malformed) [bad-log] | copy it once more from where it is kept, or rescue it with 'sqlite3 FILE .recover'
0 events
csv.gz 10%: 'l.csv': the packed file is cut short; what it holds up to there was read. Fetch it anew [bad-log]
0 events
csv.gz 40%: 'l.csv': the packed file is cut short; what it holds up to there was read. Fetch it anew [bad-log]
0 events
csv.gz 75%: 'l.csv': the packed file is cut short; what it holds up to there was read. Fetch it anew [bad-log]
1 events
3 - '2,�': the row has 2 cells, the header names 3 columns
csv.gz 97%: 'l.csv': the packed file is cut short; what it holds up to there was read. Fetch it anew [bad-log]
2 events
csv.zst 10%: 'l.csv': the packed file is cut short; what it holds up to there was read. Fetch it anew [bad-log]
0 events
csv.zst 40%: 'l.csv': the packed file is cut short; what it holds up to there was read. Fetch it anew [bad-log]
0 events
2 - '1': the row has 1 cell, the header names 3 columns
csv.zst 75%: 'l.csv': the packed file is cut short; what it holds up to there was read. Fetch it anew [bad-log]
1 events
3 - '2,�': the row has 2 cells, the header names 3 columns
csv.zst 97%: 'l.csv': the packed file is cut short; what it holds up to there was read. Fetch it anew [bad-log]
2 events
)");
}

TEST(Hostile, WrongEndings) {
  const auto formats = a_ledger_in_every_format();
  for (const auto& [ending, bytes] : formats)
    for (const auto& [other, unused] : formats)
      EXPECT_EQ(outcome(bytes, default_mapping(), "l." + other), both) << ending << " under the name of " << other;
}

TEST(Hostile, BytesThatAreNoLedger) {
  std::string all_bytes;
  for (int i = 0; i < 4096; ++i) all_bytes.push_back(static_cast<char>(i * 7919 >> 3));
  EXPECT_EQ(outcomes({{"zeros", std::string(4096, '\0')},
                      {"all bytes", all_bytes},
                      {"gzip in gzip", gzipped(gzipped("case,event,time\n"))},
                      {"zstd in gzip", gzipped(zstandard("case,event,time\n"))},
                      {"zip of something else", tests::zipped({{"a.csv", "case,event,time\n"}})},
                      {"web page", "<html><body><table><tr><td>case</td></tr></table></body></html>"},
                      {"another XML", "<?xml version=\"1.0\"?><rows><row/></rows>"},
                      {"PDF", "%PDF-1.4\n"},
                      {"JSON of another shape", "[[\"case\",\"event\"],[1,2]]"},
                      {"JSON lines, a number", "{\"case\":1}\n17\n"}}),
            R"(zeros: 'l.csv' is empty: a ledger starts with a header that names its columns [bad-log]
0 events
all bytes: 'l.csv' is neither UTF-8, UTF-16, GB18030 nor GBK: line 1 has bytes that are no UTF-8 [bad-encoding] | name the encoding in the mapping, as 'encoding: gb18030'; bytes that do not fit are then replaced and counted
0 events
gzip in gzip: 'l.csv' is packed twice, which cannot be read [bad-log] | unpack it first
0 events
zstd in gzip: 'l.csv' is packed twice, which cannot be read [bad-log] | unpack it first
0 events
zip of something else: 'l.csv' cannot be read: it is a ZIP archive and no Excel workbook [bad-log] | unpack it, and give the ledger that is in it
0 events
web page: 'l.csv' is a web page (some systems export one under the name .xls), which cannot be read [bad-log] | open it and save it as .xlsx or as CSV
0 events
another XML: 'l.csv' is an XML document, which cannot be read [bad-log] | open it and save it as .xlsx or as CSV
0 events
PDF: 'l.csv' is a PDF document, which cannot be read [bad-log] | open it and save it as .xlsx or as CSV
0 events
JSON of another shape: 'l.csv' needs a mapping: without one a ledger has the columns case, event and time, but its columns are: [["case", event], [1, 2]] [no-time-column] | give the mapping with -m; if there is none yet, 'shixian mapping init l.csv -o mapping.yaml' writes a first one
0 events
JSON lines, a number: 'l.csv' needs a mapping: without one a ledger has the columns case, event and time, but its columns are: case [no-time-column] | give the mapping with -m; if there is none yet, 'shixian mapping init l.csv -o mapping.yaml' writes a first one
0 events
)");
}

}  // namespace
}  // namespace shixian::log
