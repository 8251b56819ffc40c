package io.azimuth.application.snapshot;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.Key;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The entries of a verified snapshot as running servers get them: without those of the servers that
 * shared its store, and with the mark of a new generation. The snapshot is verified a second time,
 * because its file may have changed.
 */
final class RestoredEntries implements Iterator<Batch> {

  /** The servers themselves announce that they share a store. */
  private static final Key MEMBERS = Key.of("leader/");

  private final SnapshotReader reader;
  private final VerifiedSnapshot expected;
  private final byte[] mark;
  private boolean marked;
  private boolean complete;
  private final Deque<Batch> read = new ArrayDeque<>();

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
    while (read.isEmpty() && !complete) {
      read();
    }
    return !read.isEmpty();
  }

  private void read() {
    Optional<Batch> piece;
    try {
      piece = reader.next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (piece.isPresent()) {
      split(piece.get());
    } else {
      requireUnchanged();
      complete = true;
      mark();
    }
  }

  // The mark gets a batch of its own: what was read may fill its batch.
  private void split(Batch piece) {
    Batch.Builder before = Batch.builder();
    Batch.Builder after = Batch.builder();
    piece
        .writes()
        .forEach(
            (key, value) -> {
              if (!key.equals(Barrier.GENERATION) && !key.startsWith(MEMBERS)) {
                Batch.Builder part = key.compareTo(Barrier.GENERATION) < 0 ? before : after;
                part.put(key, value.orElseThrow());
              }
            });
    add(before.build());
    Batch rest = after.build();
    if (!rest.isEmpty()) {
      mark();
      add(rest);
    }
  }

  private void mark() {
    if (!marked) {
      marked = true;
      add(Batch.builder().put(Barrier.GENERATION, mark).build());
    }
  }

  private void add(Batch batch) {
    if (!batch.isEmpty()) {
      read.add(batch);
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
    return read.remove();
  }
}
