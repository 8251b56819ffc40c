package io.azimuth.bootstrap.imports;

/** Imports all items of one kind. */
public interface ImportStep {

  /** What this step imports. */
  ImportKind kind();

  /**
   * Compares all items, and writes them if the operator wants it.
   *
   * @throws ItemRefusedException if the step as a whole cannot be run
   */
  void run(ImportRun run);
}
