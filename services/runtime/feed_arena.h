#ifndef LAOWU_SERVICES_RUNTIME_FEED_ARENA_H_
#define LAOWU_SERVICES_RUNTIME_FEED_ARENA_H_

#include <google/protobuf/arena.h>

namespace laowu::runtime {

// For one message of a feed at a time, some hundred changes: few blocks, no small ones.
inline google::protobuf::ArenaOptions FeedArenaOptions() {
  google::protobuf::ArenaOptions options;
  options.start_block_size = 64 << 10;
  options.max_block_size = 1 << 20;
  return options;
}

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_FEED_ARENA_H_
