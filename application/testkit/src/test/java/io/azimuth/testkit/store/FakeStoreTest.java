package io.azimuth.testkit.store;

import io.azimuth.testkit.contract.store.StoreContract;

/** The fake store keeps the contract of its port. */
class FakeStoreTest extends StoreContract {

  @Override
  protected Opened open() {
    FakeStore store = new FakeStore();
    return new Opened(store, new FakeBarrier(store), () -> {});
  }
}
