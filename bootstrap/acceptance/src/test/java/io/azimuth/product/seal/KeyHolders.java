package io.azimuth.product.seal;

import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The requests of people with key shares to a server. */
final class KeyHolders {

  private final TestingServer server;

  KeyHolders(TestingServer server) {
    this.server = server;
  }

  /** Initialises a server that uses Shamir key shares; returns the shares in hexadecimal. */
  List<String> initialise(int shares, int threshold) {
    Reply reply = server.initialise(Map.of("secret_shares", shares, "secret_threshold", threshold));
    return shares(reply, "keys");
  }

  static List<String> shares(Reply reply, String name) {
    return Reply.texts(reply.body().path(name));
  }

  /** Enters the shares one after the other; returns the last answer. */
  Reply unseal(List<String> shares) {
    Reply last = null;
    for (String share : shares) {
      last = server.anonymous().send("PUT", "sys/unseal", "{\"key\":\"" + share + "\"}");
    }
    return last;
  }

  /** Whether these shares unseal the server, which is sealed. */
  boolean open(List<String> shares) {
    server.anonymous().post("sys/unseal", Map.of("reset", true));
    Reply last = unseal(shares);
    return last.status() == 200 && !last.body().path("sealed").asBoolean(true);
  }

  void seal() {
    server.root().write("sys/seal", Map.of());
  }

  /** Starts an attempt and returns its nonce. */
  String begin(String path, Map<String, ?> parameters) {
    return server.anonymous().write(path, parameters).body().path("nonce").asText();
  }

  /** Enters the shares of an attempt; returns the last answer. */
  Reply handIn(String path, String nonce, List<String> shares) {
    Reply last = null;
    for (String share : shares) {
      last = server.anonymous().post(path, parameters(nonce, share));
    }
    return last;
  }

  static Map<String, Object> parameters(String nonce, String share) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("nonce", nonce);
    parameters.put("key", share);
    return parameters;
  }

  /** Replaces the shares by this many new ones; returns the answer to the last share. */
  Reply rekey(List<String> present, int shares, int threshold) {
    String nonce =
        begin("sys/rekey/init", Map.of("secret_shares", shares, "secret_threshold", threshold));
    return handIn("sys/rekey/update", nonce, present);
  }
}
