#include "daemon/lookups.h"

#include <algorithm>
#include <utility>

#include "daemon/log.h"

namespace holdfast::daemon {
namespace {

using Interest = platform::Resolver::Interest;
using Descriptor = boost::asio::posix::stream_descriptor;

bool wants(Interest interest, Interest part) {
  return (static_cast<unsigned>(interest) & static_cast<unsigned>(part)) != 0;
}

platform::ResolverOptions resolver_options(const Options& options) {
  platform::ResolverOptions out;
  if (options.name_server) {
    out.servers.push_back({options.name_server->address, options.name_server->port});
  }
  return out;
}

}  // namespace

Lookups::Lookups(boost::asio::io_context& loop, const Options& options,
                 std::function<void(decltype(Event::what))> submit)
    : loop_(loop), submit_(std::move(submit)), timeout_(loop) {
  auto opened = platform::Resolver::open(
      resolver_options(options), [this](int fd, Interest interest) { on_socket(fd, interest); });
  if (opened) {
    resolver_ = std::move(opened).value();
  } else {
    log(LogLevel::kError, "addresses cannot be looked up: " + opened.error().text);
  }
}

void Lookups::resolve(const std::vector<HostName>& names) {
  for (const HostName& name : names) {
    if (!resolver_) {
      submit_(event::NameResolved{name, {}, {}});
      continue;
    }
    resolver_->resolve(name, [this](const platform::Resolution& found) { answered(found); });
  }
  arm();
}

void Lookups::answered(const platform::Resolution& resolution) {
  event::NameResolved event{resolution.host, {}, {}};
  for (const platform::ResolvedAddress& one : resolution.addresses) {
    event.ttl = event.addresses.empty() ? one.ttl : std::min(event.ttl, one.ttl);
    event.addresses.push_back(one.address);
  }
  submit_(std::move(event));
}

void Lookups::on_socket(int fd, Interest interest) {
  if (interest == Interest::kNone) {
    sockets_.erase(fd);
    return;
  }
  auto& watched = sockets_[fd];
  if (!watched) watched = std::make_shared<Watched>(loop_, fd);
  watched->interest = interest;
  wait(fd);
}

void Lookups::wait(int fd) {
  const auto found = sockets_.find(fd);
  if (found == sockets_.end()) return;
  const auto watch = [&](Interest part, Descriptor::wait_type type, bool Watched::*flag) {
    const std::shared_ptr<Watched>& watched = found->second;
    if (!wants(watched->interest, part) || (*watched).*flag) return;
    (*watched).*flag = true;
    // The number may be another socket's by the time this is called: the pointer tells.
    watched->descriptor.async_wait(type, [this, fd, part, flag, weak = std::weak_ptr(watched)](
                                             const boost::system::error_code& failed) {
      const auto alive = weak.lock();
      if (failed || !alive) return;
      (*alive).*flag = false;
      resolver_->ready(fd, part);
      wait(fd);
      arm();
    });
  };
  watch(Interest::kRead, Descriptor::wait_read, &Watched::is_waiting_to_read);
  watch(Interest::kWrite, Descriptor::wait_write, &Watched::is_waiting_to_write);
}

void Lookups::arm() {
  const auto next = resolver_ ? resolver_->next_timeout() : std::nullopt;
  if (!next) {
    timeout_.cancel();
    return;
  }
  timeout_.expires_after(*next);
  timeout_.async_wait([this](const boost::system::error_code& failed) {
    if (failed) return;
    resolver_->expire();
    arm();
  });
}

}  // namespace holdfast::daemon
