package io.azimuth.bootstrap.process;

import java.nio.file.FileSystems;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** What a new file is created with that its owner alone may read and write. */
public final class OwnerOnly {

  private OwnerOnly() {}

  /** The mode 0600; none where files have no modes. */
  public static FileAttribute<?>[] file() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
