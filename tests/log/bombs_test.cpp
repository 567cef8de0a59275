// Files made to do harm: each ends in a message that says what it is, and takes no more memory than it must.
#include "hostile.hpp"

#include <sys/inotify.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "workbook.hpp"

namespace shixian::log {
namespace {

constexpr std::size_t line_bound = 700, bomb_bound = 400;  // MiB
constexpr std::size_t hundred = std::size_t{100} << 20;

/// A workbook with a cell that holds HERE, stored with something longer in its place.
std::string workbook_with(const std::string& cell, const std::string& long_text) {
  auto parts = tests::workbook_parts("sheet S\nA1 case\nB1 event\nC1 time\nD1 x\nA2 1\nB2 a\nC2 2020-06-18\n" + cell);
  for (auto& [name, content] : parts)
    if (const auto at = content.find("HERE"); at != content.npos) content.replace(at, 4, long_text);
  return stored(parts);
}

TEST(Hostile, OneLineOfAHundredMegabytes) {
#ifdef SHIXIAN_SANITIZE
  GTEST_SKIP() << "takes minutes under the sanitizers, and shows bounds of memory that they change";
#endif
  const auto reading = [](const std::function<std::string()>& made) {
    return within(line_bound, [&] { return outcome(made()); });
  };
  const auto letters = [] { return repeated("abcdefghijklmnopqrstuvwxyz", hundred); };
  std::string all;
  all += "csv, a header of one cell: " + reading(letters);
  all += "csv, a header of many: " + reading([] { return repeated("a,", hundred); });
  all += "csv, a cell: " +
         reading([&] { return "case,event,time\n1,a,2020-06-18\n1,b," + letters() + "\n2,c,2020-06-18\n"; });
  all += "csv, a cell in quotes: " +
         reading([&] { return "case,event,time\n1,b,\"" + letters() + "\"\n2,c,2020-06-18\n"; });
  all += "csv, a quote that stays open: " + reading([&] { return "case,event,time\n1,b,\"" + letters(); });
  all += "csv, many cells: " +
         reading([] { return "case,event,time\n" + repeated("a,", hundred) + "\n2,c,2020-06-18\n"; });
  all += "tsv: " + reading([&] { return "case\tevent\ttime\n1\tb\t" + letters() + "\n2\tc\t2020-06-18\n"; });
  all += "gb18030: " + reading([&] { return "case,event,time\n\xCA\xDC,b," + letters() + "\n2,c,2020-06-18\n"; });
  all += "json, a text: " + reading([&] {
           return "{\"case\":\"1\",\"event\":\"a\",\"time\":\"2020-06-18\",\"x\":\"" + letters() +
                  "\"}\n{\"case\":\"1\",\"event\":\"b\",\"time\":\"2020-06-18\"}\n";
         });
  all += "json, many names: " + reading([] {
           std::string line = "{\"case\":\"1\"";
           for (int i = 0; line.size() < hundred; ++i) line += fmt::format(",\"{}\":1", i);
           return line + "}\n{\"case\":\"1\",\"event\":\"b\",\"time\":\"2020-06-18\"}\n";
         });
  all += "json, an array: " +
         reading([] { return "{\"case\":\"1\",\"event\":\"a\",\"time\":[" + repeated("1,", hundred) + "1]}\n"; });
  all += "xes, a value: " + reading([&] {
           return "<log><event><string key=\"case\" value=\"1\"/><string key=\"event\" value=\"a\"/><date key=\"time\" "
                  "value=\"2020-06-18\"/></event><event><string key=\"x\" value=\"" +
                  letters() + "\"/></event></log>";
         });
  all += "xes, a tag: " + reading([] { return "<log><event><string " + repeated("a", hundred); });
  all += "xlsx, a cell: " + reading([&] { return workbook_with("D2 inline HERE", letters()); });
  all += "xlsx, a shared text: " + reading([&] { return workbook_with("D2 HERE", letters()); });
  all += "sqlite: " + reading([] {
           return database_of(
               "CREATE TABLE log(\"case\", event, time, x); INSERT INTO log VALUES (1, 'a', '2020-06-18', NULL), (2, "
               "'b', '2020-06-18', replace(hex(zeroblob(52428800)), '00', 'ab'));");
         });
  all += "gzip: " + reading([&] { return gzipped("case,event,time\n1,b," + letters() + "\n2,c,2020-06-18\n", 1); });
  EXPECT_EQ(all,
            R"(csv, a header of one cell: 'l.csv': a cell is longer than 16 MiB, or the row longer than 64 MiB [bad-log]
0 events
csv, a header of many: 'l.csv': a cell is longer than 16 MiB, or the row longer than 64 MiB [bad-log]
0 events
csv, a cell: 2 events
3 - '1,b,abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvw…': a cell is longer than 16 MiB, or the row longer than 64 MiB
csv, a cell in quotes: 1 events
2 - '1,b,"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuv…': a cell is longer than 16 MiB, or the row longer than 64 MiB
csv, a quote that stays open: 'l.csv': the quote that opens cell 3 of row 2 is never closed, so that nothing after it can be read [bad-log]
0 events
csv, many cells: 1 events
2 - 'a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a…': a cell is longer than 16 MiB, or the row longer than 64 MiB
tsv: 1 events
2 - '1	b	abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvw…': a cell is longer than 16 MiB, or the row longer than 64 MiB
gb18030: 1 events
2 - '受,b,abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvw…': a cell is longer than 16 MiB, or the row longer than 64 MiB
json, a text: 1 events
1 - '{"case":"1","event":"a","time":"2020-06-18","x":"abcdefghijklmnopqrstuvwxyzabcd…': a value is longer than 16 MiB, or the whole object longer than 64 MiB
json, many names: 1 events
1 - '{"case":"1","0":1,"1":1,"2":1,"3":1,"4":1,"5":1,"6":1,"7":1,"8":1,"9":1,"10":1,…': a value is longer than 16 MiB, or the whole object longer than 64 MiB
json, an array: 'l.csv' looks like JSON, but no object in it names a value; line 1: a value is longer than 16 MiB, or the whole object longer than 64 MiB [bad-log] | every line must be one object, as {"case": "1", "event": "issued", "time": "2020-06-18"}; 'jq -c . FILE' writes objects that run over several lines so
0 events
xes, a value: 'l.csv': what starts in line 1 is longer than 16 MiB; what stands before it was read [bad-log]
1 events
xes, a tag: 'l.csv': what starts in line 1 is longer than 16 MiB; what stands before it was read [bad-log]
0 events
xlsx, a cell: 1 events
2 x '…': the cell is longer than 16 MiB (event kept)
xlsx, a shared text: 1 events
2 x '…': the cell is longer than 16 MiB (event kept)
sqlite: 'l.csv': row 2 of the query's result: a row is longer than 64 MiB; leave long columns out of the query [bad-log]
1 events
gzip: 1 events
2 - '1,b,abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvw…': a cell is longer than 16 MiB, or the row longer than 64 MiB
)");
}

/// What is packed from much more; made in a process of its own, so that it does not count.
std::string made_apart(const std::function<std::string()>& make) { return within(line_bound * 4, make); }

TEST(Hostile, Bombs) {
  const auto reading = [](const std::string& bytes) { return within(bomb_bound, [&] { return outcome(bytes); }); };
  constexpr std::size_t size = std::size_t{16} << 20;
  const auto a_gibibyte_of = [](const std::string& packed) { return repeated(packed, 64 * packed.size()); };
  const auto gzip_of = [&](const std::string& text) {
    return a_gibibyte_of(made_apart([&] { return gzipped(repeated(text, size)); }));
  };
  const auto part_of = [](const char* part, const std::string& text, std::size_t bytes) {
    return made_apart([&] {
      auto parts = parts_of_a_workbook();
      auto& content = parts[part];
      content.insert(content.rfind("</"), repeated(text, bytes));
      return tests::zipped(parts);
    });
  };
  const std::string long_value(4000, 'x');
  std::string all;
  all += "gzip of one cell: " + reading(gzipped("case,event,time\n") + gzip_of("a"));
  all += "zstd of one cell: " + reading(zstandard("case,event,time\n") +
                                        a_gibibyte_of(made_apart([&] { return zstandard(std::string(size, 'a')); })));
  all += "gzip of CSV: " + reading(gzipped("case,event,time,x\n") + gzip_of("1,a,2020-06-18," + long_value + "\n"));
  all += "gzip of JSON: " +
         reading(gzip_of("{\"case\":1,\"event\":\"a\",\"time\":\"2020-06-18\",\"x\":\"" + long_value + "\"}\n"));
  all += "gzip of XES: " +
         reading(gzipped("<log>") + gzip_of("<event><string key=\"case\" value=\"1\"/><string key=\"event\" "
                                            "value=\"a\"/><date key=\"time\" value=\"2020-06-18\"/><string key=\"x\" "
                                            "value=\"" +
                                            long_value + "\"/></event>\n"));
  all += "gzip of a workbook: " + reading(gzipped("PK\x03\x04") + gzip_of("x"));
  all += "gzip of SQLite: " + reading(gzipped(database_of("CREATE TABLE log(\"case\")")) + gzip_of("x"));
  for (const auto* part : {"_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
                           "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"})
    all += fmt::format("xlsx, {}: ", part) + reading(part_of(part, " ", std::size_t{128} << 20));
  all += "xlsx, texts: " +
         reading(part_of("xl/sharedStrings.xml", "<si><t>" + long_value + "</t></si>", std::size_t{128} << 20));
  all += "sqlite, a view without end: " +
         reading(database_of(
             "CREATE VIEW log AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS \"case\", "
             "'a' AS event, '2020-06-18' AS time, replace(hex(zeroblob(500)), '00', 'ab') AS x FROM n"));
  EXPECT_EQ(
      all,
      R"(gzip of one cell: 'l.csv': more than 64 MiB come out of it, over 250 times its size: it looks like a file made to fill the memory, and was read no further. If it is sound, unpack it and give the unpacked file [bad-log]
0 events
2 - 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…': a cell is longer than 16 MiB, or the row longer than 64 MiB
zstd of one cell: 'l.csv': more than 64 MiB come out of it, over 250 times its size: it looks like a file made to fill the memory, and was read no further. If it is sound, unpack it and give the unpacked file [bad-log]
0 events
2 - 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…': a cell is longer than 16 MiB, or the row longer than 64 MiB
gzip of CSV: 'l.csv': more than 64 MiB come out of it, over 250 times its size: it looks like a file made to fill the memory, and was read no further. If it is sound, unpack it and give the unpacked file [bad-log]
16711 events
gzip of JSON: 'l.csv': more than 64 MiB come out of it, over 250 times its size: it looks like a file made to fill the memory, and was read no further. If it is sound, unpack it and give the unpacked file [bad-log]
16570 events
16571 - '{"case":1,"event":"a","time":"2020-06-18","x":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…': the object is not closed: a quote or a brace is missing, or it was cut off
gzip of XES: 'l.csv': more than 64 MiB come out of it, over 250 times its size: it looks like a file made to fill the memory, and was read no further. If it is sound, unpack it and give the unpacked file [bad-log]
16209 events
gzip of a workbook: 'l.csv' cannot be read: it is a damaged or cut off Excel workbook (or another ZIP archive) [bad-log] | open it in Excel or WPS and save it again, or fetch it anew
'l.csv': more than 64 MiB come out of it, over 250 times its size: it looks like a file made to fill the memory, and was read no further. If it is sound, unpack it and give the unpacked file [bad-log]
0 events
gzip of SQLite: 'l.csv': more than 64 MiB come out of it, over 250 times its size: it looks like a file made to fill the memory, and was read no further. If it is sound, unpack it and give the unpacked file [bad-log]
0 events
xlsx, _rels/.rels: 'l.csv' cannot be read: more than 64 MiB come out of it, over 250 times its size: it looks like a file made to fill the memory, and was read no further. If it is sound, save the sheet as CSV and give that [bad-log] | open it in Excel or WPS and save it again, or fetch it anew
0 events
xlsx, xl/workbook.xml: 'l.csv' cannot be read: more than 64 MiB come out of it, over 250 times its size: it looks like a file made to fill the memory, and was read no further. If it is sound, save the sheet as CSV and give that (xl/workbook.xml) [bad-log] | open it in Excel or WPS and save it again, or fetch it anew
0 events
xlsx, xl/_rels/workbook.xml.rels: 'l.csv' cannot be read: more than 64 MiB come out of it, over 250 times its size: it looks like a file made to fill the memory, and was read no further. If it is sound, save the sheet as CSV and give that [bad-log] | open it in Excel or WPS and save it again, or fetch it anew
0 events
xlsx, xl/styles.xml: 'l.csv' cannot be read: more than 64 MiB come out of it, over 250 times its size: it looks like a file made to fill the memory, and was read no further. If it is sound, save the sheet as CSV and give that (xl/styles.xml) [bad-log] | open it in Excel or WPS and save it again, or fetch it anew
0 events
xlsx, xl/sharedStrings.xml: 'l.csv' cannot be read: more than 64 MiB come out of it, over 250 times its size: it looks like a file made to fill the memory, and was read no further. If it is sound, save the sheet as CSV and give that (xl/sharedStrings.xml) [bad-log] | open it in Excel or WPS and save it again, or fetch it anew
0 events
xlsx, xl/worksheets/sheet1.xml: 'l.csv': more than 64 MiB come out of it, over 250 times its size: it looks like a file made to fill the memory, and was read no further. If it is sound, save the sheet as CSV and give that [bad-log]
2 events
xlsx, texts: 'l.csv' cannot be read: more than 64 MiB come out of it, over 250 times its size: it looks like a file made to fill the memory, and was read no further. If it is sound, save the sheet as CSV and give that (xl/sharedStrings.xml) [bad-log] | open it in Excel or WPS and save it again, or fetch it anew
0 events
sqlite, a view without end: 'l.csv': more than 64 MiB come out of it, over 250 times its size, as of a view or a query that never ends; it was read no further. Name the rows that are meant by a query in the mapping [bad-log]
62149 events
)");
}

const std::string laughs = [] {
  std::string declared = "<!DOCTYPE log [<!ENTITY a0 \"ha\">";
  for (int i = 1; i < 12; ++i) {
    declared += fmt::format("<!ENTITY a{} \"", i);
    for (int times = 0; times < 10; ++times) declared += fmt::format("&a{};", i - 1);
    declared += "\">";
  }
  return declared + "]>";
}();

/// A document with this before its root and an entity within.
std::string with_declaration(std::string document, const std::string& declaration, const std::string& entity) {
  const auto start = document.starts_with("<?xml") ? document.find("?>") + 2 : 0;
  document.insert(start, declaration);
  const auto end = document.rfind("</");  // npos for a root without content
  document.insert(std::min(end, document.size()), entity);
  return document;
}

const std::string a_log =
    "<log><event><string key=\"case\" value=\"1\"/><string key=\"event\" value=\"a\"/><date key=\"time\" "
    "value=\"2020-06-18\"/></event></log>";

TEST(Hostile, EntitiesWithoutBound) {
  std::string all = "xes: " + within(bomb_bound, [] { return outcome(with_declaration(a_log, laughs, "&a11;")); });
  all += "xes, in a value: " + within(bomb_bound, [] {
           auto log = with_declaration(a_log, laughs, "");
           log.replace(log.find("value=\"1\""), 9, "value=\"&a11;\"");
           return outcome(log);
         });
  for (const auto& [part, content] : parts_of_a_workbook())
    all += part + ": " + within(bomb_bound, [&name = part] {
             auto parts = parts_of_a_workbook();
             parts[name] = with_declaration(parts[name], laughs, "&a11;");
             return outcome(tests::zipped(parts));
           });
  EXPECT_EQ(
      all,
      R"(xes: 'l.csv': it has a document type (<!DOCTYPE …>), which XES does not use and which can hide texts that grow without end, so it is not read; take it out if it is sound [bad-log]
0 events
xes, in a value: 'l.csv': it has a document type (<!DOCTYPE …>), which XES does not use and which can hide texts that grow without end, so it is not read; take it out if it is sound [bad-log]
0 events
[Content_Types].xml: 2 events
_rels/.rels: 'l.csv' cannot be read: it declares a document type, which may define texts without bound or point to other files; such a declaration is not read. Take the <!DOCTYPE …> out [bad-log] | open it in Excel or WPS and save it again, or fetch it anew
0 events
xl/_rels/workbook.xml.rels: 'l.csv' cannot be read: it declares a document type, which may define texts without bound or point to other files; such a declaration is not read. Take the <!DOCTYPE …> out [bad-log] | open it in Excel or WPS and save it again, or fetch it anew
0 events
xl/sharedStrings.xml: 'l.csv' cannot be read: it declares a document type, which may define texts without bound or point to other files; such a declaration is not read. Take the <!DOCTYPE …> out (xl/sharedStrings.xml) [bad-log] | open it in Excel or WPS and save it again, or fetch it anew
0 events
xl/styles.xml: 'l.csv' cannot be read: it declares a document type, which may define texts without bound or point to other files; such a declaration is not read. Take the <!DOCTYPE …> out (xl/styles.xml) [bad-log] | open it in Excel or WPS and save it again, or fetch it anew
0 events
xl/workbook.xml: 'l.csv' cannot be read: it declares a document type, which may define texts without bound or point to other files; such a declaration is not read. Take the <!DOCTYPE …> out (xl/workbook.xml) [bad-log] | open it in Excel or WPS and save it again, or fetch it anew
0 events
xl/worksheets/sheet1.xml: 'l.csv!S': it declares a document type, which may define texts without bound or point to other files; such a declaration is not read. Take the <!DOCTYPE …> out [bad-log]
0 events
)");
}

/// A file that tells whether anyone opened it.
class Watched {
 public:
  Watched() : path_(std::filesystem::temp_directory_path() / fmt::format("shixian-watched-{}", ::getpid())) {
    std::ofstream(path_) << "<!ENTITY secret \"secret\">";
    watch_ = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    ::inotify_add_watch(watch_, path_.c_str(), IN_OPEN | IN_ACCESS);
  }
  ~Watched() {
    ::close(watch_);
    std::filesystem::remove(path_);
  }
  std::string path() const { return path_.string(); }
  bool was_opened() const {
    std::array<char, 4096> events{};
    return ::read(watch_, events.data(), events.size()) > 0;
  }

 private:
  std::filesystem::path path_;
  int watch_ = -1;
};

TEST(Hostile, EntitiesOfOtherFilesAreNeverOpened) {
  const Watched file;
  const auto address = "\"file://" + file.path() + "\"";
  const std::vector<std::pair<std::string, std::string>> ways{
      {"<!DOCTYPE log [<!ENTITY x SYSTEM " + address + ">]>", "&x;"},
      {"<!DOCTYPE log SYSTEM " + address + ">", "&secret;"},
      {"<!DOCTYPE log [<!ENTITY % x SYSTEM " + address + "> %x;]>", "&secret;"}};
  const auto refused_log =
      "'l.csv': it has a document type (<!DOCTYPE …>), which XES does not use and which can hide texts that grow "
      "without end, so it is not read; take it out if it is sound [bad-log]\n0 events\n";
  for (const auto& [declaration, entity] : ways) {
    EXPECT_EQ(outcome(with_declaration(a_log, declaration, entity)), refused_log);
    for (const auto& [part, content] : parts_of_a_workbook()) {
      auto parts = parts_of_a_workbook();
      parts[part] = with_declaration(content, declaration, entity);
      const bool is_read = part != "[Content_Types].xml";
      EXPECT_EQ(outcome(tests::zipped(parts)).find("it declares a document type") != std::string::npos, is_read)
          << part;
    }
  }
  EXPECT_FALSE(file.was_opened());
  std::ifstream(file.path()).get();
  EXPECT_TRUE(file.was_opened()) << "the watch does not work";
}

TEST(Hostile, SpeaksChinese) {
  const auto in_chinese = [](const std::string& bytes) {
    Ledger ledger;
    read_ledger("l.csv", bytes, default_mapping(), {*time::Zone::find("Asia/Shanghai"), 1, {}}, ledger.log, ledger.out);
    std::string all;
    for (const auto& problem : ledger.out.all()) all += problem.message.chinese + " | " + problem.help.chinese + "\n";
    for (const auto& rejection : ledger.log.rejections) all += rejection.reason.chinese + "\n";
    return all;
  };
  const auto formats = a_ledger_in_every_format();
  std::string all;
  for (const auto& [ending, bytes] : formats) all += ending + ": " + in_chinese(bytes.substr(0, bytes.size() * 2 / 5));
  all += "packed twice: " + in_chinese(gzipped(gzipped("case,event,time\n")));
  all += "entities: " + in_chinese(with_declaration(a_log, laughs, ""));
  all += "bomb: " + in_chinese(gzipped(std::string(std::size_t{80} << 20, ' ')));
  all += "long cell: " + in_chinese("case,event,time\n1,a," + std::string(std::size_t{17} << 20, 'x') + "\n");
  EXPECT_EQ(all, R"(csv: 这一行有 2 格，标题行有 3 列
tsv: 这一行有 2 格，标题行有 3 列
xlsx: “l.csv”不能读取：这是损坏或不完整的 Excel 工作簿（或其他 ZIP 压缩包） | 请在 Excel 或 WPS 中打开后重新保存，或重新获取
jsonl: “l.csv”像是 JSON，但其中没有一个对象写有值；第 1 行：对象没有结束：缺少引号或花括号，或被截断 | 每行应是一个对象，如 {"案件": "1", "事件": "印发", "时间": "2020-06-18"}；跨行的对象可用“jq -c . 文件”改成每行一个
xes: “l.csv”：XML 在第 3 行第 38 列有错：文件过早结束，多半被截断；其前的内容已读取 | 
sqlite: “l.csv”：数据库已损坏或不完整（database disk image is malformed） | 请从原处重新复制，或用“sqlite3 文件 .recover”抢救
csv.gz: “l.csv”：压缩文件不完整；已读取其前面的部分。请重新获取该文件 | 
csv.zst: “l.csv”：压缩文件不完整；已读取其前面的部分。请重新获取该文件 | 
这一行有 1 格，标题行有 3 列
packed twice: “l.csv”是重复压缩的文件，不能读取 | 请先解压
entities: “l.csv”：文件含有文档类型声明（<!DOCTYPE …>），XES 不用它，其中还可能藏有无限膨胀的内容，因此不予读取；确认无误后请将其删除 | 
bomb: “l.csv”：单元格超过 16 MiB，或整行超过 64 MiB | 
“l.csv”：解压后超过 64 MiB，达到原大小的 250 倍以上，像是专为耗尽内存而制作的文件，不再读取。如确认无误，请先解压再给出解压后的文件 | 
long cell: 单元格超过 16 MiB，或整行超过 64 MiB
)");
}

TEST(Hostile, NestedDeep) {
  const auto reading = [](const std::function<std::string()>& made) {
    return within(bomb_bound, [&] { return outcome(made()); });
  };
  constexpr std::size_t deep = 1'000'000;
  std::string all;
  all += "json objects: " + reading([] { return repeated("{\"a\":", deep * 5) + "1" + std::string(deep, '}') + "\n"; });
  all += "json objects left open: " + reading([] { return repeated("{\"a\":", deep * 5); });
  all += "json lists: " + reading([] { return "{\"a\":" + std::string(deep, '[') + std::string(deep, ']') + "}\n"; });
  all += "json array: " + reading([] { return "[{\"a\":" + repeated("[{\"a\":", deep * 6); });
  all += "xes: " + reading([] { return "<log><trace>" + repeated("<list key=\"a\">", deep * 14); });
  all += "xlsx: " + reading([] {
           auto parts = parts_of_a_workbook();
           auto& sheet = parts["xl/worksheets/sheet1.xml"];
           sheet.insert(sheet.find("</row>"), repeated("<a>", deep * 3));
           return tests::zipped(parts);
         });
  all += "sqlite: " + reading([] {
           std::string view = "1";
           for (int i = 0; i < 40; ++i) view = "(" + view + ")";
           return database_of("CREATE VIEW log AS SELECT " + view + " AS \"case\", 'a' AS event, '2020-06-18' AS time");
         });
  all += "csv quotes: " + reading([] { return "case,event,time\n1,a," + std::string(deep, '"') + "\n"; });
  EXPECT_EQ(
      all,
      R"(json objects: 'l.csv' looks like JSON, but no object in it names a value; line 1: its values are nested more than 64 levels deep [bad-log] | every line must be one object, as {"case": "1", "event": "issued", "time": "2020-06-18"}; 'jq -c . FILE' writes objects that run over several lines so
0 events
json objects left open: 'l.csv' looks like JSON, but no object in it names a value; line 1: the object is not closed: a quote or a brace is missing, or it was cut off [bad-log] | every line must be one object, as {"case": "1", "event": "issued", "time": "2020-06-18"}; 'jq -c . FILE' writes objects that run over several lines so
0 events
json lists: 'l.csv' looks like JSON, but no object in it names a value; line 1: its values are nested more than 64 levels deep [bad-log] | every line must be one object, as {"case": "1", "event": "issued", "time": "2020-06-18"}; 'jq -c . FILE' writes objects that run over several lines so
0 events
json array: 'l.csv' looks like JSON, but no object in it names a value; line 1: what starts in line 1 of the JSON array is not closed: it was cut off, or lacks a quote or a brace [bad-log] | every line must be one object, as {"case": "1", "event": "issued", "time": "2020-06-18"}; 'jq -c . FILE' writes objects that run over several lines so
0 events
xes: 'l.csv': elements are nested more than 100 deep in line 1; what stands before was read [bad-log]
0 events
xlsx: 'l.csv!S': its elements are nested more than 256 deep [bad-log]
0 events
sqlite: 1 events
csv quotes: 1 events
2 time '"""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""""…': this is too long for a time (event kept)
)");
}

}  // namespace
}  // namespace shixian::log
