package io.azimuth.bootstrap.snapshot;

import io.azimuth.application.snapshot.SnapshotReader;
import io.azimuth.application.snapshot.VerifiedSnapshot;
import io.azimuth.spi.engine.Batch;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Reads the entries of a verified snapshot in batches and verifies it a second time, because the
 * file may have changed.
 */
public final class SnapshotBatches implements Iterator<Batch>, Closeable {

  private final InputStream in;
  private final SnapshotReader reader;
  private final VerifiedSnapshot expected;
  private Optional<Batch> next = Optional.empty();
  private boolean complete;

  private SnapshotBatches(InputStream in, VerifiedSnapshot expected) throws IOException {
    this.in = in;
    this.reader = new SnapshotReader(in);
    this.expected = expected;
  }

  /** Opens the file and returns its batches, read through what this makes of its stream. */
  public static SnapshotBatches of(
      SnapshotFile file, VerifiedSnapshot expected, UnaryOperator<InputStream> watch) {
    try {
      InputStream in = watch.apply(Files.newInputStream(file.path()));
      return new SnapshotBatches(in, expected);
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }

  @Override
  public boolean hasNext() {
    if (next.isEmpty() && !complete) {
      read();
    }
    return next.isPresent();
  }

  private void read() {
    try {
      next = reader.next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (next.isEmpty()) {
      complete = true;
      if (!reader.verified().checksum().equals(expected.checksum())) {
        throw new SnapshotFailedException("the snapshot was changed while it was read");
      }
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

  @Override
  public void close() throws IOException {
    in.close();
  }
}
