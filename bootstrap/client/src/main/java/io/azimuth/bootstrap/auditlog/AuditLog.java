package io.azimuth.bootstrap.auditlog;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The matching records of several files as one log, in the order of time. It holds one record of
 * each file that is open, and opens a file when its time has come.
 */
public final class AuditLog implements Closeable {

  /** By how much records of one file may be out of order. */
  private static final Duration DISORDER = Duration.ofMinutes(1);

  private final List<EntryFilter> filters;
  private final LogNotes notes;
  private final boolean following;
  private final PriorityQueue<Stage> stages =
      new PriorityQueue<>(Comparator.comparing(Stage::time).thenComparing(Stage::rank));

  /** Followed files that have no more records at present. */
  private final Deque<FollowedLog> waiting = new ArrayDeque<>();

  /** What one file has next; without a source, it is not open. */
  private record Stage(
      Instant time,
      int rank,
      LogSource log,
      Optional<EntrySource> source,
      Optional<AuditEntry> entry) {}

  /**
   * Creates a log of these files.
   *
   * @param until records after this time do not matter
   * @param following whether live files are kept open at their ends
   */
  public AuditLog(
      List<LogSource> files,
      List<EntryFilter> filters,
      Instant until,
      LogNotes notes,
      boolean following) {
    this.filters = List.copyOf(filters);
    this.notes = notes;
    this.following = following;
    for (LogSource file : files) {
      Instant start = file.start();
      if (start.equals(Instant.MIN) || !start.minus(DISORDER).isAfter(until)) {
        stages.add(new Stage(start, stages.size(), file, Optional.empty(), Optional.empty()));
      }
    }
  }

  /** The next matching record; empty at the present end of all files. */
  public Optional<AuditEntry> next() {
    while (!stages.isEmpty()) {
      Stage first = stages.remove();
      advance(first);
      if (first.entry().isPresent()) {
        return first.entry();
      }
    }
    return appended();
  }

  private void advance(Stage stage) {
    Optional<EntrySource> source = stage.source().or(() -> open(stage.log()));
    if (source.isEmpty()) {
      return;
    }
    Optional<AuditEntry> entry = read(stage.log().name(), source.get());
    if (entry.isPresent()) {
      stages.add(new Stage(entry.get().time(), stage.rank(), stage.log(), source, entry));
    } else if (source.get() instanceof FollowedLog followed) {
      waiting.add(followed);
    } else {
      close(source.get());
    }
  }

  private Optional<EntrySource> open(LogSource log) {
    try {
      return Optional.of(
          following && log.isLive() ? log.follow(filters, notes) : log.open(filters, notes));
    } catch (IOException e) {
      notes.failed(log.name(), e);
      return Optional.empty();
    }
  }

  private Optional<AuditEntry> read(String name, EntrySource source) {
    try {
      Optional<AuditEntry> entry = source.next();
      return entry.isEmpty() && source instanceof EntryReader reader ? reader.rest() : entry;
    } catch (IOException e) {
      notes.failed(name, e);
      return Optional.empty();
    }
  }

  // What was written meanwhile, file by file.
  private Optional<AuditEntry> appended() {
    for (int left = waiting.size(); left > 0; left--) {
      FollowedLog source = waiting.remove();
      try {
        Optional<AuditEntry> entry = source.next();
        if (entry.isPresent()) {
          waiting.addFirst(source);
          return entry;
        }
        waiting.addLast(source);
      } catch (IOException e) {
        notes.failed(source.name(), e);
        close(source);
      }
    }
    return Optional.empty();
  }

  /** Whether no file is left that may get more records. */
  public boolean isEnded() {
    return stages.isEmpty() && waiting.isEmpty();
  }

  private static void close(EntrySource source) {
    try {
      source.close();
    } catch (IOException e) {
      // it was read to its end
    }
  }

  @Override
  public void close() {
    List<EntrySource> open = new ArrayList<>(waiting);
    stages.forEach(stage -> stage.source().ifPresent(open::add));
    open.forEach(AuditLog::close);
  }
}
