package io.azimuth.bootstrap.command.doctor;

import io.azimuth.application.port.audit.VolumeRoom;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Looks at a directory in which the server writes: its rights, and the room on its volume. */
final class DirectoryDiagnosis {

  private static final int MEBI = 1 << 20;
  private static final long LITTLE = 64L * MEBI;

  private final String check;
  private final Path directory;

  /** Creates a diagnosis of this directory, reported under this name. */
  DirectoryDiagnosis(String check, Path directory) {
    this.check = check;
    this.directory = directory;
  }

  List<Finding> run() {
    if (!Files.isDirectory(directory)) {
      return List.of(
          Finding.note(
              check,
              directory + " does not exist yet",
              "the server makes it at its first start, if its user may"));
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(rights());
    findings.add(room());
    return findings;
  }

  private Finding rights() {
    if (!Files.isWritable(directory) || !Files.isReadable(directory)) {
      return Finding.warning(
          check,
          directory + " cannot be read and written by this user",
          "run azimuth doctor as the user of the server, who must own the directory");
    }
    try {
      Set<PosixFilePermission> rights = Files.getPosixFilePermissions(directory);
      String mode = PosixFilePermissions.toString(rights);
      return mode.endsWith("------")
          ? Finding.ok(check, directory + " is for its owner alone (" + mode + ")")
          : Finding.warning(
              check, directory + " is open to others (" + mode + ")", "chmod 700 " + directory);
    } catch (UnsupportedOperationException e) {
      return Finding.skipped(check, "this file system has no rights to look at", "");
    } catch (IOException e) {
      return Finding.warning(check, "the rights of " + directory + " cannot be read", "");
    }
  }

  private Finding room() {
    try {
      FileStore volume = Files.getFileStore(directory);
      VolumeRoom room = new VolumeRoom(volume.getUsableSpace(), volume.getTotalSpace());
      if (room.size() == 0) {
        return silent();
      }
      String free = "%d MiB of %d MiB free".formatted(room.free() / MEBI, room.size() / MEBI);
      String advice = "make room: without any, nothing can be written and requests are refused";
      if (room.free() < LITTLE) {
        return Finding.failure(check + " room", free + " for " + directory, advice);
      }
      return room.isShort()
          ? Finding.warning(check + " room", free + " for " + directory, advice)
          : Finding.ok(check + " room", free);
    } catch (IOException e) {
      return silent();
    }
  }

  private Finding silent() {
    return Finding.skipped(
        check + " room", "the volume of " + directory + " does not tell its size", "");
  }
}
