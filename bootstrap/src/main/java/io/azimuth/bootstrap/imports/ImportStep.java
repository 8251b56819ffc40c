package io.azimuth.bootstrap.imports;

/** Imports all items of one kind. */
public interface ImportStep {

  /** What this step imports. */
  ImportKind kind();

  /** Compares all items, and writes them if the operator wants it. */
  void run(ImportRun run);
}
