package io.azimuth.product.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Writes, overwrites and deletes secrets without versions. */
final class PlainSecretTraffic implements Traffic {

  private static final int KEYS = 5;
  private static final int GONE = 0;

  private final TestingServer server;
  private final Witness witness;
  private final String folder;
  private final Map<String, Set<Integer>> possible = new HashMap<>(); // one value, if answered
  private int next = 1;

  PlainSecretTraffic(TestingServer server, Witness witness, String folder) {
    this.server = server;
    this.witness = witness;
    this.folder = folder;
  }

  @Override
  public void step() {
    int number = next++;
    String path = "plain/" + folder + "/" + number % KEYS;
    boolean gone = number % 3 == 0;
    int value = gone ? GONE : number;
    Set<Integer> before = possible.getOrDefault(path, Set.of(GONE));
    Set<Integer> either = new TreeSet<>(before);
    either.add(value);
    possible.put(path, either);
    if (gone) {
      witness.ask(server.root(), "DELETE", path, "", 204);
    } else {
      witness.ask(server.root(), "PUT", path, "{\"n\":" + number + "}", 204);
    }
    possible.put(path, Set.of(value));
  }

  @Override
  public void verify() {
    possible.replaceAll(
        (path, values) -> {
          Reply read = server.root().get(path);
          int found = read.status() == 404 ? GONE : read.data().path("n").asInt();
          assertThat(values).as("%s: %s", path, read).contains(found);
          return Set.of(found);
        });
  }
}
