package io.azimuth.application.port.audit;

import io.azimuth.spi.api.RefusedException;
import java.util.Map;
import java.util.Set;

/**
 * The options of every audit device, which decide about the content of records. Options that would
 * write secrets or text of a caller into a record in clear are refused (CVE-2025-6000).
 *
 * @param hashesAccessors whether accessors are hashed; true by default
 * @param countsListedNames whether the answer of a list holds numbers in place of all the names
 */
public record RecordOptions(boolean hashesAccessors, boolean countsListedNames) {

  private static final String FORMAT = "format";
  private static final String RAW = "log_raw";
  private static final String PREFIX = "prefix";
  private static final String ACCESSOR = "hmac_accessor";
  private static final String ELIDE = "elide_list_responses";

  private static final Set<String> NAMES = Set.of(FORMAT, RAW, PREFIX, ACCESSOR, ELIDE);
  private static final Set<String> TRUE = Set.of("true", "True", "TRUE", "t", "T", "1");
  private static final Set<String> FALSE = Set.of("false", "False", "FALSE", "f", "F", "0");

  /** Whether this class reads an option of that name. */
  public static boolean has(String name) {
    return NAMES.contains(name);
  }

  /**
   * Reads these options among those of a device.
   *
   * @throws RefusedException when one has a value that it may not have
   */
  public static RecordOptions of(Map<String, String> options) {
    checkFormat(options.getOrDefault(FORMAT, "json"));
    if (flag(options, RAW, false)) {
      throw RefusedException.invalid(
          "log_raw is not supported: records never hold secrets in clear");
    }
    if (!options.getOrDefault(PREFIX, "").isEmpty()) {
      throw RefusedException.invalid("prefix is not supported: a line is a record and no more");
    }
    return new RecordOptions(flag(options, ACCESSOR, true), flag(options, ELIDE, false));
  }

  private static void checkFormat(String format) {
    if (format.equals("jsonx")) {
      throw RefusedException.invalid("jsonx is not supported yet: records are JSON");
    }
    if (!format.equals("json")) {
      throw RefusedException.invalid("format must be json");
    }
  }

  private static boolean flag(Map<String, String> options, String name, boolean absent) {
    String value = options.getOrDefault(name, absent ? "true" : "false");
    if (!TRUE.contains(value) && !FALSE.contains(value)) {
      throw RefusedException.invalid(name + " must be true or false");
    }
    return TRUE.contains(value);
  }
}
