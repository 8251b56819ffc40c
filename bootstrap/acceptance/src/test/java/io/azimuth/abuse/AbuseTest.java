package io.azimuth.abuse;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each attack for a moment. {@link AbuseIT} runs them in full. */
@Tag("abuse")
@Tag("slow")
final class AbuseTest {

  @Test
  void noAttackDisturbsTheCustomer(@TempDir Path directory)
      throws IOException, InterruptedException {
    try (AttackedServer server = AttackedServer.ofClasses(directory)) {
      new Siege(server, AbuseOptions.brief()).run();
    }
  }
}
