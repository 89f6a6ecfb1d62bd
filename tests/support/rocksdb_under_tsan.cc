// For tests that run RocksDB under ThreadSanitizer: add this file to their SOURCES.
//
// The packaged RocksDB is not instrumented. ThreadSanitizer sees its copies and frees, but not the
// atomics that order them, and reports races that are none. Only reports with a frame of these
// libraries in a stack are left out; races in our own code stay reported.

#if defined(__SANITIZE_THREAD__)
#define LAOWU_UNDER_TSAN 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define LAOWU_UNDER_TSAN 1
#endif
#endif

#ifdef LAOWU_UNDER_TSAN
extern "C" const char* __tsan_default_suppressions();  // its name is given by the sanitizer
extern "C" const char* __tsan_default_suppressions() {
  return "race:librocksdb.so\n"
         "race:libzstd.so\n";
}
#endif
