package vandal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** Hangs, deaf to interruptions, until a file exists. */
final class Hang {

  private final Path release;

  Hang(Path release) {
    this.release = release;
  }

  void now() {
    while (!Files.exists(release)) {
      LockSupport.parkNanos(20_000_000);
      Thread.interrupted();
    }
  }
}
