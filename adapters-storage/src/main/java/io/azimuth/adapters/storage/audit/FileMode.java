package io.azimuth.adapters.storage.audit;

import io.azimuth.spi.api.RefusedException;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The permissions of an audit file. The owner can always write it, others never can, and it is
 * never executable (CVE-2025-6000).
 *
 * @param permissions the whole set
 */
record FileMode(Set<PosixFilePermission> permissions) {

  /** The default: 0600. */
  static final FileMode PRIVATE = new FileMode(PosixFilePermissions.fromString("rw-------"));

  private static final Set<PosixFilePermission> EXECUTE =
      EnumSet.of(
          PosixFilePermission.OWNER_EXECUTE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_EXECUTE);

  private static final Pattern ALLOWED = Pattern.compile("0?6[04][04]");

  FileMode {
    permissions = Set.copyOf(permissions);
  }

  /** Reads octal digits, as {@code chmod} takes them. */
  static FileMode parse(String octal) {
    if (!ALLOWED.matcher(octal).matches()) {
      throw RefusedException.invalid(
          "mode must let the owner read and write, others read or nothing, such as 0600 or 0640");
    }
    String digits = octal.substring(octal.length() - 3);
    StringBuilder symbols = new StringBuilder();
    digits
        .chars()
        .forEach(digit -> symbols.append(digit == '6' ? "rw-" : digit == '4' ? "r--" : "---"));
    return new FileMode(PosixFilePermissions.fromString(symbols.toString()));
  }

  FileAttribute<Set<PosixFilePermission>> asAttribute() {
    return PosixFilePermissions.asFileAttribute(permissions);
  }

  static boolean isExecutable(Set<PosixFilePermission> permissions) {
    return permissions.stream().anyMatch(EXECUTE::contains);
  }

  /** Whether some of these permissions are not part of this mode. */
  boolean isExceededBy(Set<PosixFilePermission> others) {
    return !permissions.containsAll(others);
  }
}
