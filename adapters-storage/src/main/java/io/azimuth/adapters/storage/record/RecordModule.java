package io.azimuth.adapters.storage.record;

import com.google.inject.AbstractModule;
import io.azimuth.adapters.storage.barrier.BarrierWork;
import io.azimuth.application.port.store.BatchTokens;
import io.azimuth.application.port.store.Store;

/** Binds the store. Needs an engine and the barrier's module. */
public final class RecordModule extends AbstractModule {

  /** The one way to make it. */
  public RecordModule() {}

  @Override
  protected void configure() {
    bind(EngineStore.class);
    bind(Store.class).to(EngineStore.class);
    bind(BarrierWork.Source.class).to(EngineStore.class);
    bind(SealedBatchTokens.class);
    bind(BatchTokens.class).to(SealedBatchTokens.class);
  }
}
