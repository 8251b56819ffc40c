package io.azimuth.adapters.storage.audit;

import io.azimuth.spi.api.RefusedException;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who may read an audit file. The owner always writes it, others never; nobody executes it
 * (CVE-2025-6000).
 *
 * @param permissions all of them
 */
record FileMode(Set<PosixFilePermission> permissions) {

  /** What a file has when nobody says otherwise: 0600. */
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

  /** The mode of octal digits, as {@code chmod} takes them. */
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

  /** Whether some of the permissions go beyond this mode. */
  boolean isExceededBy(Set<PosixFilePermission> others) {
    return !permissions.containsAll(others);
  }
}
