package io.azimuth.product.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Writes versions of one secret, each on top of the last known version. Several clients may share
 * the path. Checks that an acknowledged version exists with its text, that no version number is
 * used twice, and that deleted or destroyed versions stay so.
 */
final class VersionedSecretTraffic implements Traffic {

  private final TestingServer server;
  private final Witness witness;
  private final Versions versions;
  private final String name;
  private int next;

  /** The acknowledged versions of all clients of one path. */
  static final class Versions {

    private final String path;
    private final Map<Integer, String> texts = new HashMap<>();
    private final Set<Integer> deleted = new HashSet<>();
    private final Set<Integer> destroyed = new HashSet<>();
    private final Set<Integer> uncertain = new HashSet<>(); // requested to be deleted or destroyed
    private int current;
    private int verified;

    Versions(String path) {
      this.path = path;
    }

    synchronized int current() {
      return current;
    }

    synchronized void written(int version, String text) {
      assertThat(texts.put(version, text)).as("what version %s was before", version).isNull();
      current = Math.max(current, version);
    }

    synchronized void ending(int version) {
      uncertain.add(version);
    }

    synchronized void deleted(int version) {
      deleted.add(version);
      uncertain.remove(version);
    }

    synchronized void destroyed(int version) {
      destroyed.add(version);
      uncertain.remove(version);
    }
  }

  VersionedSecretTraffic(TestingServer server, Witness witness, Versions versions, String name) {
    this.server = server;
    this.witness = witness;
    this.versions = versions;
    this.name = name;
  }

  @Override
  public void step() {
    String text = name + "-" + next++;
    int before = versions.current();
    String body = "{\"data\":{\"by\":\"%s\"},\"options\":{\"cas\":%d}}".formatted(text, before);
    Reply reply = witness.ask(server.root(), "POST", "secret/data/" + versions.path, body);
    if (reply.status() != 200) {
      catchUp(reply);
      return;
    }
    int version = reply.data().path("version").asInt();
    assertThat(version).as("the version on top of %s", before).isEqualTo(before + 1);
    versions.written(version, text);
    if (version % 5 == 0) {
      end("delete", version);
      versions.deleted(version);
    } else if (version % 7 == 0) {
      end("destroy", version);
      versions.destroyed(version);
    }
  }

  // Another client was faster, or the version before the kill was stored without an answer.
  private void catchUp(Reply refused) {
    assertThat(refused.status()).as("%s", refused).isEqualTo(400);
    assertThat(refused.errors())
        .containsExactly("check-and-set parameter did not match the current version");
  }

  private void end(String how, int version) {
    versions.ending(version);
    String body = "{\"versions\":[%d]}".formatted(version);
    witness.ask(server.root(), "PUT", "secret/" + how + "/" + versions.path, body, 204);
  }

  @Override
  public void verify() {
    synchronized (versions) {
      JsonNode kept = server.root().get("secret/metadata/" + versions.path).data();
      int current = kept.path("current_version").asInt();
      assertThat(current).isBetween(versions.current, versions.current + 1);
      for (int version = firstToVerify(current); version <= versions.current; version++) {
        isThere(kept.path("versions"), version, versions.texts.get(version));
      }
      if (current > versions.current) { // it was stored, but the kill prevented the answer
        Reply unanswered = read(current);
        String text = unanswered.data().path("data").path("by").asText();
        assertThat(versions.texts.values()).doesNotContain(text);
        versions.written(current, text);
      }
    }
  }

  // The versions since the last start, and a few of the time before.
  private int firstToVerify(int current) {
    int first = Math.max(Math.max(1, versions.verified - 5), current - MixedLoad.KEPT_VERSIONS + 1);
    versions.verified = current;
    return first;
  }

  private void isThere(JsonNode all, int version, String text) {
    JsonNode one = all.path(String.valueOf(version));
    boolean oneIsDeleted = !one.path("deletion_time").asText().isEmpty();
    boolean oneIsDestroyed = one.path("destroyed").asBoolean();
    if (versions.uncertain.contains(version)) {
      return;
    }
    assertThat(oneIsDeleted).as("%s", one).isEqualTo(versions.deleted.contains(version));
    assertThat(oneIsDestroyed).as("%s", one).isEqualTo(versions.destroyed.contains(version));
    if (!oneIsDeleted && !oneIsDestroyed) {
      assertThat(read(version).data().path("data").path("by").asText()).isEqualTo(text);
    }
  }

  private Reply read(int version) {
    return server.root().get("secret/data/" + versions.path + "?version=" + version);
  }
}
