package io.azimuth.adapters.storage.audit;

import io.azimuth.application.port.audit.RecordOptions;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.api.RefusedException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The options of a file audit device.
 *
 * @param filePath as the operator wrote it
 * @param mode the permissions of the file
 */
record FileAuditOptions(String filePath, FileMode mode) {

  private static final String FILE_PATH = "file_path";
  private static final String OLD_FILE_PATH = "path"; // Vault's former name of file_path
  private static final String MODE = "mode";
  private static final String STDOUT = "stdout";
  private static final String DISCARD = "discard";

  static FileAuditOptions of(Map<String, String> options) {
    checkNames(options, Set.of(FILE_PATH, OLD_FILE_PATH, MODE));
    RecordOptions.of(options);
    String filePath = options.getOrDefault(FILE_PATH, options.getOrDefault(OLD_FILE_PATH, ""));
    if (filePath.isEmpty()) {
      throw RefusedException.invalid("file_path is required");
    }
    if (!options.containsKey(MODE)) {
      return new FileAuditOptions(filePath, FileMode.PRIVATE);
    }
    FileAuditOptions read =
        new FileAuditOptions(filePath, FileMode.parse(options.getOrDefault(MODE, "")));
    if (read.isStandardOutput() || read.isNowhere()) {
      throw RefusedException.invalid("only a file has a mode");
    }
    return read;
  }

  /**
   * Refuses options that are neither common to all audit devices nor options of this kind of
   * device.
   */
  static void checkNames(Map<String, String> options, Set<String> known) {
    for (String name : new TreeSet<>(options.keySet())) {
      if (!known.contains(name) && !RecordOptions.has(name)) {
        throw RefusedException.invalid("unknown option " + Quoted.of(name));
      }
    }
  }

  /** Whether the records go to the standard output of the process. */
  boolean isStandardOutput() {
    return filePath.equals(STDOUT);
  }

  /** Whether the records are discarded. */
  boolean isNowhere() {
    return filePath.equals(DISCARD);
  }
}
