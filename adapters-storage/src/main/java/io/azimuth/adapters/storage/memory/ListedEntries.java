package io.azimuth.adapters.storage.memory;

import io.azimuth.spi.engine.EngineSnapshot;
import io.azimuth.spi.engine.Entry;
import java.util.List;

/** The entries of one moment, given out piece by piece. */
final class ListedEntries implements EngineSnapshot {

  private static final int PIECE = 512;

  private List<Entry> left;

  ListedEntries(List<Entry> entries) {
    this.left = entries;
  }

  @Override
  public List<Entry> next() {
    int size = Math.min(PIECE, left.size());
    List<Entry> piece = List.copyOf(left.subList(0, size));
    left = left.subList(size, left.size());
    return piece;
  }

  @Override
  public void close() {
    left = List.of();
  }
}
