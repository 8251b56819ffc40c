package io.azimuth.product.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends logins. Each second login uses a new identity, so the server creates its alias and entity.
 * Checks that tokens are valid and belong to their entity, and that an identity always has the same
 * entity.
 */
final class LoginTraffic implements Traffic {

  private final TestingServer server;
  private final Witness witness;
  private final JwtMount mount;
  private final int begin;
  private final int span;
  private final Map<String, String> tokens = new HashMap<>(); // the entity of each token
  private final Map<Integer, String> entities = new HashMap<>(); // the entity of each identity
  private final AtomicInteger granted = new AtomicInteger();
  private int next;

  /** Uses identities with numbers from {@code begin} on. */
  LoginTraffic(TestingServer server, Witness witness, JwtMount mount, int begin, int span) {
    this.server = server;
    this.witness = witness;
    this.mount = mount;
    this.begin = begin;
    this.span = span;
  }

  @Override
  public void step() {
    logIn(next++ % span);
    logIn(next / 2 % span);
  }

  private void logIn(int number) {
    String jwt = mount.jwtWith("sub", "workload-" + (begin + number));
    logIn(server, witness, mount, jwt).ifPresent(reply -> granted(number, reply));
  }

  /**
   * Tries to log in. On a busy machine a server that has just started may take longer than a login
   * waits, and the answer is 503.
   */
  static Optional<Reply> logIn(TestingServer server, Witness witness, JwtMount mount, String jwt) {
    String body = "{\"role\":\"%s\",\"jwt\":\"%s\"}".formatted(MixedLoad.ROLE, jwt);
    Reply reply = witness.ask(server.anonymous(), "POST", mount.at("login"), body);
    assertThat(reply.status()).as("%s", reply).isIn(200, 503);
    return Optional.of(reply).filter(it -> it.status() == 200);
  }

  private void granted(int number, Reply reply) {
    String entity = reply.auth().path("entity_id").asText();
    assertThat(entity).isNotEmpty();
    assertThat(entities.getOrDefault(number, entity)).isEqualTo(entity);
    entities.put(number, entity);
    tokens.put(reply.clientToken(), entity);
    granted.incrementAndGet();
  }

  int granted() {
    return granted.get();
  }

  /** The number of identities with a granted login. */
  int known() {
    return entities.size();
  }

  @Override
  public void verify() {
    tokens.forEach(
        (token, entity) -> {
          Reply self = server.as(token).get("auth/token/lookup-self");
          assertThat(self.status()).as("a token that was answered: %s", self).isEqualTo(200);
          assertThat(self.data().path("entity_id").asText()).isEqualTo(entity);
        });
    entities.values().stream().distinct().forEach(this::hasOneAlias);
    tokens.clear();
  }

  private void hasOneAlias(String entity) {
    Reply read = server.root().get("identity/entity/id/" + entity);
    assertThat(read.data().path("aliases")).as("%s", read).hasSize(1);
  }
}
