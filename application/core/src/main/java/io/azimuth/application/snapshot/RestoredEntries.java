package io.azimuth.application.snapshot;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.Key;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The entries of a verified snapshot as running servers get them: without those of the servers that
 * shared its store, and with the mark of a new generation. The snapshot is verified a second time,
 * because its file may have changed.
 */
final class RestoredEntries implements Iterator<Batch> {

  /** Which servers share a store is theirs to say. */
  private static final Key MEMBERS = Key.of("leader/");

  private final SnapshotReader reader;
  private final VerifiedSnapshot expected;
  private final byte[] mark;
  private boolean marked;
  private boolean complete;
  private Optional<Batch> next = Optional.empty();

  /**
   * Reads the stream, which the caller closes.
   *
   * @param mark the value of the entry of the generation
   */
  RestoredEntries(InputStream source, VerifiedSnapshot expected, byte[] mark) throws IOException {
    this.reader = new SnapshotReader(source);
    this.expected = expected;
    this.mark = mark.clone();
  }

  @Override
  public boolean hasNext() {
    while (next.isEmpty() && !complete) {
      read();
    }
    return next.isPresent();
  }

  private void read() {
    Optional<Batch> piece;
    try {
      piece = reader.next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Batch.Builder batch = Batch.builder();
    piece.ifPresent(
        it -> it.writes().forEach((key, value) -> add(batch, key, value.orElseThrow())));
    if (piece.isEmpty()) {
      requireUnchanged();
      complete = true;
      mark(batch);
    }
    next = Optional.of(batch.build()).filter(it -> !it.isEmpty());
  }

  private void add(Batch.Builder batch, Key key, byte[] value) {
    if (key.compareTo(Barrier.GENERATION) > 0) {
      mark(batch);
    }
    if (!key.equals(Barrier.GENERATION) && !key.startsWith(MEMBERS)) {
      batch.put(key, value);
    }
  }

  private void mark(Batch.Builder batch) {
    if (!marked) {
      marked = true;
      batch.put(Barrier.GENERATION, mark);
    }
  }

  private void requireUnchanged() {
    if (!reader.verified().checksum().equals(expected.checksum())) {
      throw new SnapshotRefusedException("the snapshot was changed while it was read");
    }
  }

  @Override
  public Batch next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Batch batch = next.orElseThrow();
    next = Optional.empty();
    return batch;
  }
}
