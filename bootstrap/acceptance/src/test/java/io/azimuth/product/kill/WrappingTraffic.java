package io.azimuth.product.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingClient;
import io.azimuth.product.server.TestingServer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Wraps answers and opens them. Checks that each wrapping exists until it is opened, and opens only
 * once.
 */
final class WrappingTraffic implements Traffic {

  private static final String UNWRAP = "sys/wrapping/unwrap";

  private final TestingServer server;
  private final Witness witness;
  private final Map<String, Integer> closed = new HashMap<>(); // wrapping token to content
  private final Set<String> opened = new HashSet<>();
  private final Set<String> asked = new HashSet<>();
  private int next;

  WrappingTraffic(TestingServer server, Witness witness) {
    this.server = server;
    this.witness = witness;
  }

  @Override
  public void step() {
    int number = next++;
    closed.put(wrap(number), number);
    String passing = wrap(number);
    asked.add(passing);
    Reply reply = witness.ask(server.as(passing), "PUT", UNWRAP, "null", 200);
    assertThat(reply.data().path("n").asInt()).isEqualTo(number);
    asked.remove(passing);
    opened.add(passing);
  }

  private String wrap(int number) {
    TestingClient client = server.root().with("X-Vault-Wrap-TTL", "1h");
    return witness
        .ask(client, "POST", "sys/wrapping/wrap", "{\"n\":" + number + "}", 200)
        .wrappingToken();
  }

  @Override
  public void verify() {
    closed.forEach(
        (token, number) -> {
          Reply reply = open(token);
          assertThat(reply.status()).as("a wrapping that nobody opened").isEqualTo(200);
          assertThat(reply.data().path("n").asInt()).isEqualTo(number);
          assertThat(open(token).status()).as("a wrapping, a second time").isEqualTo(400);
        });
    opened.forEach(
        token -> assertThat(open(token).status()).as("a wrapping that was opened").isEqualTo(400));
    asked.forEach(
        token -> {
          assertThat(open(token).status()).isIn(200, 400);
          assertThat(open(token).status()).as("a wrapping, a third time").isEqualTo(400);
        });
    closed.clear();
    opened.clear();
    asked.clear();
  }

  private Reply open(String token) {
    return witness.ask(server.as(token), "PUT", UNWRAP, "null");
  }
}
