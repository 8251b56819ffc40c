package io.azimuth.application.kv;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import java.util.Map;

/** A server with a mount of one version of KV at {@code secret/}. */
public final class KvMount {

  public final TestServer server = new TestServer();
  public final String root = server.initialize();

  /** A mount of the type {@code kv}, {@code kv-v1} or {@code kv-v2}. */
  public KvMount(String type) {
    done(server.write(root, "sys/mounts/secret", Map.of("type", type)));
  }

  /** Writes the data of a secret to KV v2. */
  public Answer put(String path, Map<String, ?> secret) {
    return server.write(root, "secret/data/" + path, Map.of("data", secret));
  }

  /** Writes the data of a secret to KV v2, with a check-and-set version. */
  public Answer put(String path, Map<String, ?> secret, Object cas) {
    return server.write(
        root, "secret/data/" + path, Map.of("data", secret, "options", Map.of("cas", cas)));
  }

  /** Writes {@code count} versions, each with its number under {@code n}. */
  void versions(String path, int count) {
    for (int n = 1; n <= count; n++) {
      assertThat(data(put(path, Map.of("n", n)))).containsEntry("version", Value.of(n));
    }
  }

  /** Reads the current version from KV v2. */
  public Answer get(String path) {
    return server.read(root, "secret/data/" + path);
  }

  Answer get(String path, int version) {
    return server.read(root, "secret/data/" + path, Map.of("version", version));
  }

  Map<String, Value> metadata(String path) {
    return data(server.read(root, "secret/metadata/" + path));
  }

  /** The data of the secret in the answer. */
  public static Value secret(Answer answer) {
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

  /** Expects "not found" without any content. */
  public static void assertNothing(Answer answer) {
    assertThat(answer).isEqualTo(new Answer.NotFound());
  }
}
