package io.azimuth.product.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingClient;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends the requests of all clients, and records what the audit log must contain. */
final class Witness {

  private final Set<String> ids = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> paths = new ConcurrentHashMap<>();
  private final AtomicInteger answers = new AtomicInteger();

  /** Sends a request and requires this status. An empty text means no body. */
  Reply ask(TestingClient client, String method, String path, String body, int status) {
    Reply reply = client.send(method, path, body);
    heard(path, reply);
    assertThat(reply.status()).as("%s %s: %s", method, path, reply).isEqualTo(status);
    return reply;
  }

  /** Sends a request and returns the answer with any status. */
  Reply ask(TestingClient client, String method, String path, String body) {
    Reply reply = client.send(method, path, body);
    heard(path, reply);
    return reply;
  }

  private void heard(String path, Reply reply) {
    if (reply.text().startsWith("{")) {
      String id = reply.body().path("request_id").asText();
      if (!id.isEmpty()) {
        ids.add(id);
      }
    }
    int query = path.indexOf('?');
    paths.merge(query < 0 ? path : path.substring(0, query), 1, Integer::sum);
    answers.incrementAndGet();
  }

  /** The number of answers. */
  int answers() {
    return answers.get();
  }

  /** The ids of answered requests, of those whose answers contain one. */
  Set<String> ids() {
    return Set.copyOf(ids);
  }

  /** The number of answers for each path. */
  Map<String, Integer> paths() {
    return new HashMap<>(paths);
  }
}
