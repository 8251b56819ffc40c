package io.azimuth.adapters.storage.record;

import static io.azimuth.adapters.storage.Faults.assertRefused;

import io.azimuth.adapters.storage.barrier.TestServer;
import io.azimuth.domain.identity.Alias;
import io.azimuth.domain.identity.Entity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdentityRecordsTest {

  private static final String MOUNT = "auth_azure_1a2b3c4d";

  private final TestServer server = TestServer.open();

  private static Entity entity(String id, String name, Alias... aliases) {
    Entity entity = new Entity(id, name, List.of(), Map.of(), false, Samples.CREATED);
    for (Alias alias : aliases) {
      entity = entity.with(alias.of(id, Samples.CREATED), Samples.CREATED);
    }
    return entity;
  }

  private static Alias alias(String id, String name) {
    return new Alias(id, MOUNT, name, "", Map.of(), Samples.CREATED);
  }

  @Test
  void refusesNamesThatWouldAllBecomeTheSame() {
    assertRefused(
        "a name is not well-formed text",
        () -> server.begin().identities().put(entity("e", "n", alias("a", "a\ud800"))));
    assertRefused(
        "a name is not well-formed text",
        () -> server.begin().identities().entityAliased("m", "a\udfff"));
  }
}
