#ifndef LAOWU_SERVICES_RUNTIME_WATCH_STREAM_H_
#define LAOWU_SERVICES_RUNTIME_WATCH_STREAM_H_

// The server side of every Watch: one reactor a watcher over a WatchCursor. Its position is a
// number, so a slow reader costs what lies in its socket and no list here; one that takes nothing
// is cut (watcher_patience.h). Steps run on an
// executor, one after the other; between two steps the reactor belongs to gRPC (a write) or to the
// hub (a wait).

#include <google/protobuf/arena.h>
#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/runtime/errors.h"
#include "services/runtime/executor.h"
#include "services/runtime/feed_arena.h"
#include "services/runtime/feed_hub.h"
#include "services/runtime/limits.h"
#include "services/runtime/watch_cursor.h"
#include "services/runtime/watcher_patience.h"

namespace laowu::runtime {

// Turns an entry into the message; false leaves it out. Loads what travels along from `store`.
template <typename Change>
using FillChange = std::function<absl::StatusOr<bool>(const WatchCursor::Entry&, Change*)>;

template <typename Response, typename Change>
class WatchStream final : public grpc::ServerWriteReactor<Response> {
 public:
  // Deletes itself when done. `may_go_on` (Rpc::Begin) is asked before each message, since a token
  // may have been removed or be past its end: the watch ends with what it says. `finish` turns a
  // status into the wire's (Rpc::End).
  WatchStream(grpc::CallbackServerContext* context, storage::Store* store, FeedHub* hub,
              Executor* executor, absl::StatusOr<WatchCursor> cursor, FillChange<Change> fill,
              std::function<absl::Status()> may_go_on,
              std::function<grpc::Status(const absl::Status&)> finish,
              absl::Duration patience = kWatcherPatience)
      : patience_(std::make_shared<WatcherPatience>(context->c_call(), hub, patience)),
        store_(store),
        hub_(hub),
        executor_(executor),
        fill_(std::move(fill)),
        may_go_on_(std::move(may_go_on)),
        finish_(std::move(finish)) {
    if (!cursor.ok()) {
      this->Finish(finish_(cursor.status()));
      return;
    }
    cursor_.emplace(*std::move(cursor));
    Schedule();
  }

  void OnWriteDone(bool ok) override {
    patience_->Taken();
    if (!ok) cancelled_ = true;
    Schedule();
  }
  void OnCancel() override { cancelled_ = true; }
  void OnDone() override {
    patience_->CallEnds();
    delete this;
  }

 private:
  void Schedule() {
    if (executor_->TrySubmit([this] { Step(); })) return;
    // Full or stopped: the hub asks again at its next tick.
    if (hub_->stopping()) {
      End(Stopping());
    } else {
      hub_->WakeOnce(store_->last_sequence(), [this] { Schedule(); });
    }
  }

  void Step() {
    if (patience_->has_cut()) return End(WatcherPatience::Cut());  // the caller has it already
    if (cancelled_) return End(absl::CancelledError("the watcher has gone"));
    if (hub_->stopping()) return End(Stopping());
    auto slice = cursor_->Next();
    if (!slice.ok()) return End(slice.status());
    // Idle: a progress message a tick, so that the reader knows how far all is complete.
    const bool due = absl::Now() >= last_progress_ + limits::kWatchProgressInterval;
    // After changes one more message follows at once: only it can say that they are complete.
    const bool news = !slice->entries.empty() || slice->resume != last_resume_ ||
                      (slice->caught_up && (!told_caught_up_ || owes_progress_));
    if (!news && !due) {
      hub_->WakeOnce(slice->resume, [this] { Schedule(); });
      return;
    }
    const absl::Status allowed = may_go_on_();
    if (!allowed.ok()) return End(allowed);
    const absl::Status filled = FillResponse(*slice);
    if (!filled.ok()) return End(filled);
    last_progress_ = absl::Now();
    last_resume_ = slice->resume;
    told_caught_up_ = slice->caught_up;
    owes_progress_ = !slice->entries.empty();
    patience_->Offer();
    this->StartWrite(response_);
  }

  absl::Status FillResponse(const WatchCursor::Slice& slice) {
    // What was written is serialised already. An arena: thousands of small messages, freed at once.
    arena_.Reset();
    response_ = google::protobuf::Arena::CreateMessage<Response>(&arena_);
    for (const WatchCursor::Entry& entry : slice.entries) {
      Change* const change = response_->add_changes();
      auto keep = fill_(entry, change);
      if (!keep.ok()) return keep.status();
      if (*keep) {
        change->set_sequence(entry.sequence);
      } else {
        response_->mutable_changes()->RemoveLast();
      }
    }
    auto* progress = response_->mutable_progress();
    progress->set_store_id(std::string(store_->store_id()));
    progress->set_resume_sequence(slice.resume);
    progress->set_caught_up(slice.caught_up);
    if (slice.caught_up) {
      const int64_t micros = absl::ToUnixMicros(slice.complete_through);
      auto* time = progress->mutable_complete_through_time();
      time->set_seconds(micros / 1'000'000);
      time->set_nanos(static_cast<int32_t>(micros % 1'000'000 * 1'000));
    }
    return absl::OkStatus();
  }

  void End(const absl::Status& status) { this->Finish(finish_(status)); }

  // Constant after construction.
  const std::shared_ptr<WatcherPatience> patience_;
  storage::Store* const store_;
  FeedHub* const hub_;
  Executor* const executor_;
  const FillChange<Change> fill_;
  const std::function<absl::Status()> may_go_on_;
  const std::function<grpc::Status(const absl::Status&)> finish_;
  // Used by one step at a time.
  std::optional<WatchCursor> cursor_;
  google::protobuf::Arena arena_{FeedArenaOptions()};
  Response* response_ = nullptr;
  absl::Time last_progress_ = absl::InfinitePast();
  storage::Sequence last_resume_ = -1;
  bool told_caught_up_ = false;
  bool owes_progress_ = false;

  std::atomic<bool> cancelled_ = false;
};

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_WATCH_STREAM_H_
