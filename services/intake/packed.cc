#include "services/intake/packed.h"

#include <zlib.h>

#include <cstddef>

namespace laowu::intake_role {
namespace {

constexpr char kPacked = 1;
// Without zlib's header: the envelope around it is checked already.
constexpr int kRawWindowBits = -15;
constexpr int kMemoryLevel = 8;
// A row has at most 1 MiB of cells, and what was read from them beside it.
constexpr size_t kMessageBytesMost = size_t{64} << 20;

// What most rows say, the most frequent last. Never changed: rows on disk are read with it.
constexpr absl::string_view kDictionary =
    "WAGE_NOT_UNDERSTOOD PLACE_NOT_UNDERSTOOD OCCUPATION_UNKNOWN STAYS_CLOSED ALREADY_EXPIRED "
    "NO_LEGAL_BASIS legal_basis "
    "没有有效的授权或法定依据，不会向用人单位推荐 / no consent or statutory duty in force: the "
    "person is kept but not proposed to offices preferred_division_codes "
    "意向地区看不懂，未采用 (place not understood, not used) "
    "type.googleapis.com/google.rpc.BadRequest type.googleapis.com/google.rpc.ErrorInfo "
    "岗位名称企业名称工作地点招聘人数元/月包吃住两班倒长白班有限公司科技电子电器服装家具物流"
    "offices/ /vacancies/ employers/n- source_reference employer_display_name opening_count "
    "min_education min_experience_years max_age min_age workplace_division_code "
    "accommodation_provided meals_provided night_shift expire_date min_wage_cny_per_month "
    "max_wage_cny_per_month wage.range_month wage.text title occupation_code required_skills[0] "
    "personal_details.display_name household 脱贫户 监测户 易地搬迁 大专 中专 本科 高中 初中 小学 "
    "未上过学 男 女 是 否 随时 省 市 县 区 镇 乡 街道 村 农业 非农业 普工 电工证 焊工证 "
    "叉车证 驾驶证 健康证 年电焊工 厨师 家政服务员 保洁员 缝纫工 汽车修理工 广东省 浙江省 福建省 "
    "江苏省 贵州省 盘州市 水城区 六枝特区 钟山区 education desired_occupation_codes[1] "
    "desired_occupation_codes[0] occupation.exact occupation.alias skills[1] skills[0] "
    "skill.column skill.text preferred_division_codes[1] preferred_division_codes[0] place.name "
    "place.column birth_date identity.birth_date sex identity.sex workers/";

void SetInput(absl::string_view bytes, z_stream& stream) {
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
}

void SetOutput(std::string& bytes, size_t from, z_stream& stream) {
  stream.next_out = reinterpret_cast<Bytef*>(bytes.data() + from);
  stream.avail_out = static_cast<uInt>(bytes.size() - from);
}

// One of each a thread, made anew for each row by its reset: to make one takes as long as to pack a
// row. Null: no memory for it.
z_stream* Deflater() {
  struct Stream {
    z_stream stream = {};
    const bool good = deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, kRawWindowBits, kMemoryLevel,
                                   Z_DEFAULT_STRATEGY) == Z_OK;
    ~Stream() {
      if (good) deflateEnd(&stream);
    }
  };
  thread_local Stream one;
  const bool ready =
      one.good && deflateReset(&one.stream) == Z_OK &&
      deflateSetDictionary(&one.stream, reinterpret_cast<const Bytef*>(kDictionary.data()),
                           static_cast<uInt>(kDictionary.size())) == Z_OK;
  return ready ? &one.stream : nullptr;
}

z_stream* Inflater() {
  struct Stream {
    z_stream stream = {};
    const bool good = inflateInit2(&stream, kRawWindowBits) == Z_OK;
    ~Stream() {
      if (good) inflateEnd(&stream);
    }
  };
  thread_local Stream one;
  const bool ready =
      one.good && inflateReset(&one.stream) == Z_OK &&
      inflateSetDictionary(&one.stream, reinterpret_cast<const Bytef*>(kDictionary.data()),
                           static_cast<uInt>(kDictionary.size())) == Z_OK;
  return ready ? &one.stream : nullptr;
}

}  // namespace

std::string Pack(absl::string_view message) {
  z_stream* const stream = message.size() <= kMessageBytesMost ? Deflater() : nullptr;
  if (stream == nullptr) return std::string(message);
  std::string out;
  out.resize(1 + deflateBound(stream, static_cast<uLong>(message.size())));
  out.front() = kPacked;
  SetInput(message, *stream);
  SetOutput(out, 1, *stream);
  const int result = deflate(stream, Z_FINISH);
  out.resize(out.size() - stream->avail_out);
  return result == Z_STREAM_END ? out : std::string(message);
}

absl::StatusOr<std::string> Unpack(absl::string_view stored) {
  if (stored.empty() || stored.front() != kPacked) return std::string(stored);
  z_stream* const stream = Inflater();
  if (stream == nullptr)
    return absl::ResourceExhaustedError("内存不足，请稍后再试 / no memory to unpack a row");
  SetInput(stored.substr(1), *stream);
  std::string out;
  int result = Z_OK;
  while (result == Z_OK && out.size() < kMessageBytesMost) {
    const size_t done = out.size();
    out.resize(done + 4 * stored.size() + 256);
    SetOutput(out, done, *stream);
    result = inflate(stream, Z_NO_FLUSH);
    out.resize(out.size() - stream->avail_out);
  }
  if (result != Z_STREAM_END) return absl::DataLossError("a row cannot be unpacked");
  return out;
}

}  // namespace laowu::intake_role
