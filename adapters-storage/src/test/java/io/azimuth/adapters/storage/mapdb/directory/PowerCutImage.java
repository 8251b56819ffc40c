package io.azimuth.adapters.storage.mapdb.directory;

import io.azimuth.adapters.storage.mapdb.file.BaseFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * What may be on the disk after a power cut that follows a number of events. Writes before a
 * finished sync are there. Of the later writes of each sector, the disk has none, all, or all up to
 * a random one, in their order.
 */
public final class PowerCutImage {

  private static final int SECTOR = 512;
  private static final List<String> FILES = List.of(StoreDirectory.MAIN, StoreDirectory.JOURNAL);

  private final PowerCutRecorder recorder;
  private final int cut;
  private final Random random;
  private final double loss;
  private final boolean wholeWrites;
  private final Map<String, Integer> durableUntil = new HashMap<>();

  /**
   * @param lying whether the syncs of the journal have no effect
   */
  public PowerCutImage(PowerCutRecorder recorder, int cut, Random random, boolean lying) {
    this.recorder = recorder;
    this.cut = cut;
    this.random = random;
    this.loss = new double[] {0, 1, 0.5, 0.5}[random.nextInt(4)];
    this.wholeWrites = random.nextInt(4) == 0;
    for (int i = 0; i < cut; i++) {
      PowerCutRecorder.Event event = recorder.event(i);
      boolean lie = lying && event.file().equals(StoreDirectory.JOURNAL);
      if (!event.isWrite() && !lie) {
        durableUntil.merge(event.file(), event.coversUntil(), Math::max);
      }
    }
  }

  public void write(Path store) throws IOException {
    Files.createDirectories(store);
    for (String file : FILES) {
      Files.write(store.resolve(file), content(file));
    }
  }

  private byte[] content(String file) {
    byte[] content = recorder.beginning(file).clone();
    Set<Long> stopped = new HashSet<>();
    for (int i = 0; i < cut; i++) {
      PowerCutRecorder.Event event = recorder.event(i);
      if (!event.isWrite() || !event.file().equals(file)) {
        continue;
      }
      content = longEnough(content, event);
      if (i < durableUntil.getOrDefault(file, 0)) {
        System.arraycopy(event.bytes(), 0, content, (int) event.offset(), event.bytes().length);
      } else {
        keepSome(content, event, stopped);
      }
    }
    return content;
  }

  private void keepSome(byte[] content, PowerCutRecorder.Event event, Set<Long> stopped) {
    boolean lostWhole = wholeWrites && random.nextDouble() < loss;
    long end = event.offset() + event.bytes().length;
    for (long at = event.offset(); at < end; ) {
      long sector = at / SECTOR;
      int part = (int) (Math.min(end, (sector + 1) * SECTOR) - at);
      boolean lost = wholeWrites ? lostWhole : random.nextDouble() < loss;
      if (lost) {
        stopped.add(sector);
      }
      if (!stopped.contains(sector)) {
        System.arraycopy(event.bytes(), (int) (at - event.offset()), content, (int) at, part);
      }
      at += part;
    }
  }

  private static byte[] longEnough(byte[] content, PowerCutRecorder.Event event) {
    int needed = (int) event.offset() + event.bytes().length;
    if (needed <= content.length) {
      return content;
    }
    return Arrays.copyOf(content, (needed + BaseFile.SLICE - 1) / BaseFile.SLICE * BaseFile.SLICE);
  }

  public static void delete(Path store) throws IOException {
    for (String file : List.of(StoreDirectory.MAIN, StoreDirectory.JOURNAL, StoreDirectory.LOCK)) {
      Files.deleteIfExists(store.resolve(file));
    }
    Files.deleteIfExists(store);
  }
}
