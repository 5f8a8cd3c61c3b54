#pragma once

#include <libnftnl/chain.h>
#include <libnftnl/expr.h>
#include <libnftnl/rule.h>
#include <libnftnl/set.h>
#include <libnftnl/table.h>

#include <memory>
#include <new>

namespace holdfast::platform {

/// Frees one kind of libnftnl object.
template <auto kFree>
struct NftFree {
  template <class T>
  void operator()(T* object) const {
    kFree(object);
  }
};

using NftTable = std::unique_ptr<nftnl_table, NftFree<nftnl_table_free>>;
using NftChain = std::unique_ptr<nftnl_chain, NftFree<nftnl_chain_free>>;
using NftSet = std::unique_ptr<nftnl_set, NftFree<nftnl_set_free>>;
using NftRule = std::unique_ptr<nftnl_rule, NftFree<nftnl_rule_free>>;

/// The object, or std::bad_alloc: libnftnl's allocators fail for no other reason.
template <class T>
T* allocated(T* object) {
  if (object == nullptr) throw std::bad_alloc();
  return object;
}

}  // namespace holdfast::platform
