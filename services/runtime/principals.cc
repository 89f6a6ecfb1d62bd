#include "services/runtime/principals.h"

#include <google/protobuf/util/json_util.h>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/runtime/digest.h"
#include "services/runtime/errors.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/files.h"
#include "services/runtime/log.h"
#include "services/runtime/resource_name.h"
#include "storage/status_macros.h"

namespace laowu::runtime {
namespace {

constexpr char kTokenPrefix[] = "laowu_";

std::string DigestOfToken(absl::string_view token) { return absl::BytesToHexString(Sha256(token)); }

absl::Status Unauthenticated(absl::string_view message) {
  return Error(absl::StatusCode::kUnauthenticated, reasons::kUnauthenticated, message);
}

absl::Time ExpireTime(const internal::v1::PrincipalFile::Principal& principal) {
  return principal.has_expire_time() ? absl::FromUnixSeconds(principal.expire_time().seconds())
                                     : absl::InfiniteFuture();
}

absl::Status CheckPrincipal(const internal::v1::PrincipalFile::Principal& principal) {
  FieldChecks checks;
  checks.Id("id", principal.id());
  const auto role = ParseRole(principal.role());
  if (!role.has_value() || *role == PrincipalRole::kNone) {
    checks.Violate(
        "role",
        "应为 office、county-bureau、city-bureau、monitor、organizer、administrator 或 service / "
        "must be office, county-bureau, city-bureau, monitor, organizer, administrator "
        "or service");
    return checks.status();
  }
  const bool wants_office = *role == PrincipalRole::kOffice;
  const bool wants_organizer = *role == PrincipalRole::kOrganizer;
  const bool wants_division = *role == PrincipalRole::kCountyBureau ||
                              *role == PrincipalRole::kCityBureau ||
                              *role == PrincipalRole::kMonitor;
  if (wants_office) RequireName("offices/*", "office", principal.office(), checks);
  if (wants_organizer) RequireName("organizers/*", "organizer", principal.organizer(), checks);
  if (wants_division) checks.DivisionCode("division", principal.division_prefix(), true);
  if (!wants_office && !principal.office().empty()) {
    checks.Violate("office", "只用于协作站（office） / is only for the role office");
  }
  if (!wants_organizer && !principal.organizer().empty()) {
    checks.Violate("organizer", "只用于组织单位（organizer） / is only for the role organizer");
  }
  if (!wants_division && !principal.division_prefix().empty()) {
    checks.Violate("division",
                   "只用于县、市人社局和监测（county-bureau、city-bureau、monitor） / is only for "
                   "county-bureau, city-bureau and monitor");
  }
  return checks.status();
}

absl::Status WritePrincipalFile(const std::string& path, const internal::v1::PrincipalFile& file) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  options.preserve_proto_field_names = true;
  std::string json;
  const auto status = google::protobuf::util::MessageToJsonString(file, &json, options);
  if (!status.ok()) return absl::InternalError(std::string(status.message()));
  return ReplaceFile(path, json, 0600);
}

}  // namespace

Principals::Principals(std::string path, Clock clock, bool insecure, std::string service_token)
    : path_(std::move(path)),
      clock_(std::move(clock)),
      insecure_(insecure),
      service_token_(service_token.empty()
                         ? absl::StrCat(kTokenPrefix, "service_", Base32(RandomBytes(32)))
                         : std::move(service_token)),
      table_(std::make_shared<Table>()) {}

std::shared_ptr<const Principals::Table> Principals::Current(Look look) {
  storage::MutexLock lock(mutex_);
  const absl::Time now = absl::Now();
  if (look == Look::kNowAndThen && now - looked_ < absl::Seconds(1)) return table_;
  looked_ = now;
  std::string stamp = FileStamp(path_);
  if (stamp == stamp_) return table_;
  auto file = ReadPrincipalFile(path_);
  stamp_ = std::move(stamp);
  if (!file.ok()) {  // who was known stays known; said once for each state of the file
    Log(LogLevel::kError, "the file of principals cannot be read; new tokens are not known",
        {{"path", path_}, {"status", std::string(file.status().message())}});
    return table_;
  }
  auto table = std::make_shared<Table>();
  for (const auto& stored : file->principals()) {
    Entry entry;
    entry.principal.id = stored.id();
    entry.principal.role = ParseRole(stored.role()).value_or(PrincipalRole::kNone);
    entry.principal.division_prefix = stored.division_prefix();
    entry.principal.office = stored.office();
    entry.principal.organizer = stored.organizer();
    entry.expire_time = ExpireTime(stored);
    table->digest_by_id[stored.id()] = stored.token_digest();
    table->by_digest[stored.token_digest()] = std::move(entry);
  }
  table_ = std::move(table);
  return table_;
}

absl::StatusOr<Principal> Principals::Authenticate(absl::string_view token) {
  if (token.empty()) {
    if (insecure_) return Principal{"insecure", PrincipalRole::kAdministrator, "", "", ""};
    return Unauthenticated(
        "Send a token: metadata or header \"authorization: Bearer laowu_...\". An administrator "
        "makes one with laowu token create. 缺少令牌：请在 authorization "
        "中带上令牌；没有请找管理员开。");
  }
  if (EqualSecrets(token, service_token_)) {
    return Principal{"service", PrincipalRole::kService, "", "", ""};
  }
  const std::string digest = DigestOfToken(token);
  auto table = Current(Look::kNowAndThen);
  // One that has just been made counts at once.
  if (!table->by_digest.contains(digest)) table = Current(Look::kAtOnce);
  const auto it = table->by_digest.find(digest);
  if (it == table->by_digest.end()) {
    return Unauthenticated(
        "This token is not known: copy it again, whole; it may also have been removed. An "
        "administrator makes a new one with laowu token create. "
        "令牌无效：请完整地重新复制；若已停用，请管理员另开。");
  }
  if (clock_() >= it->second.expire_time) {
    return Unauthenticated(
        "This token's time is over. An administrator makes a new one with laowu token create. "
        "令牌已过期，请管理员另开。");
  }
  return it->second.principal;
}

absl::StatusOr<Principal> Principals::AuthenticateHeader(absl::string_view header) {
  constexpr absl::string_view kBearer = "Bearer ";
  if (header.empty()) return Authenticate("");
  if (!absl::StartsWithIgnoreCase(header, kBearer)) {
    return Unauthenticated(
        "authorization must be \"Bearer laowu_...\": the word, a space, the token. "
        "authorization 须写成 Bearer 空格 令牌。");
  }
  return Authenticate(header.substr(kBearer.size()));
}

absl::StatusOr<Principal> Principals::Find(absl::string_view id) {
  if (insecure_ && id == "insecure") {
    return Principal{"insecure", PrincipalRole::kAdministrator, "", "", ""};
  }
  auto table = Current(Look::kNowAndThen);
  if (!table->digest_by_id.contains(id)) table = Current(Look::kAtOnce);
  const auto it = table->digest_by_id.find(id);
  if (it == table->digest_by_id.end()) {
    return Unauthenticated(
        absl::StrCat("There is no principal \"", id, "\" any more. 账号 ", id, " 已不存在。"));
  }
  return table->by_digest.at(it->second).principal;
}

absl::StatusOr<internal::v1::PrincipalFile> ReadPrincipalFile(const std::string& path) {
  internal::v1::PrincipalFile file;
  if (FileStamp(path).empty()) return file;
  LAOWU_ASSIGN_OR_RETURN(const std::string json, ReadFile(path));
  const auto status = google::protobuf::util::JsonStringToMessage(json, &file);
  if (!status.ok()) {
    return absl::FailedPreconditionError(
        absl::StrCat(path, " is not a file of principals: ", std::string(status.message()),
                     ". Mend it, or move it away and make the tokens anew. 令牌文件有误：请改正，"
                     "或移开后重新建立令牌。"));
  }
  return file;
}

absl::StatusOr<std::optional<internal::v1::PrincipalFile::Principal>> FindToken(
    const std::string& path, absl::string_view token) {
  LAOWU_ASSIGN_OR_RETURN(const internal::v1::PrincipalFile file, ReadPrincipalFile(path));
  const std::string digest = DigestOfToken(token);
  for (const auto& principal : file.principals()) {
    if (principal.token_digest() == digest) return std::optional(principal);
  }
  return std::optional<internal::v1::PrincipalFile::Principal>();
}

absl::StatusOr<std::string> CreateToken(const std::string& path,
                                        internal::v1::PrincipalFile::Principal principal,
                                        absl::Time now) {
  LAOWU_RETURN_IF_ERROR(CheckPrincipal(principal));
  if (ExpireTime(principal) <= now) {
    FieldChecks checks;
    checks.Violate("expires",
                   "lies in the past: the token would never hold. Give the first day on which it "
                   "is to hold no more 到期日已过，请填将来的日期");
    return checks.status();
  }
  LAOWU_ASSIGN_OR_RETURN(internal::v1::PrincipalFile file, ReadPrincipalFile(path));
  for (const auto& other : file.principals()) {
    if (other.id() == principal.id()) {
      return absl::AlreadyExistsError(absl::StrCat(
          "there is a principal \"", principal.id(), "\" already: laowu token remove ",
          principal.id(), " first, or choose another id 该编号已有令牌：请先收回，或换一个"));
    }
  }
  std::string token = absl::StrCat(kTokenPrefix, Base32(RandomBytes(32)));
  principal.set_token_digest(DigestOfToken(token));
  principal.mutable_create_time()->set_seconds(absl::ToUnixSeconds(now));
  *file.add_principals() = std::move(principal);
  LAOWU_RETURN_IF_ERROR(WritePrincipalFile(path, file));
  return token;
}

absl::Status RemovePrincipal(const std::string& path, absl::string_view id) {
  LAOWU_ASSIGN_OR_RETURN(internal::v1::PrincipalFile file, ReadPrincipalFile(path));
  auto* principals = file.mutable_principals();
  for (int i = 0; i < principals->size(); ++i) {
    if (principals->Get(i).id() != id) continue;
    principals->DeleteSubrange(i, 1);
    return WritePrincipalFile(path, file);
  }
  return absl::NotFoundError(
      absl::StrCat("there is no principal \"", id, "\" 没有这个令牌: laowu token list"));
}

}  // namespace laowu::runtime
