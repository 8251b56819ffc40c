package io.azimuth.adapters.storage.record;

import com.google.inject.AbstractModule;
import io.azimuth.adapters.storage.barrier.BarrierWork;
import io.azimuth.application.port.store.BatchTokens;
import io.azimuth.application.port.store.Store;

/** Binds the store. Needs an engine and the barrier's module. */
public final class RecordModule extends AbstractModule {

  /** A module without settings. */
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
