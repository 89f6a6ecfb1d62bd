#include "storage/rocksdb_options.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "rocksdb/cache.h"
#include "rocksdb/filter_policy.h"
#include "rocksdb/table.h"

namespace laowu::storage {

rocksdb::Options MakeRocksDbOptions(rocksdb::Env* env, bool create_if_missing) {
  rocksdb::Options options;
  options.env = env;
  options.create_if_missing = create_if_missing;

  // Durability. Every commit is synced, so the only harm a crash may do is a torn last record of
  // the log, never acknowledged. Anything else is damage: refuse to open rather than lose what was
  // acknowledged, as the default mode would without a word.
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  // After a failed write we refuse all others (promise 7); RocksDB must not resume behind our back.
  options.max_bgerror_resume_count = 0;

  // Memory a store: 3 × 32 MiB for writes, 64 MiB for reads. A process has four stores.
  options.write_buffer_size = 32 << 20;
  options.max_write_buffer_number = 3;
  // Most requirements are on keys that are absent: filters answer them without a look at what was
  // written last, and without a disk read.
  options.memtable_prefix_bloom_size_ratio = 0.1;
  options.memtable_whole_key_filtering = true;
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = rocksdb::NewLRUCache(64 << 20);
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  table.format_version = 5;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));

  // Messages compress well. Fast where files are short-lived, dense where they stay.
  options.compression = rocksdb::kLZ4Compression;
  options.bottommost_compression = rocksdb::kZSTD;

  // Four stores and some hundred sockets stay below the usual 1,024 open files.
  options.max_open_files = 128;
  options.max_background_jobs = 2;

  // Quiet: no statistics thread, few log files.
  options.stats_dump_period_sec = 0;
  options.stats_persist_period_sec = 0;
  options.info_log_level = rocksdb::InfoLogLevel::WARN_LEVEL;
  options.keep_log_file_num = 3;
  options.max_log_file_size = 4 << 20;
  return options;
}

absl::Status FromRocksDb(const rocksdb::Status& status, absl::string_view doing) {
  if (status.ok()) return absl::OkStatus();
  const std::string text = status.ToString();
  const auto message = [&](absl::string_view advice) {
    return absl::StrCat(doing, ": ", advice, " [", text, "]");
  };
  if (status.IsCorruption()) {
    return absl::DataLossError(
        message("stored files are damaged: keep a copy of the folder, then restore a backup "
                "数据文件已损坏：请先留存目录副本，再从备份恢复"));
  }
  // RocksDB has no code for a lock that is held, nor for these two.
  if (absl::StrContains(text, "lock file") || absl::StrContains(text, "lock hold by")) {
    return absl::FailedPreconditionError(
        message("another process has this store open: stop it first, or name another folder "
                "数据目录正被另一进程使用：请先停止它，或换一个目录"));
  }
  if (status.IsNoSpace() || absl::StrContains(text, "No space left")) {
    return absl::ResourceExhaustedError(
        message("no space left: free some, then start again 磁盘已满：请腾出空间再启动"));
  }
  if (absl::StrContains(text, "Too many open files")) {
    return absl::ResourceExhaustedError(
        message("too many open files: raise the limit (ulimit -n), then start again "
                "打开的文件太多：请调高上限（ulimit -n）再启动"));
  }
  if (absl::StrContains(text, "Permission denied")) {
    return absl::PermissionDeniedError(
        message("no permission: give the user of this process the files 没有权限"));
  }
  return absl::InternalError(
      message("the disk or file system failed; see its logs 磁盘或文件系统出错，请查系统日志"));
}

}  // namespace laowu::storage
