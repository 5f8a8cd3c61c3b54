#include "daemon/layers.h"

#include <gtest/gtest.h>

#include "tests/fakes/brain.h"

namespace holdfast::daemon {
namespace {

using fakes::MemoryLayer;

struct Two {
  Two() {
    auto one = std::make_unique<MemoryLayer>(Layer::kHosts);
    auto other = std::make_unique<MemoryLayer>(Layer::kFirewall);
    hosts = one.get();
    firewall = other.get();
    layers.add(std::move(one));
    layers.add(std::move(other));
    layers.add_unavailable(Layer::kPhone, "no modem");
  }
  std::map<Layer, LayerHealth> enforce(const BlockSet& set) {
    std::map<Layer, LayerHealth> health;
    layers.enforce(set, [&](Layer layer, LayerHealth one) { health[layer] = std::move(one); });
    return health;
  }
  Layers layers;
  MemoryLayer* hosts;
  MemoryLayer* firewall;
};

BlockSet some_set() {
  BlockSet set;
  set.allowed = {HostName::parse("example.org").value()};
  return set;
}

TEST(Layers, GoOnWhenOneIsBroken) {
  Two two;
  two.hosts->failure = "no room";
  const auto health = two.enforce(some_set());
  EXPECT_EQ(health.at(Layer::kHosts).condition, LayerCondition::kFailing);
  EXPECT_EQ(health.at(Layer::kHosts).detail, "no room");
  EXPECT_EQ(health.at(Layer::kFirewall).condition, LayerCondition::kHolding);
  EXPECT_EQ(health.at(Layer::kPhone).condition, LayerCondition::kUnavailable);
  EXPECT_EQ(two.firewall->held, some_set());
}

TEST(Layers, LookWithoutTouching) {
  Two two;
  EXPECT_EQ(two.layers.look(Layer::kHosts, some_set()).found, Layers::Found::kDrifted);
  EXPECT_EQ(two.hosts->applied, 0);
  two.enforce(some_set());
  EXPECT_EQ(two.layers.look(Layer::kHosts, some_set()).found, Layers::Found::kHolds);
  EXPECT_EQ(two.layers.look(Layer::kBrowser, some_set()).found, Layers::Found::kHolds);
}

TEST(Layers, LiftAllAndTellTheFirstFailure) {
  Two two;
  two.enforce(some_set());
  two.hosts->failure = "no room";
  EXPECT_FALSE(two.layers.lift());
  EXPECT_EQ(two.firewall->held, BlockSet{});
}

TEST(Layers, HaveWords) {
  for (const Layer layer : {Layer::kHosts, Layer::kFirewall, Layer::kBrowser, Layer::kPhone}) {
    EXPECT_EQ(layer_of(word(layer)), layer);
  }
  EXPECT_FALSE(layer_of("smoke"));
}

}  // namespace
}  // namespace holdfast::daemon
