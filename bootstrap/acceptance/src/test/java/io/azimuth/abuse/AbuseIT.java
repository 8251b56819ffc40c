package io.azimuth.abuse;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each attack in full, against the packaged server: {@code mvn -Pabuse}, docs/explain/limits.md.
 */
@Tag("abuse")
final class AbuseIT {

  @Test
  void noAttackDisturbsTheCustomer(@TempDir Path directory)
      throws IOException, InterruptedException {
    try (AttackedServer server = AttackedServer.packaged(directory)) {
      new Siege(server, AbuseOptions.full()).run();
    }
  }
}
