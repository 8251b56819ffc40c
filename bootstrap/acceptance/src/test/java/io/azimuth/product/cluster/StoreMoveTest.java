package io.azimuth.product.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.CommandRun;
import io.azimuth.product.server.TestPostgres;
import io.azimuth.product.server.TestingServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store moves from MapDB to PostgreSQL and back, while its server is stopped. */
@Tag("slow")
class StoreMoveTest {

  @TempDir Path directory;

  @Test
  void everyRecordMovesThereAndBack() throws Exception {
    try (TestPostgres postgres = TestPostgres.start();
        TestingServer server = TestingServer.in(directory).onMapDb().inItsOwnProcess().start()) {
      server.root().write("sys/mounts/secret", Map.of("type", "kv-v2"));
      for (int i = 0; i < 50; i++) {
        server.root().write("secret/data/s" + i, Map.of("data", Map.of("n", i)));
      }
      Path mapdb = directory.resolve("azimuth.hcl");
      String before = Files.readString(mapdb);
      String block = before.substring(before.indexOf("storage"), before.indexOf("seal"));
      Path other = directory.resolve("other.hcl");
      Path back = directory.resolve("back.hcl");
      Files.writeString(
          other,
          before.replace(
              block,
              "storage \"postgresql\" {\n  connection_url = \"" + postgres.url() + "\"\n}\n"));
      Files.writeString(back, before.replace("path = \"data\"", "path = \"data-2\""));

      assertThat(migrate(mapdb, other).exit()).isEqualTo(1); // the server still runs
      server.stop();
      assertThat(migrate(mapdb, other).output()).contains("copied and compared");
      assertThat(migrate(mapdb, other).errors())
          .contains("there is a store in the database already");

      Files.copy(other, directory.resolve("kept.hcl"));
      Files.writeString(mapdb, Files.readString(other));
      server.start();
      assertThat(server.root().get("secret/data/s49").data().path("data").path("n").asInt())
          .isEqualTo(49);
      server.root().write("secret/data/s50", Map.of("data", Map.of("n", 50)));
      assertThat(migrate(other, back).errors()).contains("a server uses the store to read");
      server.stop();

      assertThat(migrate(other, back).output()).contains("copied and compared");
      Files.writeString(mapdb, Files.readString(back));
      server.start();
      assertThat(server.root().get("secret/data/s50").data().path("data").path("n").asInt())
          .isEqualTo(50);
    }
  }

  private static CommandRun migrate(Path from, Path to) {
    return CommandRun.of(
        Map.of(), "operator", "migrate", "--from", from.toString(), "--to", to.toString());
  }
}
