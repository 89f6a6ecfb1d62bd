#include "services/worker/person_index.h"

#include <algorithm>
#include <utility>

#include "absl/strings/escaping.h"
#include "services/runtime/stored_record.h"
#include "services/worker/personal_details.h"
#include "services/worker/worker_records.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::worker {
namespace {

using runtime::Keys;
using storage::Table;

constexpr char kPhone[] = "phone";
constexpr char kName[] = "name";

std::string IdentityKey(const Keys::Digest& digest) {
  return storage::EncodeKey(digest.key_id, digest.hex);
}

// Half a digest tells millions of people apart as well, and the index is half as large.
constexpr size_t kBlindChars = 32;

std::string BlindPrefix(absl::string_view kind, const Keys::Digest& digest) {
  return storage::EncodeKey(kind, digest.key_id,
                            absl::string_view(digest.hex).substr(0, kBlindChars));
}

std::string BlindKey(absl::string_view kind, const Keys::Digest& digest,
                     absl::string_view worker_id) {
  std::string key = BlindPrefix(kind, digest);
  storage::AppendText(worker_id, &key);
  return key;
}

void PlanBlindIndex(const Keys& keys, absl::string_view kind, absl::string_view worker_id,
                    const std::string& before, const std::string& after, storage::Batch& batch) {
  if (before == after) return;
  if (!before.empty()) {
    // Under which key the entry was made is not known here; deleting what is not there is harmless.
    for (const auto& digest : keys.DigestsOf(kind, before)) {
      batch.Delete(Table::kWorkersByBlindIndex, BlindKey(kind, digest, worker_id));
    }
  }
  if (after.empty()) return;
  batch.Put(Table::kWorkersByBlindIndex, BlindKey(kind, keys.DigestOf(kind, after), worker_id), "");
}

absl::StatusOr<std::vector<std::string>> LoadByBlindIndex(const storage::Reader& reader,
                                                          const Keys& keys, absl::string_view kind,
                                                          absl::string_view value,
                                                          bool* truncated) {
  std::vector<std::string> ids;
  for (const auto& digest : keys.DigestsOf(kind, value)) {
    LAOWU_ASSIGN_OR_RETURN(
        const auto records,
        reader.Scan(Table::kWorkersByBlindIndex, storage::PrefixRange(BlindPrefix(kind, digest)),
                    storage::kMaxRecordsPerRead));
    *truncated |= static_cast<int>(records.size()) == storage::kMaxRecordsPerRead;
    for (const storage::Record& record : records) {
      std::string kind_text;
      int64_t key_id = 0;
      std::string hex;
      std::string worker_id;
      LAOWU_RETURN_IF_ERROR(storage::DecodeKey(record.key, &kind_text, &key_id, &hex, &worker_id));
      if (std::find(ids.begin(), ids.end(), worker_id) == ids.end()) ids.push_back(worker_id);
    }
  }
  return ids;
}

internal::v1::IdentityDigest ToStored(const Keys::Digest& digest) {
  internal::v1::IdentityDigest stored;
  stored.set_key_id(static_cast<int32_t>(digest.key_id));
  stored.set_digest(absl::HexStringToBytes(digest.hex));
  return stored;
}

bool Same(const internal::v1::IdentityDigest& a, const internal::v1::IdentityDigest& b) {
  return a.key_id() == b.key_id() && a.digest() == b.digest();
}

}  // namespace

bool Identity::Names(absl::string_view worker_id) const {
  return std::find(worker_ids.begin(), worker_ids.end(), worker_id) != worker_ids.end();
}

absl::StatusOr<Identity> LoadIdentity(const storage::Reader& reader,
                                      const std::vector<Keys::Digest>& digests) {
  for (const auto& digest : digests) {
    LAOWU_ASSIGN_OR_RETURN(const auto found, runtime::LoadRecord<internal::v1::StoredIdentity>(
                                                 reader, Table::kIdentities, IdentityKey(digest)));
    if (!found.has_value()) continue;
    Identity identity{digest, {}, found->version};
    for (const std::string& name : found->stored.names()) {
      identity.worker_ids.push_back(WorkerId(name));
    }
    return identity;
  }
  return Identity{digests.front(), {}, storage::kAbsent};
}

void PlanIdentity(const Identity& identity, storage::Batch& batch) {
  const std::string key = IdentityKey(identity.digest);
  batch.Require(Table::kIdentities, key, identity.version);
  if (identity.worker_ids.empty()) {
    batch.Delete(Table::kIdentities, key);
    return;
  }
  internal::v1::StoredIdentity stored;
  for (const std::string& id : identity.worker_ids) stored.add_names(WorkerName(id));
  batch.Put(Table::kIdentities, key, stored.SerializeAsString());
}

void NoteIdentity(const Keys::Digest& digest, internal::v1::StoredWorker& stored) {
  const auto noted = ToStored(digest);
  for (const auto& known : stored.identity_digests()) {
    if (Same(known, noted)) return;
  }
  *stored.add_identity_digests() = noted;
}

void ForgetIdentity(const Keys::Digest& digest, internal::v1::StoredWorker& stored) {
  const auto noted = ToStored(digest);
  auto* known = stored.mutable_identity_digests();
  for (int i = known->size() - 1; i >= 0; --i) {
    if (Same(known->Get(i), noted)) known->DeleteSubrange(i, 1);
  }
}

std::vector<Keys::Digest> NotedIdentities(const internal::v1::StoredWorker& stored) {
  std::vector<Keys::Digest> out;
  for (const auto& noted : stored.identity_digests()) {
    out.push_back({noted.key_id(), absl::BytesToHexString(noted.digest())});
  }
  return out;
}

BlindValues BlindValues::Of(const v1::Worker::PersonalDetails& details,
                            absl::string_view division_code) {
  return {details.phone_number(), NameInCounty(details.display_name(), division_code)};
}

void PlanBlindIndexes(const Keys& keys, absl::string_view worker_id, const BlindValues& before,
                      const BlindValues& after, storage::Batch& batch) {
  PlanBlindIndex(keys, kPhone, worker_id, before.phone_number, after.phone_number, batch);
  PlanBlindIndex(keys, kName, worker_id, before.name_in_county, after.name_in_county, batch);
}

absl::StatusOr<std::vector<std::string>> LoadByPhone(const storage::Reader& reader,
                                                     const Keys& keys,
                                                     absl::string_view phone_number,
                                                     bool* truncated) {
  return LoadByBlindIndex(reader, keys, kPhone, phone_number, truncated);
}

absl::StatusOr<std::vector<PhoneGroup>> LoadPhoneGroups(const storage::Reader& reader,
                                                        std::size_t least) {
  std::vector<PhoneGroup> groups;
  PhoneGroup group;
  std::string group_hex;
  const auto end_group = [&] {
    if (group.size() >= least) groups.push_back(std::move(group));
    group.clear();
  };
  storage::KeyRange range = storage::RangeOf(absl::string_view(kPhone));
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const auto records, reader.Scan(Table::kWorkersByBlindIndex, range,
                                                           storage::kMaxRecordsPerRead));
    for (const storage::Record& record : records) {
      std::string kind_text;
      int64_t key_id = 0;
      std::string hex;
      std::string worker_id;
      LAOWU_RETURN_IF_ERROR(storage::DecodeKey(record.key, &kind_text, &key_id, &hex, &worker_id));
      if (hex != group_hex) end_group();
      group_hex = std::move(hex);
      group.push_back(std::move(worker_id));
    }
    if (static_cast<int>(records.size()) < storage::kMaxRecordsPerRead) break;
    range = storage::ContinueAfter(range, records.back().key);
  }
  end_group();
  return groups;
}

absl::StatusOr<std::vector<std::string>> LoadByName(const storage::Reader& reader, const Keys& keys,
                                                    absl::string_view display_name,
                                                    absl::string_view division_code,
                                                    bool* truncated) {
  return LoadByBlindIndex(reader, keys, kName, NameInCounty(display_name, division_code),
                          truncated);
}

}  // namespace laowu::worker
