#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define HOLDFAST_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define HOLDFAST_SANITIZED 1
#endif
#endif

namespace holdfast::faults {

// Makes the Nth system call of a piece of code fail, for every N: see README.md beside this file.
// Link `faulty_syscalls` into a test and the calls of the whole program, its libraries included, go
// through here; while nothing is armed they only count. One thread at a time.

/// Kinds of calls that a plan concerns; combine with `|`.
enum Calls : std::uint32_t {
  kFiles = 1,    ///< open read write fsync rename unlink ftruncate fchmod fchown flock xattr ...
  kMemory = 2,   ///< malloc calloc realloc (and so operator new), mmap; not under a sanitizer
  kSockets = 4,  ///< socket connect bind sendmsg sendto recvmsg recvfrom
};
constexpr Calls operator|(Calls one, Calls other) {
  return static_cast<Calls>(static_cast<std::uint32_t>(one) | static_cast<std::uint32_t>(other));
}

#ifdef HOLDFAST_SANITIZED
inline constexpr bool kCanFailMemory = false;  ///< the sanitizer owns malloc
#else
inline constexpr bool kCanFailMemory = true;
#endif

/// Instead of an errno: the process dies there, by SIGKILL.
inline constexpr int kKill = -1;
/// Instead of an errno: a read, write or send moves half of its bytes; other calls are as ever.
inline constexpr int kShort = -2;

enum class Duration {
  kOnce,         ///< this call alone fails
  kFromThereOn,  ///< and every one after it, as on a full disk
};

struct Plan {
  Calls calls = kFiles;
  std::int64_t nth = 0;  ///< from 1; 0 counts only
  int fault = 0;         ///< an errno value, kKill or kShort
  Duration duration = Duration::kOnce;
};

struct Outcome {
  std::int64_t count = 0;  ///< calls made that the plan concerns
  std::string hit;         ///< the call that failed ("fsync"); empty if `nth` was not reached
};

/// Starts counting at zero.
void arm(const Plan& plan);
/// Stops, and says what happened since `arm`. Harmless when nothing is armed.
Outcome disarm();

/// One step of an exhaustive run.
struct Step {
  Plan plan;
  std::string hit;  ///< the call that failed
  bool was_killed = false;
};

/// For every fault of `faults` and N = 1, 2, ... until `act` makes fewer than N calls: `prepare()`
/// undisturbed, `act()` with the Nth call failing, `check(step)` undisturbed. With kKill, `act`
/// runs in a child. Gives the number of steps, so that a test can say that it did try some.
std::int64_t for_every_fault(Calls calls, std::span<const int> faults, Duration duration,
                             const std::function<void()>& prepare, const std::function<void()>& act,
                             const std::function<void(const Step&)>& check);

}  // namespace holdfast::faults
