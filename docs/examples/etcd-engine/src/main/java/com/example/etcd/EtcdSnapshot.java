package com.example.etcd;

import io.azimuth.spi.engine.EngineSnapshot;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.util.List;
import java.util.Optional;

/** One revision of the store, which etcd keeps until it compacts it. */
final class EtcdSnapshot implements EngineSnapshot {

  private final EtcdReads reads;
  private final long revision;
  private Optional<Key> last = Optional.empty();

  EtcdSnapshot(EtcdReads reads) {
    this.reads = reads;
    this.revision = reads.revision();
  }

  @Override
  public List<Entry> next() {
    List<Entry> page = reads.page(last, revision);
    last = page.isEmpty() ? last : Optional.of(page.get(page.size() - 1).key());
    return page;
  }

  @Override
  public void close() {} // etcd holds nothing for it
}
