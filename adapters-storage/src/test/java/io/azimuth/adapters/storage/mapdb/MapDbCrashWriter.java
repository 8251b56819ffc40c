package io.azimuth.adapters.storage.mapdb;

import io.azimuth.adapters.storage.crash.CrashWriter;
import java.nio.file.Path;
import java.util.List;

/** Writes to a MapDB store until it is killed. Arguments: the directory, and the first steps. */
final class MapDbCrashWriter {

  private MapDbCrashWriter() {}

  public static void main(String[] args) {
    CrashWriter.takeOutput();
    CrashWriter.write(
        TestStore.open(TestStore.options(Path.of(args[0]))), List.of(args).subList(1, args.length));
  }
}
