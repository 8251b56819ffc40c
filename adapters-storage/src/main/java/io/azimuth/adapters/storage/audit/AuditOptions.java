package io.azimuth.adapters.storage.audit;

import io.azimuth.application.api.RefusedException;
import io.azimuth.domain.text.Quoted;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The options of an audit file. What the field knows and this server does not do is refused unless
 * it has its default.
 *
 * @param filePath as the operator wrote it
 * @param mode of the file
 */
record AuditOptions(String filePath, FileMode mode) {

  private static final String FILE_PATH = "file_path";
  private static final String MODE = "mode";
  private static final String FORMAT = "format";
  private static final String PREFIX = "prefix";

  private static final Set<String> FALSE = Set.of("false", "False", "FALSE", "f", "F", "0");
  private static final Set<String> TRUE = Set.of("true", "True", "TRUE", "t", "T", "1");

  /** What an option must be, for want of the other. */
  private static final Map<String, Set<String>> ONLY_DEFAULT =
      Map.of(
          "log_raw",
          FALSE,
          "hmac_accessor",
          TRUE,
          "elide_list_responses",
          FALSE,
          PREFIX,
          Set.of(""));

  /** Places that are no files. */
  private static final Set<String> OTHER_PLACES = Set.of("stdout", "discard");

  static AuditOptions of(Map<String, String> options) {
    for (String name : new TreeSet<>(options.keySet())) {
      check(name, options.getOrDefault(name, ""));
    }
    String filePath = options.getOrDefault(FILE_PATH, "");
    if (filePath.isEmpty()) {
      throw RefusedException.invalid("file_path is required");
    }
    if (OTHER_PLACES.contains(filePath)) {
      throw RefusedException.invalid("file_path " + filePath + " is not supported yet");
    }
    FileMode mode =
        options.containsKey(MODE)
            ? FileMode.parse(options.getOrDefault(MODE, ""))
            : FileMode.PRIVATE;
    return new AuditOptions(filePath, mode);
  }

  private static void check(String name, String value) {
    switch (name) {
      case FILE_PATH, MODE -> {}
      case FORMAT -> checkFormat(value);
      default -> checkDefault(name, value);
    }
  }

  private static void checkFormat(String format) {
    if (format.equals("jsonx")) {
      throw RefusedException.invalid("jsonx is not supported yet");
    }
    if (!format.equals("json")) {
      throw RefusedException.invalid("format must be json");
    }
  }

  private static void checkDefault(String name, String value) {
    Set<String> allowed = ONLY_DEFAULT.get(name);
    if (allowed == null) {
      throw RefusedException.invalid("unknown option " + Quoted.of(name));
    }
    if (!allowed.contains(value)) {
      throw RefusedException.invalid(name + " is not supported yet");
    }
  }
}
