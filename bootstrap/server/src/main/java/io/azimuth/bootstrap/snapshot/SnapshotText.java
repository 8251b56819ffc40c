package io.azimuth.bootstrap.snapshot;

import io.azimuth.application.snapshot.SnapshotHeader;
import io.azimuth.application.snapshot.VerifiedSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Describes a snapshot for people. */
public final class SnapshotText {

  private SnapshotText() {}

  /** The lines of the description; they need no keys. */
  public static List<String> lines(VerifiedSnapshot snapshot, Clock clock) {
    SnapshotHeader header = snapshot.header();
    return List.of(
        "created:         " + header.created() + " (" + age(header, clock) + ")",
        "azimuth version: " + header.version(),
        "store format:    " + header.storeFormat(),
        "engine:          " + header.engine(),
        "seal:            " + header.sealType() + keyId(header),
        "entries:         " + snapshot.entries(),
        "bytes:           " + snapshot.bytes(),
        "sha256:          " + snapshot.checksum());
  }

  private static String keyId(SnapshotHeader header) {
    return header.sealKeyId().isEmpty() ? "" : ", key id " + header.sealKeyId();
  }

  /** The approximate age of the snapshot. */
  public static String age(SnapshotHeader header, Clock clock) {
    Duration age = Duration.between(header.created(), clock.instant());
    if (age.isNegative()) {
      return "in the future: compare the clocks";
    }
    if (age.toDays() > 1) {
      return age.toDays() + " days old";
    }
    if (age.toHours() > 1) {
      return age.toHours() + " hours old";
    }
    return age.toMinutes() > 1 ? age.toMinutes() + " minutes old" : age.toSeconds() + " s old";
  }
}
