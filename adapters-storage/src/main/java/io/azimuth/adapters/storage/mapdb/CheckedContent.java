package io.azimuth.adapters.storage.mapdb;

import io.azimuth.spi.engine.Batch;
import java.util.Iterator;

/**
 * The content of a restore, with a check before each batch.
 *
 * @param check throws to end the restore
 */
record CheckedContent(Iterator<Batch> content, Runnable check) implements Iterator<Batch> {

  @Override
  public boolean hasNext() {
    check.run();
    return content.hasNext();
  }

  @Override
  public Batch next() {
    return content.next();
  }
}
