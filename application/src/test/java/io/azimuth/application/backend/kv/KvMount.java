package io.azimuth.application.backend.kv;

import static io.azimuth.application.fixture.TestServer.data;
import static io.azimuth.application.fixture.TestServer.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.api.Answer;
import io.azimuth.application.api.Value;
import io.azimuth.application.fixture.TestServer;
import java.util.Map;

/** A server with secrets of one form at {@code secret/}. */
final class KvMount {

  final TestServer server = new TestServer();
  final String root = server.initialize();

  KvMount(String type) {
    done(server.write(root, "sys/mounts/secret", Map.of("type", type)));
  }

  Answer put(String path, Map<String, ?> secret) {
    return server.write(root, "secret/data/" + path, Map.of("data", secret));
  }

  Answer put(String path, Map<String, ?> secret, Object cas) {
    return server.write(
        root, "secret/data/" + path, Map.of("data", secret, "options", Map.of("cas", cas)));
  }

  /** Writes that many versions, each with its number under {@code n}. */
  void versions(String path, int count) {
    for (int n = 1; n <= count; n++) {
      assertThat(data(put(path, Map.of("n", n)))).containsEntry("version", Value.of(n));
    }
  }

  Answer get(String path) {
    return server.read(root, "secret/data/" + path);
  }

  Answer get(String path, int version) {
    return server.read(root, "secret/data/" + path, Map.of("version", version));
  }

  Map<String, Value> metadata(String path) {
    return data(server.read(root, "secret/metadata/" + path));
  }

  static Value secret(Answer answer) {
    return data(answer).get("data");
  }

  static Value.Obj about(Answer answer) {
    return (Value.Obj) data(answer).get("metadata");
  }

  static Answer.NotFound notFound(Answer answer) {
    if (answer instanceof Answer.NotFound nothing) {
      return nothing;
    }
    throw new AssertionError("found: " + answer);
  }

  static void assertNothing(Answer answer) {
    assertThat(answer).isEqualTo(new Answer.NotFound());
  }
}
