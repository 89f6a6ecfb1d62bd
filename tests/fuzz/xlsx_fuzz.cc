// .xlsx: the bytes as the zip file itself, or, since hardly any change of a zip file leaves its
// sums right, as one of the parts of a good one. The first byte says which.

#include <zlib.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "read_all.h"

namespace {

constexpr char kWorkbook[] =
    "<workbook><workbookPr date1904=\"0\"/><sheets><sheet name=\"a\" "
    "id=\"r1\"/></sheets></workbook>";
constexpr char kRelations[] =
    "<Relationships><Relationship Id=\"r1\" Type=\"/worksheet\" Target=\"s.xml\"/>"
    "<Relationship Id=\"r2\" Type=\"/styles\" Target=\"t.xml\"/>"
    "<Relationship Id=\"r3\" Type=\"/sharedStrings\" Target=\"u.xml\"/></Relationships>";
constexpr char kSheet[] =
    "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c s=\"1\"><v>45443</v></c>"
    "</row></sheetData><mergeCells><mergeCell ref=\"A1:A9\"/></mergeCells></worksheet>";
constexpr char kStyles[] =
    "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy-m-d\"/></numFmts><cellXfs>"
    "<xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>";
constexpr char kStrings[] = "<sst><si><t>a</t></si></sst>";

void Number(std::string& to, std::uint64_t number, int bytes) {
  for (int i = 0; i < bytes; ++i, number >>= 8) to.push_back(static_cast<char>(number));
}

// A zip file whose parts are not packed.
std::string Zip(const std::vector<std::pair<std::string, std::string>>& parts) {
  std::string zip;
  std::string directory;
  for (const auto& [name, content] : parts) {
    std::string about;  // what both headers have
    Number(about, 20, 2);
    Number(about, 0, 8);
    Number(
        about,
        crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size())),
        4);
    Number(about, content.size(), 4);
    Number(about, content.size(), 4);
    Number(about, name.size(), 2);
    Number(about, 0, 2);
    directory.append("PK\x01\x02", 4);
    Number(directory, 20, 2);
    directory += about;
    Number(directory, 0, 10);
    Number(directory, zip.size(), 4);
    directory += name;
    zip.append("PK\x03\x04", 4);
    zip += about + name + content;
  }
  std::string end("PK\x05\x06", 4);
  Number(end, 0, 4);
  Number(end, parts.size(), 2);
  Number(end, parts.size(), 2);
  Number(end, directory.size(), 4);
  Number(end, zip.size(), 4);
  Number(end, 0, 2);
  return zip + directory + end;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 1) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const int which = data[0] % 6;
  if (which == 0) {
    laowu::fuzz::ReadAll(bytes);
    return 0;
  }
  const auto part = [&](int number, const char* usual) {
    return which == number ? bytes : std::string(usual);
  };
  laowu::fuzz::ReadAll(Zip({{"xl/workbook.xml", part(4, kWorkbook)},
                            {"xl/_rels/workbook.xml.rels", part(5, kRelations)},
                            {"xl/s.xml", part(1, kSheet)},
                            {"xl/t.xml", part(3, kStyles)},
                            {"xl/u.xml", part(2, kStrings)}}));
  return 0;
}
