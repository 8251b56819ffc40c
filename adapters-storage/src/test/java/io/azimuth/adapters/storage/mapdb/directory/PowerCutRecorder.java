package io.azimuth.adapters.storage.mapdb.directory;

import io.azimuth.adapters.storage.mapdb.FileEvents;
import io.azimuth.adapters.storage.mapdb.file.BaseFile;
import io.azimuth.adapters.storage.mapdb.file.MappedBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Records what is written to the two files after their state at the beginning. */
public final class PowerCutRecorder implements FileEvents {

  /** An event. A sync covers the writes of its file that came before it began. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Event(String file, long offset, byte[] bytes, int coversUntil) {

    boolean isWrite() {
      return bytes.length > 0;
    }
  }

  private final List<Event> events = new ArrayList<>();
  private final Map<String, byte[]> beginning;
  private final ThreadLocal<Integer> forcingSince = new ThreadLocal<>();

  public PowerCutRecorder(Path store) throws IOException {
    this.beginning =
        Map.of(
            StoreDirectory.MAIN, Files.readAllBytes(store.resolve(StoreDirectory.MAIN)),
            StoreDirectory.JOURNAL, Files.readAllBytes(store.resolve(StoreDirectory.JOURNAL)));
  }

  byte[] beginning(String file) {
    return beginning.get(file);
  }

  public synchronized int size() {
    return events.size();
  }

  synchronized Event event(int index) {
    return events.get(index);
  }

  public boolean isJournalWrite(int index) {
    Event event = event(index);
    return event.isWrite() && event.file().equals(StoreDirectory.JOURNAL);
  }

  @Override
  public synchronized void write(String file, long offset, byte[] bytes) {
    long header = file.equals(StoreDirectory.MAIN) ? MappedBase.HEADER : 0;
    events.add(new Event(file, header + offset, bytes, 0));
  }

  /** Recorded as a zero at the new end: that changes only the length. */
  @Override
  public synchronized void grow(long length) {
    long end = (length + BaseFile.SLICE - 1) / BaseFile.SLICE * BaseFile.SLICE;
    write(StoreDirectory.MAIN, end - 1, new byte[1]);
  }

  @Override
  public synchronized void forcing(String file) {
    forcingSince.set(events.size());
  }

  @Override
  public synchronized void forced(String file) {
    events.add(new Event(file, 0, new byte[0], forcingSince.get()));
  }
}
